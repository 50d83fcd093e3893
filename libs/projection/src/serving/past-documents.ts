import { setImmediate as othersTurn } from 'node:timers/promises';
import type { EventStore } from '@zongheng/event-store';
import { type BusinessDate, type DocumentView, type RecordedEvent, shardCount } from '@zongheng/kernel';

/** What was true on a business date, of what had been recorded up to a position. */
export interface PastMoment {
  readonly asOf: BusinessDate;
  readonly upTo: number;
}

/** Shards that are folded at once: what is held in memory is a part of a view, however large it is. */
const shardsAtOnce = 8;
const answersMax = 4;

/**
 * Documents as they were at a moment. Nothing is kept of the past but the log: they are folded from it when asked for, by the fold that made
 * them, which takes seconds where millions of events are to be read. So what a question made of them is remembered for a while, for its next
 * page and for whoever asks the same. A key whose events cannot be folded is left out from there on, as in the view itself.
 */
export class PastDocuments {
  readonly #log: Pick<EventStore, 'readAll' | 'readStream'>;
  readonly #answers = new Map<string, Promise<unknown>>();

  constructor(log: Pick<EventStore, 'readAll' | 'readStream'>) {
    this.#log = log;
  }

  /** Every document of a view. */
  async *all<Doc extends object, E extends RecordedEvent>(
    view: DocumentView<Doc, E>,
    moment: PastMoment,
  ): AsyncGenerator<readonly [string, Doc]> {
    const types = new Set<string>(view.handles);
    for (let first = 0; first < shardCount; first += shardsAtOnce) {
      const shards = new Set(Array.from({ length: shardsAtOnce }, (_, index) => first + index));
      const fold = new Fold(view);
      for (let after = 0; after < moment.upTo;) {
        const page = await this.#log.readAll({ after, types, shards });
        fold.take(page.events, moment);
        if (page.atEnd) break;
        after = page.position;
        await othersTurn();
      }
      yield* fold.documents();
    }
  }

  /** The document that one stream alone makes; null where there was none. */
  async ofStream<Doc extends object, E extends RecordedEvent>(
    view: DocumentView<Doc, E>,
    stream: string,
    moment: PastMoment,
  ): Promise<Doc | null> {
    const fold = new Fold(view);
    for (let from = 0; ;) {
      const events = await this.#log.readStream(stream, { from });
      fold.take(events, moment);
      const last = events.at(-1);
      if (!last || last.position >= moment.upTo) break;
      from = last.revision + 1;
    }
    const [found] = fold.documents();
    return found?.[1] ?? null;
  }

  /** What was answered to the same question lately, or is being; else it is answered now. What the past was does not change. */
  remembered<Answer>(question: string, answer: () => Promise<Answer>): Promise<Answer> {
    // Whoever asks a question knows what its answer is.
    const known = this.#answers.get(question) as Promise<Answer> | undefined;
    if (known) return known;
    const made = answer();
    this.#answers.set(question, made);
    made.catch(() => this.#answers.delete(question));
    const oldest = this.#answers.keys().next();
    if (this.#answers.size > answersMax && !oldest.done) this.#answers.delete(oldest.value);
    return made;
  }
}

/** The documents of a view, as far as its events were taken. */
class Fold<Doc extends object, E extends RecordedEvent> {
  readonly #view: DocumentView<Doc, E>;
  readonly #types: ReadonlySet<string>;
  readonly #documents = new Map<string, Doc | null>();
  readonly #left = new Set<string>();

  constructor(view: DocumentView<Doc, E>) {
    this.#view = view;
    this.#types = new Set(view.handles);
  }

  take(events: readonly RecordedEvent[], { asOf, upTo }: PastMoment): void {
    for (const event of events) {
      if (event.position > upTo || event.businessDate > asOf) continue;
      if (this.#types.has(event.type) && !this.#left.has(event.orderingKey)) this.#fold(event as E);
    }
  }

  #fold(event: E): void {
    try {
      for (const key of new Set(this.#view.keysOf(event))) {
        this.#documents.set(key, this.#view.evolve(this.#documents.get(key) ?? null, event, key));
      }
    } catch {
      this.#left.add(event.orderingKey);
    }
  }

  *documents(): Generator<readonly [string, Doc]> {
    for (const [key, document] of this.#documents) if (document !== null) yield [key, document];
  }
}
