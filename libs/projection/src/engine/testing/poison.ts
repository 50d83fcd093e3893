import type { DocumentView, JournalView, RecordedEvent, View } from '@zongheng/kernel';

/** A view with a fault in its fold that can be mended while everything runs. */
export interface Poisoned {
  readonly view: View;
  mend(): void;
}

/** The view, failing at the events chosen until it is mended. `where`: in the fold itself, or only when the document is to be stored. */
export function poisoned(view: View, fails: (event: RecordedEvent) => boolean, where: 'fold' | 'index' = 'fold'): Poisoned {
  let isMended = false;
  const check = (event: RecordedEvent): void => {
    if (!isMended && fails(event)) throw new Error(`cannot fold ${event.id}`);
  };
  const mend = (): void => {
    isMended = true;
  };
  if (view.kind === 'journal') return { view: poisonedJournal(view, check), mend };
  return { view: where === 'fold' ? poisonedFold(view, check) : poisonedIndex(view, fails, () => isMended), mend };
}

function poisonedJournal(view: JournalView, check: (event: RecordedEvent) => void): JournalView {
  return {
    ...view,
    contribute: (event) => {
      check(event);
      return view.contribute(event);
    },
  };
}

function poisonedFold(view: DocumentView, check: (event: RecordedEvent) => void): DocumentView {
  return {
    ...view,
    evolve: (document, event, key) => {
      check(event);
      return view.evolve(document, event, key);
    },
  };
}

/** Fails for a document as long as the last event folded into it is a chosen one. */
function poisonedIndex(view: DocumentView, fails: (event: RecordedEvent) => boolean, isMended: () => boolean): DocumentView {
  const bad = new WeakSet<object>();
  return {
    ...view,
    evolve: (document, event, key) => {
      const next = view.evolve(document, event, key);
      if (next && fails(event)) bad.add(next);
      return next;
    },
    index: (document) => {
      if (!isMended() && bad.has(document)) throw new Error('cannot index it');
      return view.index(document);
    },
  };
}
