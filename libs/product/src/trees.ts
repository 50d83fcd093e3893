import type { EventStore } from '@zongheng/event-store';
import type { Moment, MomentFold, RecordedEvent } from '@zongheng/kernel';
import { Rates, type RatesOfMoment, Trees, type TreesOfMoment } from '@zongheng/nest-kit';
import {
  exchangeRates,
  exchangeRatesStream,
  type KnownRates,
  regionsStream,
  regionTree,
  type RegionTree,
  unitsStream,
  unitTree,
  type UnitTree,
} from '@zongheng/organisation-events';

/** How many moments' trees are kept: dashboards ask for few dates over and over. */
const momentsMax = 64;
const pageSize = 1_000;

/** The trees of units and regions, folded from their streams, which are short; each question reads on what was recorded since. */
export class InstallationTrees extends Trees {
  readonly #units: Followed<UnitTree>;
  readonly #regions: Followed<RegionTree>;

  constructor(log: Pick<EventStore, 'readStream'>) {
    super();
    this.#units = new Followed(log, unitsStream, unitTree);
    this.#regions = new Followed(log, regionsStream, regionTree);
  }

  override async at(moment: Moment): Promise<TreesOfMoment> {
    return { units: await this.#units.asOf(moment), regions: await this.#regions.asOf(moment) };
  }
}

/** Exchange rates, folded in the same way. */
export class InstallationRates extends Rates {
  readonly #rates: Followed<KnownRates>;

  constructor(log: Pick<EventStore, 'readStream'>) {
    super();
    this.#rates = new Followed(log, exchangeRatesStream, exchangeRates);
  }

  override at(moment: Moment): Promise<RatesOfMoment> {
    return this.#rates.asOf(moment);
  }
}

/** A fold whatever it folds. */
type AnyFold<T> = { asOf(state: never, moment: Moment): T };

class Followed<T> {
  readonly #log: Pick<EventStore, 'readStream'>;
  readonly #stream: string;
  readonly #fold: (state: unknown, event: RecordedEvent) => unknown;
  readonly #asOf: (state: unknown, moment: Moment) => T;
  readonly #trees = new Map<string, T>();
  #state: unknown;
  #revision = -1;
  #position = 0;
  #reading: Promise<void> = Promise.resolve();

  constructor(log: Pick<EventStore, 'readStream'>, stream: string, fold: AnyFold<T>) {
    // The stream holds only what the fold handles: what is narrow there is wide here.
    const wide = fold as unknown as MomentFold<unknown, RecordedEvent, T>;
    this.#log = log;
    this.#stream = stream;
    this.#fold = (state, event) => (wide.handles.includes(event.type) ? wide.evolve(state, event) : state);
    this.#asOf = (state, moment) => wide.asOf(state, moment);
    this.#state = wide.initialState();
  }

  async asOf(moment: Moment): Promise<T> {
    this.#reading = this.#reading.catch(() => undefined).then(() => this.#readOn());
    await this.#reading;
    const upTo = moment.upTo === null ? this.#position : Math.min(moment.upTo, this.#position);
    const key = `${moment.asOf ?? ''} ${upTo}`;
    const known = this.#trees.get(key);
    if (known) return known;
    const tree = this.#asOf(this.#state, { asOf: moment.asOf, upTo });
    this.#trees.set(key, tree);
    const oldest = this.#trees.keys().next();
    if (this.#trees.size > momentsMax && !oldest.done) this.#trees.delete(oldest.value);
    return tree;
  }

  async #readOn(): Promise<void> {
    for (;;) {
      const events = await this.#log.readStream(this.#stream, { from: this.#revision + 1, limit: pageSize });
      for (const event of events) {
        this.#state = this.#fold(this.#state, event);
        this.#revision = event.revision;
        this.#position = event.position;
      }
      if (events.length < pageSize) return;
    }
  }
}
