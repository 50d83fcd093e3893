import { type BusinessDate, isRefusal } from '@zongheng/kernel';
import type { Dispatched } from '../binding.ts';
import { ReadModelsBehind } from '../passing.ts';
import { type DueCommand, dueKey, type Duty } from './duty.ts';

/** So many commands of a page are under way at once. */
const commandsAtOnce = 64;
/** How long views are waited for, which may be building anew, and how often it is asked whether to stop instead. */
const patienceMs = 600_000;
const askedEveryMs = 500;

export interface DueListOptions {
  readonly duties: readonly Duty[];
  /** Today in the time zone of the installation. */
  today(): BusinessDate;
  /** Has a command carried out. The key is the same whenever the same thing falls due: the writer recognises it. */
  dispatch(due: DueCommand, key: string, duty: string): Promise<Dispatched>;
  /** The position of the end of the log. */
  head(): Promise<number>;
  /** Waits until all shards of a view have reached a position: false where they do not in time. */
  waitFor(view: string, position: number, timeoutMs: number): Promise<boolean>;
  /** Called when something could not be done: to say so. */
  readonly onTrouble?: (duty: string, trouble: string) => void;
  /** How often it is looked whether another day has begun, in ms (default a minute). */
  readonly everyMs?: number;
}

/** What came of one duty on a day. */
export interface DutyDone {
  readonly duty: string;
  readonly today: BusinessDate;
  /** What was due: done now, done before, or refused. */
  readonly due: number;
  readonly done: number;
  readonly refused: number;
  /** Why it was broken off; null where it was carried out to the end. */
  readonly error: string | null;
}

/**
 * What falls due by the calendar happens once a day: at the start, and when another day has begun. Nothing is remembered of it but what the
 * commands themselves record, so a crash loses nothing, days on which the program did not run are made up for, and what is done is not due
 * any more. Where something fails, it is tried again at the next look.
 */
export class DueList {
  readonly #options: DueListOptions;
  #finished: BusinessDate | null = null;
  #under: Promise<unknown> = Promise.resolve();
  #timer: NodeJS.Timeout | null = null;
  #isStopping = false;

  /** @throws Error where two duties have one name. */
  constructor(options: DueListOptions) {
    const names = options.duties.map(({ name }) => name);
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice !== undefined) throw new Error(`two duties are named ${twice}`);
    this.#options = options;
  }

  /** Looks at once, and from then on at the calendar. */
  start(): void {
    void this.look();
    this.#timer = setInterval(() => void this.look(), this.#options.everyMs ?? 60_000);
    this.#timer.unref();
  }

  /** Does what is due where that was not done to the end today. */
  async look(): Promise<void> {
    await this.#inTurn(async () => {
      if (this.#finished !== this.#options.today()) await this.#carryOut();
    });
  }

  /** Does now what is due, whatever was done today. */
  run(): Promise<readonly DutyDone[]> {
    return this.#inTurn(() => this.#carryOut());
  }

  /** Ends after the commands under way. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    if (this.#timer) clearInterval(this.#timer);
    await this.#under;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#under.then(work);
    this.#under = turn.catch(() => undefined);
    return turn;
  }

  async #carryOut(): Promise<readonly DutyDone[]> {
    const today = this.#options.today();
    const all: DutyDone[] = [];
    for (const duty of this.#options.duties) all.push(await this.#fulfil(duty, today));
    if (all.every(({ error }) => error === null) && !this.#isStopping) this.#finished = today;
    return all;
  }

  async #fulfil(duty: Duty, today: BusinessDate): Promise<DutyDone> {
    const count = { due: 0, done: 0, refused: 0 };
    let error: string | null = null;
    try {
      await this.#caughtUp(duty);
      for await (const page of duty.due(today)) {
        for (let from = 0; from < page.length && !this.#isStopping; from += commandsAtOnce) {
          await this.#dispatchAll(duty, page.slice(from, from + commandsAtOnce), count);
        }
        if (this.#isStopping) break;
      }
    } catch (thrown) {
      error = thrown instanceof Error ? thrown.message : String(thrown);
      this.#options.onTrouble?.(duty.name, error);
    }
    return { duty: duty.name, today, ...count, error };
  }

  async #caughtUp({ reads }: Duty): Promise<void> {
    const head = await this.#options.head();
    for (const view of reads) {
      for (let waitedMs = 0; !(await this.#options.waitFor(view, head, askedEveryMs)); waitedMs += askedEveryMs) {
        if (this.#isStopping || waitedMs >= patienceMs) throw new ReadModelsBehind(view, head);
      }
    }
  }

  /** Commands for different aggregates go at once, those for the same one in order. @throws what a store or the network threw, after all have ended. */
  async #dispatchAll(duty: Duty, commands: readonly DueCommand[], count: { due: number; done: number; refused: number }): Promise<void> {
    const dispatchInOrder = async (same: readonly DueCommand[]): Promise<void> => {
      for (const due of same) {
        count.due += 1;
        const answer = await this.#options.dispatch(due, dueKey(duty.name, due), duty.name);
        if (!isRefusal(answer)) count.done += answer.replayed ? 0 : 1;
        else if (answer.code !== 'COMMAND.KEY_REUSED') {
          count.refused += 1;
          this.#options.onTrouble?.(duty.name, `${due.command} of ${due.id}: ${answer.code}, ${answer.found}`);
        }
      }
    };
    const byAggregate = Map.groupBy(commands, ({ id }) => id);
    const ended = await Promise.allSettled([...byAggregate.values()].map(dispatchInOrder));
    for (const end of ended) if (end.status === 'rejected') throw end.reason;
  }
}
