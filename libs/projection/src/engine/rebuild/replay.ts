import type { DocumentView, RecordedEvent } from '@zongheng/kernel';
import type { ParkedKey } from '@zongheng/read-store';
import { wordsOf } from '../parking.ts';

/** What a document is after some events; null where it was removed. */
export interface ReplayedDocument {
  readonly document: object | null;
  /** The position of the last event folded into it. */
  readonly position: number;
}

/** An event that the fold fails at, where the build does not say so. */
export interface FailedFold {
  readonly event: RecordedEvent;
  readonly error: string;
}

/**
 * The pure fold of a view, one event at a time and without anything of the projector's: what the stored documents are held against. What
 * the build has parked is left out, and the documents it touches cannot be judged.
 */
export class Replay {
  readonly #view: DocumentView;
  readonly #handles: ReadonlySet<string>;
  readonly #parked: ReadonlyMap<string, ParkedKey>;
  readonly #documents = new Map<string, ReplayedDocument>();
  readonly #unjudged = new Set<string>();
  readonly #failures = new Map<string, FailedFold>();

  constructor(view: DocumentView, parked: readonly ParkedKey[]) {
    this.#view = view;
    this.#handles = new Set(view.handles);
    this.#parked = new Map(parked.map((key) => [key.orderingKey, key]));
  }

  get documents(): ReadonlyMap<string, ReplayedDocument> {
    return this.#documents;
  }

  /** The documents that parked events touch. */
  get unjudged(): ReadonlySet<string> {
    return this.#unjudged;
  }

  /** The first event that cannot be folded although the build has parked nothing of its key. */
  get failure(): FailedFold | null {
    return this.#failures.values().next().value ?? null;
  }

  /** Folds an event; with `only`, into these documents alone. */
  fold(event: RecordedEvent, only?: { has(key: string): boolean }): void {
    if (!this.#handles.has(event.type)) return;
    const parked = this.#parked.get(event.orderingKey);
    if (parked && event.position >= parked.firstPosition) return this.#leaveOut(event);
    if (this.#failures.has(event.orderingKey)) return;
    try {
      const folded = [...new Set(this.#view.keysOf(event))]
        .filter((key) => only?.has(key) !== false)
        .map((key) => [key, this.#view.evolve(this.#documents.get(key)?.document ?? null, event, key)] as const);
      for (const [key, document] of folded) this.#keep(key, document, event.position);
    } catch (error) {
      this.#failures.set(event.orderingKey, { event, error: wordsOf(error) });
    }
  }

  #keep(key: string, document: object | null, position: number): void {
    if (document === null && (this.#documents.get(key)?.document ?? null) === null) return;
    this.#documents.set(key, { document, position });
  }

  #leaveOut(event: RecordedEvent): void {
    try {
      for (const key of this.#view.keysOf(event)) this.#unjudged.add(key);
    } catch {
      // It is parked for this very reason: which documents it would touch nobody can say.
    }
  }
}
