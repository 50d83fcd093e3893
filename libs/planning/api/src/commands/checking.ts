import type { BusinessDate } from '@zongheng/kernel';
import type { Preparation } from '@zongheng/nest-kit';
import { type Actual, defaultTolerance, type PlanState, type Tolerance } from '@zongheng/planning-domain';
import { periodEnd } from '@zongheng/planning-events';
import { actualsOf } from '../figures/actuals.ts';
import { readNow } from '../figures/reading.ts';
import type { CheckProgressBody } from './plan.bodies.ts';
import { toleranceAggregate } from './policy.commands.ts';

/** What a check freezes: the actuals of every target as they are told now, the moment up to which they are, and the tolerance in force. */
export async function seenNow(given: Preparation<PlanState>, { asOf: asked, note }: CheckProgressBody) {
  const { of, targets } = given.state;
  const asOf = asked ?? (of ? earlier(given.on, periodEnd(of.period)) : given.on);
  const { reader, moment, at } = await readNow(given, asOf);
  const tally = of ? actualsOf(reader, of.subject, of.period, moment) : null;
  const actuals = targets.map(({ aim }): Actual => ({ aim, actual: tally?.actual(aim) ?? null }));
  return { asOf, at, tolerance: await toleranceFor(given), actuals, note: note ?? null };
}

async function toleranceFor(given: Preparation<PlanState>): Promise<Tolerance> {
  const state = (await given.load(toleranceAggregate, 'main'))?.state ?? defaultTolerance;
  return { version: state.version, bands: state.bands };
}

function earlier(one: BusinessDate, other: BusinessDate): BusinessDate {
  return one <= other ? one : other;
}
