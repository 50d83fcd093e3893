import fc from 'fast-check';
import { isRefusal } from '@zongheng/kernel';
import type { UnitKind, UnitsFact } from '@zongheng/organisation-events';
import { day, on, unit } from './commands.spec-data.ts';
import { type UnitsCommand, unitsDecider, type UnitsState } from './units.ts';

const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map(unit);
const anyId = fc.constantFrom(...ids);
const anyDate = fc.integer({ min: 1, max: 28 }).map((number) => `2025-03-${String(number).padStart(2, '0')}`);
const anyKind = fc.constantFrom<UnitKind>('department', 'department', 'department', 'team', 'company');

const anyCommand: fc.Arbitrary<UnitsCommand> = fc.oneof(
  fc
    .record({ id: anyId, kind: anyKind, parent: fc.option(anyId, { freq: 6 }), date: anyDate })
    .map(({ id, kind, parent, date }): UnitsCommand => ({ type: 'CreateUnit', ...on(date), unit: id, kind, name: id, parent })),
  fc
    .record({ id: anyId, to: anyId, date: anyDate })
    .map(({ id, to, date }): UnitsCommand => ({ type: 'MoveUnit', ...on(date), unit: id, to })),
);

/** Histories in which every unit exists from the first of the month, and then whatever comes; refused commands record nothing. */
const anyHistory = fc
  .tuple(fc.array(anyKind, { minLength: 7, maxLength: 7 }), fc.array(anyCommand, { minLength: 10, maxLength: 80, size: 'max' }))
  .map(([kinds, commands]) => [
    ...ids.map((id, index): UnitsCommand => ({
      type: 'CreateUnit',
      ...on('2025-03-01'),
      unit: id,
      kind: index === 0 ? 'company' : (kinds[index - 1] ?? 'team'),
      name: id,
      parent: index === 0 ? null : unit('a'),
    })),
    ...commands,
  ]);

interface Run {
  readonly facts: readonly UnitsFact[];
  readonly state: UnitsState;
}

function run(commands: readonly UnitsCommand[]): Run {
  let state = unitsDecider.initialState();
  const facts: UnitsFact[] = [];
  for (const command of commands) {
    const decided = unitsDecider.decide(state, command);
    if (isRefusal(decided)) continue;
    for (const fact of decided) {
      facts.push(fact);
      state = unitsDecider.evolve(state, fact);
    }
  }
  return { facts, state };
}

type Parents = Readonly<Record<string, string | null>>;

/** What breaks a tree: more or fewer than one root, a parent that is not there, a way up that never ends. Empty where it is sound. */
function faultsOf(parents: Parents): readonly string[] {
  const nodes = Object.keys(parents);
  const roots = nodes.filter((node) => parents[node] === null);
  const faults = nodes.length === 0 || roots.length === 1 ? [] : [`roots: ${roots.join(' ')}`];
  for (const node of nodes) {
    let at: string | null | undefined = node;
    for (let steps = 0; at !== null && at !== undefined && steps <= nodes.length; steps += 1) at = parents[at];
    if (at !== null) faults.push(at === undefined ? `${node} hangs in the air` : `${node} runs in a circle`);
  }
  return faults;
}

/** The parents as they stood on a date, by the facts alone: last one of the earlier dates wins, whatever the order of recording. */
function parentsAsOf(facts: readonly UnitsFact[], date: string): Parents {
  const parents: Record<string, string | null> = {};
  const dated = facts
    .filter((fact) => fact.businessDate <= date)
    .toSorted((one, other) => (one.businessDate < other.businessDate ? -1 : one.businessDate > other.businessDate ? 1 : 0));
  for (const fact of dated) {
    if (fact.type === 'OrgUnitCreated') parents[fact.data.unit] = fact.data.parent;
    if (fact.type === 'OrgUnitMoved') parents[fact.data.unit] = fact.data.to;
  }
  return parents;
}

describe('the tree of units, whatever is asked of it', () => {
  it('always has one root, and every way up ends there', () => {
    fc.assert(
      fc.property(anyHistory, (commands) => {
        const { state } = run(commands);
        const parents = Object.fromEntries(Object.entries(state.units).map(([id, place]) => [id, place.parent]));
        expect(faultsOf(parents)).toEqual([]);
        expect(state.root).toBe('a');
      }),
      { numRuns: 300 },
    );
  });

  it('had one root and no circle as of every past day, as we knew it at every moment', () => {
    const lastDates = Array.from({ length: 28 }, (_, index) => day(`2025-03-${String(index + 1).padStart(2, '0')}`));
    fc.assert(
      fc.property(anyHistory, fc.nat(), (commands, seed) => {
        const { facts } = run(commands);
        const known = facts.slice(0, seed % (facts.length + 1));
        for (const date of lastDates) expect(faultsOf(parentsAsOf(known, date))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('never hangs a unit under one of a smaller kind', () => {
    const rank: Record<UnitKind, number> = { company: 0, department: 1, team: 2 };
    fc.assert(
      fc.property(anyHistory, (commands) => {
        const { units } = run(commands).state;
        for (const place of Object.values(units)) {
          const above = place.parent === null ? null : units[place.parent];
          expect(above ? rank[above.kind] <= rank[place.kind] : place.kind === 'company').toBe(true);
        }
      }),
    );
  });

  it('is not changed by any command that comes a second time', () => {
    fc.assert(
      fc.property(anyHistory, anyCommand, (commands, last) => {
        const { state } = run([...commands, last]);
        const again = unitsDecider.decide(state, last);
        expect(isRefusal(again) || again.length === 0).toBe(true);
      }),
    );
  });

  it('is moved at all by these histories: the properties above speak of something', () => {
    const samples = fc.sample(anyHistory, { numRuns: 100, seed: 7 }).map((commands) => run(commands).facts);
    expect(samples.flat().filter((fact) => fact.type === 'OrgUnitMoved').length).toBeGreaterThan(200);
  });
});
