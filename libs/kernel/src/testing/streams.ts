import { foldOf } from '../decider.ts';
import type { Fact } from '../event.ts';
import type { ReferenceReader } from '../reference.ts';

/** Streams to look at, by their names (`customer-acme`). */
export function streamsOf(streams: Readonly<Record<string, readonly Fact[]>>): ReferenceReader {
  return {
    load({ category, fold }, id) {
      const facts = streams[`${category}-${id}`];
      return Promise.resolve(facts ? { state: foldOf(fold, facts) } : null);
    },
  };
}
