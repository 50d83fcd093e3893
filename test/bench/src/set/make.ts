import { join } from 'node:path';
import { addDays, type BusinessDate, type Instant, isRefusal } from '@zongheng/kernel';
import { simulateDays, type SimulatedDay, type Simulation } from '@zongheng/simulation';
import { inWindow } from '../house/clients.ts';
import { type House, openHouse, type Order } from '../house/house.ts';
import { Followers } from './follow.ts';

/** What came of the making. */
export interface MadeSet {
  readonly events: number;
  readonly commands: number;
  readonly refused: Readonly<Record<string, number>>;
  readonly opportunities: number;
  /** The part of the events recorded on a later day than the one they count for. */
  readonly lateShare: number;
  readonly seconds: number;
}

/** Commands under way at once: enough for the disk to be shared by many. */
const window = 512;
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
  const house = await openHouse({ folder: join(dataDir, 'log'), clock: () => clock.now(), actor: 'simulation' });
  const begun = performance.now();
  const tally = new Tally();
  try {
    const followers = new Followers();
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
  const carryOut = async (order: Order): Promise<Order[]> => {
    clock.tick();
    const answer = await house.dispatch(order);
    tally.count(order.command, answer, date);
    return isRefusal(answer) ? [] : followers.after(answer);
  };
  const following: Order[] = [];
  await inWindow(acts, window, async (act) => void following.push(...(await carryOut(act))));
  while (following.length > 0) {
    const now = following.splice(0);
    await inWindow(now, window, async (order) => void following.push(...(await carryOut(order))));
  }
}

/** Counts what is made. */
class Tally {
  events = 0;
  #commands = 0;
  #late = 0;
  #opportunities = 0;
  readonly #refused = new Map<string, number>();

  count(command: string, answer: Awaited<ReturnType<House['dispatch']>>, recordedOn: BusinessDate): void {
    this.#commands += 1;
    if (isRefusal(answer)) {
      const what = `${command} ${answer.code}`;
      this.#refused.set(what, (this.#refused.get(what) ?? 0) + 1);
      return;
    }
    this.events += answer.events.length;
    this.#late += answer.events.filter((event) => event.businessDate < recordedOn).length;
    if (command === 'OpenOpportunity') this.#opportunities += 1;
  }

  made(seconds: number): MadeSet {
    const { events } = this;
    const lateShare = this.#late / events;
    return {
      events,
      commands: this.#commands,
      refused: Object.fromEntries(this.#refused),
      opportunities: this.#opportunities,
      lateShare,
      seconds,
    };
  }
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
