import { addDays, isRefusal, type RegionId } from '@zongheng/kernel';
import { type OpportunityFact, sources } from '@zongheng/sales-events';
import { keysOf } from '@zongheng/kernel';
import fc from 'fast-check';
import type { Correction, OpportunityCommand } from '../opportunity/commands.ts';
import { opportunityDecider } from '../opportunity/decide.ts';
import { cellOf, type OpportunityState } from '../opportunity/state.ts';
import { defaultPipeline } from '../pipelines.ts';
import * as say from './opportunity-commands.ts';
import { acme, date, fibre, hope, li, line, rack, wang, worth } from './people.ts';

/** One step of a random story: so many days after the one before, something happens; the numbers choose what exactly. */
export interface Step {
  readonly days: number;
  readonly what: number;
  readonly which: number;
  readonly other: number;
}

/** Unbiased and long, so that what happens is varied: small numbers and short stories are no more telling here than others. */
export const steps = (max: number): fc.Arbitrary<readonly Step[]> => {
  const number = fc.noBias(fc.nat({ max: 1_000_000 }));
  const step = fc.record({ days: fc.integer({ min: 1, max: 12 }), what: number, which: number, other: number });
  return fc.array(step, { minLength: 1, maxLength: max, size: 'max' });
};

/** The default pipeline without requirements, so that random deals travel far. */
export const openRoad = {
  id: defaultPipeline.id,
  stages: defaultPipeline.stages.map((stage) => ({ ...stage, requires: [] })),
  successors: {},
};

const pick = <T>(items: readonly [T, ...T[]], by: number): T => items[by % items.length] ?? items[0];
const openStages = openRoad.stages.flatMap(({ stage, status }) => (status === 'open' ? [stage] : []));
const owners = [li, wang, { ...li, unit: wang.unit }] as const;
const customers = [acme, hope, { ...hope, region: 'yunnan' as RegionId }] as const;
const values = [
  worth(),
  worth(line('1', rack, 700)),
  worth(line('1', rack, 300), line('2', fibre, 400)),
  worth(line('1', fibre, 500), line('2', rack, 500), line('3', null, 0)),
] as const;
const moving = { pipeline: openRoad, customerIdentified: true };
const first = date('2024-01-01');

/** What happens at a step. */
function commandAt(day: string, { what, which, other }: Step, state: OpportunityState): OpportunityCommand {
  const stage = openStages[which % openStages.length] ?? 'obtained';
  const value = pick(values, which);
  const owner = pick(owners, which);
  const commands: readonly [() => OpportunityCommand, ...(() => OpportunityCommand)[]] = [
    () => say.advancing(day, stage, { ...moving, reason: 'because' }),
    () => say.advancing(day, stage, { ...moving, reason: 'because' }),
    () => ({ ...say.movingBack(day, stage), pipeline: openRoad }),
    () => say.assigning(day, { ...moving, owner, reason: other % 2 === 0 ? 'because' : null }),
    () => say.revaluing(day, { ...moving, value }),
    () => say.expecting(day, other % 3 === 0 ? null : addDays(date(day), other % 90)),
    () => say.movingTo(day, pick(customers, which)),
    () => say.winning(day, { ...moving, reason: 'because', value: other % 2 === 0 ? pick(values, other) : null }),
    () => ({ ...say.losing(day, { reason: pick(['price', 'timing'], other) }), pipeline: openRoad }),
    () => ({ ...say.reopening(day, stage), pipeline: openRoad }),
    () => ({ ...say.reopening(day, stage), pipeline: openRoad }),
    () => say.transferring(day, cellOf(state)?.owner ?? owner.id, owner.unit),
    () =>
      say.customerChanging(day, {
        ...pick(customers, which),
        id: cellOf(state)?.customer ?? hope.id,
        region: pick(['guizhou' as RegionId, null], other),
      }),
    () => say.handingOver(day, li, wang),
    () => say.registering(day, { ...moving, value, reason: 'because' }),
    () => say.correcting(day, correctionAt(which, other, state)),
    () => say.correcting(day, correctionAt(which, other, state)),
    () => say.correcting(day, correctionAt(which, other, state)),
    () => (other % 5 === 0 ? say.voiding(day) : say.revaluing(day, { ...moving, value })),
  ];
  return pick(commands, what)();
}

function correctionAt(which: number, other: number, { history }: OpportunityState): Correction {
  const opened = history[0]?.date ?? first;
  const entry = history[other % Math.max(1, history.length)];
  const since = addDays(which % 2 === 0 ? (entry?.date ?? opened) : opened, which % 3 === 0 ? 0 : other % 25);
  const corrections: readonly [Correction, ...Correction[]] = [
    { corrects: 'lines', since, value: pick(values, other) },
    { corrects: 'source', since, source: pick(['own', ...keysOf(sources)], other) },
    { corrects: 'owner', since, owner: pick(owners, other) },
    { corrects: 'region', since, region: pick([null, 'gansu' as RegionId], other) },
    { corrects: 'segment', since, segment: pick([null, 'retail'], other) },
    { corrects: 'expected-close', since, expectedClose: other % 2 === 0 ? null : addDays(opened, other % 60) },
    {
      corrects: 'stage-date',
      stage: entry?.cell.stage ?? '',
      recorded: entry?.cell.since ?? opened,
      date: addDays(entry?.cell.since ?? opened, (other % 21) - 10),
    },
    { corrects: 'loss', lossReason: pick(['price', 'mood'], other), competitor: null },
  ];
  return pick(corrections, which);
}

/** A command that was carried out, and what it decided. */
export interface Happening {
  readonly command: OpportunityCommand;
  readonly facts: readonly OpportunityFact[];
  readonly before: OpportunityState;
  readonly state: OpportunityState;
}

/** Plays a random story: an opening, then every step that is not refused. `refused` steps leave the deal as it is. */
export function play(
  random: readonly Step[],
  allowed: (command: OpportunityCommand, state: OpportunityState) => boolean = () => true,
): readonly Happening[] {
  const happenings: Happening[] = [];
  let state = opportunityDecider.initialState();
  let day = first;
  const value = pick(values, random.length);
  let command: OpportunityCommand = say.opening(day, { pipeline: openRoad, value, customer: pick(customers, random.length) });
  for (const step of [null, ...random]) {
    if (step) {
      day = addDays(day, step.days);
      command = commandAt(day, step, state);
    }
    if (!allowed(command, state)) continue;
    const facts = opportunityDecider.decide(state, command);
    if (isRefusal(facts)) continue;
    const before = state;
    state = facts.reduce(opportunityDecider.evolve, state);
    happenings.push({ command, facts, before, state });
  }
  return happenings;
}

/** Where random stories end: every date they tell of is before. */
export const theEnd = date('2026-06-30');
