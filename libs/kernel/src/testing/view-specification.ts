import { canonicalJson } from '../canonical-json.ts';
import type { RecordedEvent } from '../event.ts';
import type { Intent, Policy } from '../policy.ts';
import type { Contribution, DocumentView, JournalView } from '../projection.ts';

/** All documents of a view after some events, by key: the pure fold that the engine must equal. */
export function documentsOf<Doc extends object, E extends RecordedEvent>(
  view: DocumentView<Doc, E>,
  events: Iterable<E>,
): Map<string, Doc> {
  const documents = new Map<string, Doc>();
  for (const event of events) {
    if (!view.handles.includes(event.type)) continue;
    for (const key of new Set(view.keysOf(event))) {
      const next = view.evolve(documents.get(key) ?? null, event, key);
      if (next === null) documents.delete(key);
      else documents.set(key, next);
    }
  }
  return documents;
}

/** Given some events, then this document under that key. */
export function documentSpecification<Doc extends object, E extends RecordedEvent>(view: DocumentView<Doc, E>) {
  return {
    given(...events: readonly E[]) {
      const documents = documentsOf(view, events);
      return {
        then(key: string, expected: Doc | null): void {
          differ(canonicalJson(expected), canonicalJson(documents.get(key) ?? null));
        },
        document: (key: string): Doc | null => documents.get(key) ?? null,
        keys: (): readonly string[] => [...documents.keys()].sort(),
      };
    },
  };
}

/** Given some events, then these contributions, in order. */
export function journalSpecification<D extends string, M extends string, E extends RecordedEvent>(view: JournalView<D, M, E>) {
  return {
    given(...events: readonly E[]) {
      const contributions = events.filter((event) => view.handles.includes(event.type)).flatMap((event) => view.contribute(event));
      return {
        then(...expected: readonly Contribution<D, M>[]): void {
          differ(expected.map(canonicalJson).join('\n'), contributions.map(canonicalJson).join('\n'));
        },
        contributions: (): readonly Contribution<D, M>[] => contributions,
      };
    },
  };
}

/** When an event comes and these facts were gathered, then these intents. */
export function policySpecification<E extends RecordedEvent, Facts>(policy: Policy<E, Facts>) {
  return {
    when(event: E, facts: Facts) {
      return {
        then(...intents: readonly Intent[]): void {
          differ(intents.map(canonicalJson).join('\n'), policy.react(event, facts).map(canonicalJson).join('\n'));
        },
      };
    },
  };
}

function differ(expected: string, found: string): void {
  if (expected !== found) throw new Error(`expected\n${expected || 'nothing'}\nbut found\n${found || 'nothing'}`);
}
