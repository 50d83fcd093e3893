import {
  type Buckets,
  type BusinessDate,
  type Command,
  type Decider,
  entryIn,
  firstRefusal,
  type Label,
  later,
  notBefore,
  notInFuture,
  type Refusal,
  refusing,
  type RefusalTable,
  type RegionId,
  withEntryIn,
} from '@zongheng/kernel';
import type { RegionKind, RegionsFact } from '@zongheng/organisation-events';
import { earliestMove, type Place, wouldCycle } from './tree.ts';

export const regionRefusals = {
  'ORGANISATION.REGION.PARENT_UNKNOWN': {
    kind: 'missing',
    title: { zh: '上级区域不存在', en: 'No such parent region' },
    remedy: 'define the parent first, or name one that is defined',
  },
  'ORGANISATION.REGION.KIND_FIXED': {
    kind: 'conflict',
    title: { zh: '区域类别不能改变', en: 'The kind of a region stays' },
    remedy: 'define another region under another id',
  },
  'ORGANISATION.REGION.KIND_MISFIT': {
    kind: 'invalid',
    title: { zh: '上级类别不符', en: 'The kinds do not fit' },
    remedy: 'put provinces under countries, cities under provinces or countries, counties under any of these; areas stand anywhere',
  },
  'ORGANISATION.REGION.CYCLE': {
    kind: 'conflict',
    title: { zh: '不能归入自己的下级', en: 'A region cannot lie in itself' },
    remedy: 'name a parent outside of the region',
  },
} as const satisfies RefusalTable;

const refuse = refusing(regionRefusals);

export interface RegionPlace extends Place {
  readonly kind: RegionKind;
  readonly name: Label;
  readonly parent: RegionId | null;
  /** The date of its last definition. */
  readonly last: BusinessDate;
}

/** All regions by id (a country has thousands of counties), and the date on which one last changed its parent. */
export interface RegionsState {
  readonly regions: Buckets<RegionPlace>;
  readonly lastMove: BusinessDate | null;
}

export interface DefineRegion extends Command<'DefineRegion'> {
  readonly region: RegionId;
  readonly kind: RegionKind;
  readonly name: Label;
  readonly parent: RegionId | null;
}
export type RegionsCommand = DefineRegion;

export const regionsDecider: Decider<RegionsState, RegionsCommand, RegionsFact> = {
  initialState: () => ({ regions: {}, lastMove: null }),
  evolve(state, fact) {
    const { region, kind, name, parent } = fact.data;
    const before = entryIn(state.regions, region);
    const place: RegionPlace = { kind, name, parent, since: before?.since ?? fact.businessDate, last: fact.businessDate };
    const hasMoved = before !== undefined && before.parent !== parent;
    return { regions: withEntryIn(state.regions, region, place), lastMove: hasMoved ? fact.businessDate : state.lastMove };
  },
  decide(state, command) {
    const { region, kind, name, parent } = command;
    const before = entryIn(state.regions, region);
    const above = parent === null ? null : entryIn(state.regions, parent);
    if (before && isSame(before, command)) return [];
    if (above === undefined) {
      return refuse('ORGANISATION.REGION.PARENT_UNKNOWN', `there is no region ${parent}`, { field: '/parent' });
    }
    const no = firstRefusal(
      keepsKind(before, command),
      staysOutside(state, command),
      fits(kind, above),
      notInFuture(command),
      notBeforeEarliest(state, command, before, above),
    );
    if (no) return no;
    const data = { region, kind, name, parent, previousParent: before?.parent ?? null };
    return [{ type: 'RegionDefined', businessDate: command.on, data }];
  },
};

function isSame(before: RegionPlace, { kind, name, parent }: DefineRegion): boolean {
  return before.kind === kind && before.name.zh === name.zh && before.name.en === name.en && before.parent === parent;
}

function keepsKind(before: RegionPlace | undefined, { region, kind }: DefineRegion): Refusal | null {
  if (!before || before.kind === kind) return null;
  return refuse('ORGANISATION.REGION.KIND_FIXED', `${region} is a ${before.kind}, not a ${kind}`, { field: '/kind' });
}

function staysOutside({ regions }: RegionsState, { region, parent }: DefineRegion): Refusal | null {
  if (parent === null || !wouldCycle((node) => entryIn(regions, node), region, parent)) return null;
  return refuse('ORGANISATION.REGION.CYCLE', `${parent} ${parent === region ? 'is the region itself' : `lies in ${region}`}`, {
    field: '/parent',
  });
}

const ranks = { country: 0, province: 1, city: 2, county: 3 } as const satisfies Record<Exclude<RegionKind, 'area'>, number>;

/** Administrative regions lie in larger ones; an area is drawn by hand and may lie in any, or hold any. */
function fits(kind: RegionKind, above: RegionPlace | null): Refusal | null {
  if (!above || kind === 'area' || above.kind === 'area' || ranks[above.kind] < ranks[kind]) return null;
  return refuse('ORGANISATION.REGION.KIND_MISFIT', `a ${kind} does not lie in a ${above.kind}`, { field: '/parent' });
}

function notBeforeEarliest(
  state: RegionsState,
  command: DefineRegion,
  before: RegionPlace | undefined,
  above: RegionPlace | null,
): Refusal | null {
  if (!before) return above ? notBefore(command, above.since) : null;
  if (before.parent === command.parent) return notBefore(command, before.last);
  return notBefore(command, later(before.last, earliestMove(before, above, state.lastMove)));
}
