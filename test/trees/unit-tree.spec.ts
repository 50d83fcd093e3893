import fc from 'fast-check';
import { type BusinessDate, foldOf, type Instant, isRefusal, type Moment, type RecordedEvent, type UnitId } from '@zongheng/kernel';
import { type UnitsCommand, unitsDecider } from '@zongheng/organisation-domain';
import { type RecordedUnitsEvent, type UnitKind, unitTree } from '@zongheng/organisation-events';

const ids = ['company', 'a', 'b', 'c', 'd', 'e', 'f'] as UnitId[];
const anyId = fc.constantFrom(...ids);
const dateOf = (day: number) => `2025-03-${String(day).padStart(2, '0')}` as BusinessDate;
const anyDate = fc.integer({ min: 1, max: 28 }).map(dateOf);
const context = { today: dateOf(28), now: '2025-03-28T02:00:00.000Z' as Instant, actor: 'hr-desk' };

const anyCommand: fc.Arbitrary<UnitsCommand> = fc.oneof(
  fc
    .record({ unit: anyId, kind: fc.constantFrom<UnitKind>('department', 'team'), parent: anyId, on: anyDate })
    .map((each): UnitsCommand => ({ type: 'CreateUnit', ...context, ...each, name: each.unit })),
  fc.record({ unit: anyId, to: anyId, on: anyDate }).map((each): UnitsCommand => ({ type: 'MoveUnit', ...context, ...each })),
);
const found: UnitsCommand = {
  type: 'CreateUnit',
  ...context,
  on: dateOf(1),
  unit: 'company' as UnitId,
  kind: 'company',
  name: 'company',
  parent: null,
};
const anyCommands = fc.array(anyCommand, { minLength: 20, maxLength: 80, size: 'max' }).map((commands) => [found, ...commands]);
const anyMoment: fc.Arbitrary<Moment> = fc.record({ asOf: fc.option(anyDate), upTo: fc.option(fc.integer({ min: 1, max: 80 })) });

/** What the decider lets into the log, in order. */
function logOf(commands: readonly UnitsCommand[]): readonly RecordedEvent[] {
  const log: RecordedEvent[] = [];
  let state = unitsDecider.initialState();
  for (const command of commands) {
    const decided = unitsDecider.decide(state, command);
    if (isRefusal(decided)) continue;
    state = foldOf(unitsDecider, decided, state);
    for (const fact of decided) {
      const position = log.length + 1;
      const envelope = { id: `e-${position}`, schemaVersion: 1, stream: 'units-main', orderingKey: 'main', correlationId: 'c' };
      log.push({ ...fact, ...envelope, actor: command.actor, recordedAt: context.now, revision: position - 1, position });
    }
  }
  return log;
}

const isPlaced = (event: RecordedEvent): event is RecordedUnitsEvent & { type: 'OrgUnitCreated' | 'OrgUnitMoved' } =>
  unitTree.handles.some((type) => type === event.type);

describe('the tree of units that commands made, as of any day and any moment of knowing', () => {
  it('has every unit on a way up to the one company, and counts each of them there', () => {
    fc.assert(
      fc.property(anyCommands, anyMoment, (commands, moment) => {
        const log = logOf(commands).filter(isPlaced);
        const tree = unitTree.asOf(
          log.reduce((state, event) => unitTree.evolve(state, event), unitTree.initialState()),
          moment,
        );
        for (const unit of tree.nodes) {
          expect(tree.pathOf(unit).at(-1)).toBe('company');
          expect(tree.rollUp(unit, 'company')).toBe('company');
        }
        expect(new Set(['company', ...tree.descendantsOf('company')])).toEqual(
          new Set(log.filter((each) => each.position <= (moment.upTo ?? 80)).map((each) => each.data.unit)),
        );
      }),
      { numRuns: 300 },
    );
  });
});
