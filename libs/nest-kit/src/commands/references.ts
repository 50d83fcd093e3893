import { type Fact, type Fold, idOf } from '@zongheng/kernel';
import { foldIn, type Loadable } from './aggregate.ts';
import { Recent } from './recent.ts';
import type { StreamReader } from './stream-reader.ts';

/** Who appends to the streams: this process alone (what is cached is then current), or others too. */
export type Writers = 'one' | 'many';

/** A stream looked at by another aggregate's command. */
export interface Reference<State> {
  readonly id: string;
  readonly state: State;
  readonly revision: number;
}

interface Entry {
  state: unknown;
  /** -1 where the stream has no events, or was not read yet. */
  revision: number;
  /** Whether it was read at all: a stream without events need not be looked for again. */
  isRead: boolean;
  /** Something was appended that it has not folded: it must be read on. */
  behind: boolean;
  /** The reading under way; who asks meanwhile waits for the same one. */
  reading: Promise<void> | null;
}

/** The entry was made by the fold of the loadable that it is asked for by. */
function referenceOf<State>({ state, revision }: Entry, stream: string): Reference<State> | null {
  return revision < 0 ? null : { id: idOf(stream), state: state as State, revision };
}

/** Folds of streams that commands refer to, in a bounded cache that follows what this process appends. */
export class References {
  readonly #streams: Recent<Map<Loadable<unknown>, Entry>>;
  readonly #reader: StreamReader;
  readonly #writers: Writers;

  constructor(reader: StreamReader, writers: Writers, max: number) {
    this.#reader = reader;
    this.#writers = writers;
    this.#streams = new Recent(max);
  }

  /** A stream as a loadable folds it; null where it has no events. */
  load<State>(loadable: Loadable<State>, stream: string): Promise<Reference<State> | null> {
    const entry = this.#entryOf(stream, loadable);
    const isCurrent = entry.isRead && !entry.behind && !entry.reading && this.#writers === 'one';
    if (isCurrent) return Promise.resolve(referenceOf<State>(entry, stream));
    const reading = entry.reading ?? this.#readOn(entry, foldIn(loadable), stream);
    return reading.then(() => referenceOf<State>(entry, stream));
  }

  /** What this process appended: folds that stand right before it go along, others are read again when asked for. */
  appended(stream: string, facts: readonly Fact[], revision: number): void {
    const folds = this.#streams.peek(stream);
    if (!folds) return;
    for (const [loadable, entry] of folds) {
      if (entry.reading || entry.behind || entry.revision !== revision - facts.length) {
        entry.behind ||= entry.revision < revision;
        continue;
      }
      const fold = foldIn(loadable);
      entry.state = facts.reduce((state, fact) => fold.evolve(state, fact), entry.state);
      entry.revision = revision;
    }
  }

  #readOn(entry: Entry, fold: Fold<unknown, Fact>, stream: string): Promise<void> {
    entry.reading = this.#fold(entry, fold, stream).finally(() => {
      entry.reading = null;
    });
    return entry.reading;
  }

  async #fold(entry: Entry, fold: Fold<unknown, Fact>, stream: string): Promise<void> {
    do {
      entry.behind = false;
      for await (const events of this.#reader.from(stream, entry.revision + 1)) {
        for (const event of events) {
          entry.state = fold.evolve(entry.state, event);
          entry.revision = event.revision;
        }
      }
    } while (entry.behind);
    entry.isRead = true;
  }

  #entryOf(stream: string, loadable: Loadable<unknown>): Entry {
    let folds = this.#streams.get(stream);
    if (!folds) {
      folds = new Map();
      this.#streams.set(stream, folds);
    }
    const known = folds.get(loadable);
    if (known) return known;
    const entry = { state: foldIn(loadable).initialState(), revision: -1, isRead: false, behind: false, reading: null };
    folds.set(loadable, entry);
    return entry;
  }
}
