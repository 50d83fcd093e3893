import {
  type BusinessDate,
  type Command,
  datesInOrder,
  type Decider,
  type Decision,
  type EmployeeId,
  entryOf,
  firstRefusal,
  later,
  notBefore,
  notInFuture,
  type Refusal,
  type RefusalTable,
  refusing,
  type UnitId,
} from '@zongheng/kernel';
import type { UnitKind, UnitsFact } from '@zongheng/organisation-events';
import { earliestMove, type FindPlace, pathToRoot, type Place, wouldCycle } from './tree.ts';

export const unitRefusals = {
  'ORGANISATION.UNIT.EXISTS': {
    kind: 'conflict',
    title: { zh: '组织单位已存在', en: 'The unit exists already' },
    remedy: 'give another id, or move the unit that is there',
  },
  'ORGANISATION.UNIT.UNKNOWN': {
    kind: 'missing',
    title: { zh: '组织单位不存在', en: 'No such unit' },
    remedy: 'name a unit that was created',
  },
  'ORGANISATION.UNIT.ROOT_EXISTS': {
    kind: 'conflict',
    title: { zh: '只能有一个公司', en: 'There is one company' },
    remedy: 'create a department or a team under it',
  },
  'ORGANISATION.UNIT.ROOT_STAYS': {
    kind: 'conflict',
    title: { zh: '公司不能移动', en: 'The company is the root' },
    remedy: 'move departments and teams instead',
  },
  'ORGANISATION.UNIT.KIND_MISFIT': {
    kind: 'invalid',
    title: { zh: '上级类别不符', en: 'The kinds do not fit' },
    remedy: 'the company has no parent; put a department under the company or a department, a team under any of them',
  },
  'ORGANISATION.UNIT.CYCLE': {
    kind: 'conflict',
    title: { zh: '不能移到自己的下级', en: 'A unit cannot stand under itself' },
    remedy: 'name a parent outside of the unit, or move that one out first',
  },
  'ORGANISATION.UNIT.HEAD_NOT_EMPLOYED': {
    kind: 'conflict',
    title: { zh: '负责人不在职', en: 'The head is not employed' },
    remedy: 'name someone who works here now',
  },
} as const satisfies RefusalTable;

const refuse = refusing(unitRefusals);

export interface UnitPlace extends Place {
  readonly kind: UnitKind;
  readonly name: string;
  readonly parent: UnitId | null;
  readonly head: EmployeeId | null;
  /** Since when the head is in office; null where there is none. */
  readonly headSince: BusinessDate | null;
}

/** All units by id, the root among them, and the date of the last move. */
export interface UnitsState {
  readonly root: UnitId | null;
  readonly units: Readonly<Record<string, UnitPlace>>;
  readonly lastMove: BusinessDate | null;
}

export interface CreateUnit extends Command<'CreateUnit'> {
  readonly unit: UnitId;
  readonly kind: UnitKind;
  readonly name: string;
  /** Null for the company alone. */
  readonly parent: UnitId | null;
}
export interface MoveUnit extends Command<'MoveUnit'> {
  readonly unit: UnitId;
  readonly to: UnitId;
}
export interface NameUnitHead extends Command<'NameUnitHead'> {
  readonly unit: UnitId;
  readonly head: EmployeeId;
  /** The unit that the head-to-be belongs to now; null where they are not employed. */
  readonly headUnit: UnitId | null;
}
export type UnitsCommand = CreateUnit | MoveUnit | NameUnitHead;

export const unitsDecider: Decider<UnitsState, UnitsCommand, UnitsFact> = {
  initialState: () => ({ root: null, units: {}, lastMove: null }),
  evolve(state, fact) {
    switch (fact.type) {
      case 'OrgUnitCreated': {
        const { unit, kind, name, parent } = fact.data;
        const place: UnitPlace = { kind, name, parent, since: fact.businessDate, head: null, headSince: null };
        return { ...state, root: parent === null ? unit : state.root, units: { ...state.units, [unit]: place } };
      }
      case 'OrgUnitMoved':
        return { ...changed(state, fact.data.unit, { parent: fact.data.to }), lastMove: fact.businessDate };
      case 'OrgUnitHeadNamed':
        return changed(state, fact.data.unit, { head: fact.data.to, headSince: fact.businessDate });
    }
  },
  decide(state, command) {
    switch (command.type) {
      case 'CreateUnit':
        return create(state, command);
      case 'MoveUnit':
        return move(state, command);
      case 'NameUnitHead':
        return nameHead(state, command);
    }
  },
};

/**
 * Who takes over from the people of a unit where nobody is named: its head, or the head of the nearest unit above it that has one, the
 * leaver passed over; null where there is nobody.
 */
export function headAbove(state: UnitsState, unit: UnitId, leaver: EmployeeId): EmployeeId | null {
  const heads = pathToRoot(placesOf(state), unit).map((each) => entryOf(state.units, each)?.head ?? null);
  return heads.find((head) => head !== null && head !== leaver) ?? null;
}

function placesOf({ units }: UnitsState): FindPlace {
  return (node) => entryOf(units, node);
}

function changed(state: UnitsState, unit: UnitId, change: Partial<UnitPlace>): UnitsState {
  const place = entryOf(state.units, unit);
  return place ? { ...state, units: { ...state.units, [unit]: { ...place, ...change } } } : state;
}

function create(state: UnitsState, command: CreateUnit): Decision<UnitsFact> {
  const { unit, kind, name, parent } = command;
  const there = entryOf(state.units, unit);
  if (there) {
    const isSame = there.kind === kind && there.name === name && there.parent === parent;
    return isSame ? [] : refuse('ORGANISATION.UNIT.EXISTS', `${unit} is a ${there.kind} since ${there.since}`, { field: '/unit' });
  }
  const above = parent === null ? undefined : entryOf(state.units, parent);
  if (parent !== null && !above) return unknown(parent, '/parent');
  const no = firstRefusal(
    fits(kind, above),
    parent === null && state.root !== null
      ? refuse('ORGANISATION.UNIT.ROOT_EXISTS', `the company is ${state.root}`, { field: '/parent' })
      : null,
    notInFuture(command),
    above ? notBefore(command, above.since) : null,
  );
  return no ?? [{ type: 'OrgUnitCreated', businessDate: command.on, data: { unit, kind, name, parent } }];
}

function move(state: UnitsState, command: MoveUnit): Decision<UnitsFact> {
  const { unit, to } = command;
  const moved = entryOf(state.units, unit);
  const above = entryOf(state.units, to);
  if (!moved) return unknown(unit, '/unit');
  if (!above) return unknown(to, '/to');
  if (moved.parent === null) return refuse('ORGANISATION.UNIT.ROOT_STAYS', `${unit} is the company`, { field: '/unit' });
  if (moved.parent === to) return [];
  if (wouldCycle(placesOf(state), unit, to)) {
    return refuse('ORGANISATION.UNIT.CYCLE', `${to} is ${to === unit ? 'the unit itself' : `below ${unit}`}`, { field: '/to' });
  }
  const earliest = earliestMove(moved, above, state.lastMove);
  const no = firstRefusal(fits(moved.kind, above), datesInOrder(command, earliest));
  return no ?? [{ type: 'OrgUnitMoved', businessDate: command.on, data: { unit, from: moved.parent, to } }];
}

function nameHead(state: UnitsState, command: NameUnitHead): Decision<UnitsFact> {
  const { unit, head, headUnit } = command;
  const place = entryOf(state.units, unit);
  if (!place) return unknown(unit, '/unit');
  if (place.head === head) return [];
  if (headUnit === null) return refuse('ORGANISATION.UNIT.HEAD_NOT_EMPLOYED', `${head} does not work here`, { field: '/head' });
  const earliest = place.headSince ? later(place.since, place.headSince) : place.since;
  const no = datesInOrder(command, earliest);
  return no ?? [{ type: 'OrgUnitHeadNamed', businessDate: command.on, data: { unit, from: place.head, to: head } }];
}

const ranks = { company: 0, department: 1, team: 2 } as const satisfies Record<UnitKind, number>;

/** The company stands alone at the top; below it nothing hangs under a smaller kind than its own. */
function fits(kind: UnitKind, above: UnitPlace | undefined): Refusal | null {
  if (above ? kind !== 'company' && ranks[above.kind] <= ranks[kind] : kind === 'company') return null;
  return refuse('ORGANISATION.UNIT.KIND_MISFIT', `a ${kind} does not stand ${above ? `under a ${above.kind}` : 'without a parent'}`, {
    field: '/kind',
  });
}

function unknown(unit: UnitId, field: string): Refusal {
  return refuse('ORGANISATION.UNIT.UNKNOWN', `there is no unit ${unit}`, { field });
}
