import { encodeAppend } from '@zongheng/event-store';
import { shardOf } from '@zongheng/kernel';
import { createLog, openForWriting } from './log-file.ts';
import { LogRows } from './log-rows.ts';
import { LogWriter } from './log-writer.ts';
import { visit } from './testing/appending.ts';
import { temporaryFolders } from './testing/folders.ts';

const folders = temporaryFolders();

describe('a filtered page of a long log', () => {
  const total = 40_000;
  const database = openForWriting(`${folders.make()}/events.sqlite`);

  beforeAll(() => {
    createLog(database, 'epoch-1');
    const writer = new LogWriter(database);
    for (let made = 0; made < total; made += 1_000) {
      const orderingKey = `customer-${made}`;
      const events = Array.from({ length: 1_000 }, (_, index) =>
        visit({ orderingKey, ...(made + index === 35_000 && { type: 'CustomerMerged' }) }),
      );
      const encoded = encodeAppend(`import-${made}`, 'no-stream', events);
      writer.commit([
        { stream: `import-${made}`, expected: 'no-stream', orderingKey, shard: shardOf(orderingKey), recordedAtMs: made, events: encoded },
      ]);
    }
  });

  afterAll(() => database.close());

  it('looks through a bounded piece, says how far, and finds the one event in the end', () => {
    const rows = new LogRows(database);
    const pages = [];
    for (let after = 0; after < total; after = pages.at(-1)?.position ?? total) {
      pages.push(rows.readAll({ after, types: new Set(['CustomerMerged']) }, total));
    }
    expect(pages.map(({ position }) => position)).toEqual([16_384, 32_768, total]);
    expect(pages.map(({ atEnd }) => atEnd)).toEqual([false, false, true]);
    expect(pages.flatMap(({ events }) => events.map(({ position }) => position))).toEqual([35_001]);
  });

  it('stops at its limit, at the last event it holds', () => {
    const rows = new LogRows(database);
    const shards = new Set([shardOf('customer-3000')]);
    const page = rows.readAll({ after: 0, limit: 10, shards }, total);
    expect(page.events).toHaveLength(10);
    expect(page.position).toBe(page.events.at(-1)?.position);
    expect(page.atEnd).toBe(false);
  });

  it('is at the end when its limit falls on the last event', () => {
    const page = new LogRows(database).readAll({ after: total - 5, limit: 5 }, total);
    expect(page).toMatchObject({ position: total, atEnd: true });
  });
});
