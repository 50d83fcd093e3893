/** A process that appends large events with many clients at once until it is told to stop: `loaded-writer.ts PORT`. Says how many were recorded. */
import { openEventStoreDb } from '@zongheng/event-store-eventstoredb';
import type { BusinessDate, Instant, NewEvent } from '@zongheng/kernel';

const connectionString = `esdb://127.0.0.1:${process.argv[2]}?tls=false`;
const store = await openEventStoreDb({ connectionString, clock: () => new Date().toISOString() as Instant });
const note = 'x'.repeat(100_000);
let isOver = false;
let recorded = 0;

function event(number: number): NewEvent {
  const name = `visit-${number}`;
  const businessDate = '2026-03-01' as BusinessDate;
  return { id: name, type: 'Visit', schemaVersion: 1, orderingKey: name, businessDate, actor: 'a', correlationId: name, data: { note } };
}

async function client(number: number): Promise<void> {
  for (let more = number; !isOver; more += 1_000) {
    await store.append(`visit-${more}`, 'no-stream', [event(more)]);
    recorded += 1;
    process.send?.({ recorded });
  }
}

process.on('message', () => (isOver = true));
await Promise.all(Array.from({ length: 64 }, (_, number) => client(number)));
await store.close();
process.disconnect();
