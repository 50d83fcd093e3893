import { appendingContract } from './appending.ts';
import { contentContract } from './content.ts';
import type { MakeEventStore } from './given.ts';
import { racingContract } from './racing.ts';
import { readingContract } from './reading.ts';
import { subscribingContract } from './subscribing.ts';

export { event, events, fullEvent, type MakeEventStore, readWhole, TestClock } from './given.ts';

/** What every event store promises. An adapter joins with one call in a spec of its own: `eventStoreContract('SQLite', make)`. */
export function eventStoreContract(name: string, make: MakeEventStore): void {
  describe(`the event store on ${name}`, () => {
    appendingContract(make);
    contentContract(make);
    readingContract(make);
    subscribingContract(make);
    racingContract(make);
  });
}
