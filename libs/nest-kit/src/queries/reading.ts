import type { View } from '@zongheng/kernel';
import { ProblemError } from '../http/http-problems.ts';
import { Lag } from './lag.ts';
import { momentText, tokenOf } from './moments.ts';
import type { ReadLog, ReadProgress } from './read-progress.ts';
import type { QueryRequest } from './query-request.ts';

/** How long a query waits for what it must show. */
export const patienceMs = 2000;

/** How far an answer is behind the log. */
export interface Behind {
  /** Events that it does not show: about so many, where positions are places in a file. */
  readonly events: number;
  /** For how long the first of them has been there, as far as this process has seen. */
  readonly seconds: number;
}

/** What every answer says of the moment it holds at. */
export interface Standing {
  /** `<epoch>.<position>`: asked for again with `at`, figures are the same. */
  readonly at: string;
  readonly behind: Behind;
  readonly caughtUp: boolean;
  /** Ordering keys that are left out, where there are any. */
  readonly parked?: readonly string[];
}

/** Where the views stand, and waiting until they stand where a query needs them. */
export class Reading {
  readonly log: ReadLog;
  readonly progress: ReadProgress;
  readonly #lag: Lag;
  readonly #patienceMs: number;

  constructor(log: ReadLog, progress: ReadProgress, options: { readonly lag?: Lag; readonly patienceMs?: number } = {}) {
    this.log = log;
    this.progress = progress;
    this.#lag = options.lag ?? new Lag();
    this.#patienceMs = options.patienceMs ?? patienceMs;
  }

  /** Waits for what the request's token names. @throws ProblemError where it does not come in time, or is of another epoch. */
  async showing(request: Pick<QueryRequest, 'token'>, views: readonly View[]): Promise<void> {
    if (!request.token) return;
    const { shard, position } = tokenOf(request.token.text, this.log, request.token.field);
    await this.reaching(views, shard, position);
  }

  /** Waits until all of some views have reached a position. @throws ProblemError */
  async reaching(views: readonly View[], shard: number | 'all', position: number): Promise<void> {
    const reached = await Promise.all(views.map(({ name }) => this.progress.waitFor(name, shard, position, this.#patienceMs)));
    const late = views.filter((_view, index) => !reached[index]).map(({ name }) => name);
    if (late.length === 0) return;
    throw new ProblemError('READ.NOT_YET', `${late.join(', ')} did not reach position ${position} within ${this.#patienceMs} ms`, {
      headers: { 'retry-after': '1' },
    });
  }

  /** The position that all of some views have reached. @throws ProblemError where one of them is not served. */
  watermark(views: readonly View[]): number {
    for (const { name } of views) {
      if (!this.progress.get(name))
        throw new ProblemError('READ.VIEW_STOPPED', `${name} is not served yet`, { headers: { 'retry-after': '2' } });
    }
    return Math.min(...views.map(({ name }) => this.progress.watermark(name)));
  }

  /** What an answer at a position says of itself; the position is the views' watermark, or an earlier one that was asked for. */
  async standing(views: readonly View[], at: number): Promise<Standing> {
    const watermark = this.watermark(views);
    const head = await this.log.head();
    const { positions, seconds } = this.#lag.behind(head, watermark);
    const behind = { events: positions === 0 ? 0 : await this.log.eventsBetween(watermark, head), seconds };
    const parked = views.flatMap(({ name }) => this.progress.get(name)?.parked ?? []).map((key) => key.orderingKey);
    return {
      at: momentText(this.log.epoch, at),
      behind,
      caughtUp: behind.events === 0,
      ...(parked.length > 0 ? { parked: [...new Set(parked)].sort() } : {}),
    };
  }
}
