import { join } from 'node:path';
import { addDays, type BusinessDate, type Instant, isRefusal } from '@zongheng/kernel';
import { simulateDays, type SimulatedDay, type Simulation } from '@zongheng/simulation';
import { inWindow } from '../house/clients.ts';
import { contextEvents, type House, openHouse, type Order } from '../house/house.ts';
import { Followers } from './follow.ts';

/** What came of the making. */
export interface MadeSet {
  readonly events: number;
  /** Events by the context they are of. */
  readonly contexts: Readonly<Record<string, number>>;
  /** Streams by their category: `opportunity`, `customer`, `account`, … */
  readonly streams: Readonly<Record<string, number>>;
  readonly commands: number;
  readonly refused: Readonly<Record<string, number>>;
  /** What policies wanted and did not get, by its reason: that is no fault. */
  readonly declined: Readonly<Record<string, number>>;
  /** The part of the events recorded on a later day than the one they count for. */
  readonly lateShare: number;
  readonly seconds: number;
}

/** Commands under way at once: enough for the disk to be shared by many. */
const window = 512;
/** All that is ever said of a set is kept folded while it is made: accounts are come back to every month, in no order that a cache could foresee. */
const cacheMax = 2_000_000;
/** People record from half past eight to half past six in Shanghai, which is 00:30 to 10:30 UTC. */
const dayBegins = 30 * 60_000;
const dayLasts = 10 * 3_600_000;

/**
 * Carries a simulated world out through the real commands into the log of a data folder, recorded by a clock that runs with the simulated
 * days: the log then looks as if it had been written over the years.
 */
export async function makeSet(
  dataDir: string,
  simulation: Simulation,
  onDay: (date: BusinessDate, events: number) => void = () => undefined,
): Promise<MadeSet> {
  const clock = new SimulatedClock(addDays(simulation.until, 1 - simulation.days));
  const house = await openHouse({ folder: join(dataDir, 'log'), clock: () => clock.now(), actor: 'simulation', cacheMax });
  const begun = performance.now();
  const tally = new Tally();
  try {
    const followers = new Followers(house.streams);
    for (const day of simulateDays(simulation)) {
      await carryOutDay(house, day, { clock, followers, tally });
      onDay(day.date, tally.events);
    }
  } finally {
    await house.close();
  }
  return tally.made((performance.now() - begun) / 1_000);
}

interface Making {
  readonly clock: SimulatedClock;
  readonly followers: Followers;
  readonly tally: Tally;
}

async function carryOutDay(house: House, { date, acts }: SimulatedDay, { clock, followers, tally }: Making): Promise<void> {
  clock.begin(date, acts.length);
  const carryOut = async (order: Order, isWanted: boolean): Promise<readonly Order[]> => {
    clock.tick();
    const answer = await house.dispatch(order);
    tally.count(order.command, answer, date, isWanted);
    return isRefusal(answer) ? [] : followers.after(answer);
  };
  const following: Order[] = [];
  await inWindow(acts, window, async (act) => void following.push(...(await carryOut(act, true))));
  while (following.length > 0) {
    const now = following.splice(0);
    await inWindow(now, window, async (order) => void following.push(...(await carryOut(order, false))));
  }
}

const contextOf = new Map(
  Object.entries(contextEvents).flatMap(([context, definitions]) => definitions.map(({ type }): [string, string] => [type, context])),
);

/** Counts what is made. */
class Tally {
  events = 0;
  #commands = 0;
  #late = 0;
  readonly #contexts = new Map<string, number>();
  readonly #streams = new Map<string, number>();
  readonly #refused = new Map<string, number>();
  readonly #declined = new Map<string, number>();

  count(command: string, answer: Awaited<ReturnType<House['dispatch']>>, recordedOn: BusinessDate, isWanted: boolean): void {
    this.#commands += 1;
    if (isRefusal(answer)) return add(isWanted ? this.#refused : this.#declined, `${command} ${answer.code}`);
    this.events += answer.events.length;
    for (const { type, businessDate, revision } of answer.events) {
      add(this.#contexts, contextOf.get(type) ?? 'other');
      if (revision === 0) add(this.#streams, answer.stream.slice(0, answer.stream.indexOf('-')));
      if (businessDate < recordedOn) this.#late += 1;
    }
  }

  made(seconds: number): MadeSet {
    const { events } = this;
    return {
      events,
      contexts: Object.fromEntries(this.#contexts),
      streams: Object.fromEntries(this.#streams),
      commands: this.#commands,
      refused: Object.fromEntries(this.#refused),
      declined: Object.fromEntries(this.#declined),
      lateShare: this.#late / events,
      seconds,
    };
  }
}

function add(counts: Map<string, number>, what: string): void {
  counts.set(what, (counts.get(what) ?? 0) + 1);
}

/** A clock that runs through a working day while its acts are recorded. */
class SimulatedClock {
  #begin: number;
  #step = 0;
  #ticks = 0;

  constructor(first: BusinessDate) {
    this.#begin = Date.parse(first);
  }

  begin(date: BusinessDate, acts: number): void {
    this.#begin = Date.parse(date) + dayBegins;
    this.#step = dayLasts / Math.max(1, acts * 2);
    this.#ticks = 0;
  }

  tick(): void {
    this.#ticks += 1;
  }

  now(): Instant {
    const passed = Math.min(dayLasts, Math.round(this.#ticks * this.#step));
    return new Date(this.#begin + passed).toISOString() as Instant;
  }
}
