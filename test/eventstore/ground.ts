import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EventStore } from '@zongheng/event-store';
import { type EventStoreDbOptions, openEventStoreDb } from '@zongheng/event-store-eventstoredb';
import type { BusinessDate, Instant, NewEvent, RecordedEvent } from '@zongheng/kernel';
import { type DoubleOptions, type EventStoreDouble, startDouble } from './double/server.ts';

export const largeAppends = 16 * 1024 * 1024 - 1;

export const clock = (): Instant => new Date().toISOString() as Instant;

/** Waits where an answer is lost on purpose: a second is long for an answer, and short for a test. */
export const hasty = { waits: { answerMs: 1_000, settleMs: 20_000 } };

/** What the tests of a file open: folders, doubles, stores. All of it is closed after each test. */
export function doubleGround(): {
  folder(): string;
  double(options?: Partial<DoubleOptions>): Promise<EventStoreDouble>;
  store(port: number, options?: Partial<EventStoreDbOptions>): Promise<EventStore>;
} {
  const closing: (() => unknown)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  });
  const folder = (): string => {
    const made = mkdtempSync(join(tmpdir(), 'eventstore-double-'));
    closing.push(() => rmSync(made, { recursive: true, force: true }));
    return made;
  };
  return {
    folder,
    async double(options = {}) {
      const started = await startDouble({ folder: options.folder ?? folder(), sizeMax: largeAppends, ...options });
      closing.push(() => started.stop());
      return started;
    },
    async store(port, options = {}) {
      const store = await openEventStoreDb({ connectionString: connectionTo(port), clock, ...options });
      closing.push(() => store.close());
      return store;
    },
  };
}

export function connectionTo(...ports: readonly number[]): string {
  return `esdb://${ports.map((port) => `127.0.0.1:${port}`).join(',')}?tls=false`;
}

let made = 0;

export function visit(orderingKey: string, more: Partial<NewEvent> = {}): NewEvent {
  made += 1;
  return {
    id: `visit-${made}`,
    type: 'VisitRecorded',
    schemaVersion: 1,
    orderingKey,
    businessDate: '2026-03-01' as BusinessDate,
    actor: 'employee-7',
    correlationId: `request-${made}`,
    data: { number: made, note: 'x'.repeat(200) },
    ...more,
  };
}

/** What is wrong with a log: revisions that do not follow each other, events that are there twice. */
export function faultsOf(log: readonly RecordedEvent[]): string[] {
  const faults: string[] = [];
  const next = new Map<string, number>();
  const ids = new Set<string>();
  let last = 0;
  for (const { stream, revision, position, id } of log) {
    if (revision !== (next.get(stream) ?? 0)) faults.push(`${stream}: revision ${revision} where ${next.get(stream) ?? 0} should be`);
    if (ids.has(id)) faults.push(`${stream}: ${id} is there twice`);
    if (position <= last) faults.push(`position ${position} after ${last}`);
    next.set(stream, revision + 1);
    ids.add(id);
    last = position;
  }
  return faults;
}

/** Waits for something to be so, and not for ever. */
export async function until(isSo: () => boolean): Promise<void> {
  for (let waited = 0; !isSo(); waited += 1) {
    if (waited > 4_000) throw new Error('it has not come to that');
    await sleep(5);
  }
}
