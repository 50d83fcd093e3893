import { addDays, type BusinessDate, dayOf } from '@zongheng/kernel';
import { type Act, Agenda, datesBetween } from './act.ts';
import { type Carrier, carrierOf } from './carrier.ts';
import { scheduleDeal } from './deal.ts';
import { schedulePlans } from './plans.ts';
import { writeProfile } from './profile.ts';
import { profileActs } from './profile-catalogue.ts';
import { type Random, randomOf } from './random.ts';

/** What a simulated world is made from. The same settings give the same acts, to the byte. */
export interface Simulation {
  readonly seed: string;
  /** The last simulated day; the world runs up to it. */
  readonly until: BusinessDate;
  readonly days: number;
  readonly reps: number;
  readonly teams: number;
  readonly customers: number;
  readonly deals: number;
  /** The part of facts recorded some days late, 0 to 1. */
  readonly lateShare: number;
  /** Whether agreements are billed, and customers pay: on time, late, short, or never (default no). */
  readonly billing?: boolean;
  /** How many of the reps plan their months, as the company then does too (default none). */
  readonly planners?: number;
  /** How many of the 240 attributes of a profile are known of each customer, who then has a telephone, contacts, calls and segments too (default none). */
  readonly profile?: number;
}

/** A year of a small carrier. */
export const smallWorld: Omit<Simulation, 'until'> = {
  seed: 'zongheng',
  days: 365,
  reps: 40,
  teams: 10,
  customers: 600,
  deals: 3000,
  lateShare: 0.05,
  billing: true,
  planners: 6,
};

/** How busy each month is, from January: the spring festival is quiet, year's end is not. */
const seasons = [80, 55, 110, 100, 98, 112, 92, 90, 108, 96, 112, 147];

/** One day of the simulated world: what people record on it, in order. */
export interface SimulatedDay {
  readonly date: BusinessDate;
  readonly acts: readonly Act[];
}

/** The acts of a carrier’s selling, in the order in which people would record them. */
export function* simulate(simulation: Simulation): Generator<Act> {
  for (const { acts } of simulateDays(simulation)) yield* acts;
}

/**
 * A carrier’s selling day by day; its structure comes first, on the first day. Nothing of it is real; every record’s reference names the
 * system `simulation`. Holds no more than the deals under way.
 */
export function* simulateDays(simulation: Simulation): Generator<SimulatedDay> {
  const random = randomOf(simulation.seed);
  const key = (text: string): string => `simulation:${simulation.seed}:${text}`;
  const first = addDays(simulation.until, 1 - simulation.days);
  const carrier = carrierOf(random, simulation, key, first);
  const agenda = new Agenda();
  const { until, lateShare, billing = false, planners = 0, profile = 0 } = simulation;
  let described = 0;
  const describeNew = (date: BusinessDate): void => {
    const { known } = carrier.customers;
    if (profile > 0) for (const customer of known.slice(described)) writeProfile({ agenda, key, until, known: profile }, customer, date);
    described = known.length;
  };
  yield { date: first, acts: profile > 0 ? [...carrier.acts, ...profileActs(key, first)] : carrier.acts };
  describeNew(first);
  const setting = { random, carrier, agenda, key, until, lateShare, billing, planners };
  const quotas = quotasOf(simulation, first);
  let number = 0;
  for (const date of datesBetween(first, simulation.until)) {
    for (const act of carrier.customers.registeredOn(date)) agenda.add(date, act);
    describeNew(date);
    for (let opening = quotas.get(date) ?? 0; opening > 0; opening -= 1) {
      number += 1;
      scheduleDeal(setting, number, date);
    }
    scheduleChanges(setting, carrier, date);
    schedulePlans(setting, date);
    yield { date, acts: agenda.take(date) };
  }
}

/** How many deals open on each day: exactly as many as asked for, by season and weekday, the parts always summing to the whole. */
function quotasOf(simulation: Simulation, first: BusinessDate): ReadonlyMap<BusinessDate, number> {
  const dates = [...datesBetween(first, simulation.until)];
  const weights = dates.map((date) => (seasons[Number(date.slice(5, 7)) - 1] ?? 100) * (isWeekend(date) ? 0.08 : 1));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const quotas = new Map<BusinessDate, number>();
  let passed = 0;
  dates.forEach((date, index) => {
    const before = Math.round((passed / total) * simulation.deals);
    passed += weights[index] ?? 0;
    quotas.set(date, Math.round((passed / total) * simulation.deals) - before);
  });
  return quotas;
}

/** 1970-01-01 was a Thursday. */
function isWeekend(date: BusinessDate): boolean {
  const weekday = (dayOf(date) + 4) % 7;
  return weekday === 0 || weekday === 6;
}

/** On the first of a month some reps change team, and some customers their owner. */
function scheduleChanges(
  setting: { readonly random: Random; readonly agenda: Agenda; readonly key: (text: string) => string },
  carrier: Carrier,
  date: BusinessDate,
): void {
  if (!date.endsWith('-01')) return;
  const { random, agenda, key } = setting;
  for (const rep of carrier.reps) {
    if (!random.chance(0.015)) continue;
    agenda.add(date, {
      command: 'TransferEmployee',
      id: rep.id,
      key: key(`transfer-${rep.id}-${date}`),
      body: { unit: random.pick(carrier.teams), on: date },
    });
  }
  const customers = carrier.customers.known;
  for (let moves = Math.round(customers.length * 0.002); moves > 0; moves -= 1) {
    const customer = random.pick(customers);
    agenda.add(date, {
      command: 'ChangeCustomerDetails',
      id: customer.id,
      key: key(`move-${date}-${moves}`),
      body: { region: random.pick(carrier.regions), on: date },
    });
  }
}
