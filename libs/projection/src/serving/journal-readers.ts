import type { JournalView } from '@zongheng/kernel';
import type { ReadStore } from '@zongheng/read-store';
import { journalSpecOf } from '../engine/journals/journal-build.ts';
import type { Progress, ViewProgress } from '../engine/progress.ts';
import type { Compactor } from '../journal/compactor.ts';
import { JournalReader } from '../journal/reader.ts';

interface Held {
  readonly build: string;
  readonly reader: JournalReader;
}

export interface JournalReadersOptions {
  readonly store: ReadStore;
  readonly progress: Progress;
  readonly compactor: Compactor;
  /** Told when taking in what was appended, or sorting it, failed: answers then stand still, or get slower. */
  readonly onFailure?: (view: string, error: unknown) => void;
}

/** The journals that are served, each with its columns in memory: they follow the projector, and move to another build when it is served. */
export class JournalReaders {
  readonly #options: JournalReadersOptions;
  readonly #views = new Map<string, JournalView>();
  readonly #held = new Map<string, Held>();
  readonly #moving = new Map<string, { readonly build: string; readonly done: Promise<void> }>();
  #isClosed = false;
  #unlisten: () => void = () => undefined;

  constructor(options: JournalReadersOptions) {
    this.#options = options;
  }

  /** Reads the journals that have a build to serve; the others come when they have one. */
  static async open(views: readonly JournalView[], options: JournalReadersOptions): Promise<JournalReaders> {
    const readers = new JournalReaders(options);
    for (const view of views) {
      readers.#views.set(view.name, view);
      const build = options.progress.get(view.name)?.build;
      if (build !== undefined) await readers.moveTo(view.name, build);
    }
    readers.#unlisten = options.progress.onProgress((moved) => moved.forEach((progress) => readers.#follow(progress)));
    return readers;
  }

  /** The reader of a journal; undefined while no build of it is served. */
  of(view: string): JournalReader | undefined {
    return this.#held.get(view)?.reader;
  }

  /** Reads a build and serves it in place of the one before. A view that is no journal here is left alone. Several who ask move together. */
  moveTo(view: string, build: string): Promise<void> {
    const journal = this.#views.get(view);
    if (!journal || this.#held.get(view)?.build === build) return Promise.resolve();
    const moving = this.#moving.get(view);
    if (moving?.build === build) return moving.done;
    const done = (moving?.done ?? Promise.resolve())
      .catch(() => undefined)
      .then(() => this.#move(journal, build))
      .finally(() => {
        if (this.#moving.get(view)?.done === done) this.#moving.delete(view);
      });
    this.#moving.set(view, { build, done });
    return done;
  }

  async #move(journal: JournalView, build: string): Promise<void> {
    const view = journal.name;
    if (this.#isClosed || this.#held.get(view)?.build === build) return;
    const { store, progress, compactor } = this.#options;
    const positions = progress.get(view)?.build === build ? progress.get(view)?.positions : undefined;
    const reader = await JournalReader.open(await store.journal(journalSpecOf(journal, build)), journal, {
      compactor,
      onFailure: (error) => this.#options.onFailure?.(view, error),
      ...(positions ? { positions } : {}),
      ...(journal.rollups ? { rollups: journal.rollups } : {}),
    });
    const before = this.#held.get(view);
    this.#held.set(view, { build, reader });
    await before?.reader.close();
  }

  /** Brings a journal up to what the projector is known to have stored, in the build that is served: what was waited for can then be read. */
  async refresh(view: string): Promise<void> {
    const progress = this.#options.progress.get(view);
    if (!progress) return;
    await this.moveTo(view, progress.build);
    const held = this.#held.get(view);
    if (held?.build === progress.build) await held.reader.refresh(progress.positions);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#unlisten();
    await Promise.allSettled([...this.#moving.values()].map(({ done }) => done));
    for (const { reader } of this.#held.values()) await reader.close();
    this.#held.clear();
  }

  #follow({ view, build, positions }: ViewProgress): void {
    if (!this.#views.has(view)) return;
    const held = this.#held.get(view);
    if (held?.build === build) held.reader.follow(positions);
    else this.moveTo(view, build).catch((error: unknown) => this.#options.onFailure?.(view, error));
  }
}
