/**
 * A process that appends for ever with many clients at once, and says on its output what was acknowledged: a line for each append, written
 * before the next one of that client. To be killed.
 */
import { writeSync } from 'node:fs';
import { openSqliteEventStore } from '../event-store.ts';
import { testClock, visit } from './appending.ts';

const [folder = '', life = ''] = process.argv.slice(2);
const clients = 32;

const store = await openSqliteEventStore({ folder, clock: testClock });
writeSync(1, 'open\n');

async function client(number: number): Promise<void> {
  for (let stream = 0; ; stream += 1) {
    const name = `visit-${life}-${number}-${stream}`;
    let expected: number | 'no-stream' = 'no-stream';
    for (let more = 0; more < 3; more += 1) {
      const events = [visit({ orderingKey: name }), visit({ orderingKey: name })];
      const { revision, position } = await store.append(name, expected, events);
      writeSync(1, `${name} ${revision} ${position}\n`);
      expected = revision;
    }
  }
}

await Promise.all(Array.from({ length: clients }, (_, number) => client(number)));
