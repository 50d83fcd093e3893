import type { DatabaseSync } from 'node:sqlite';
import { encodeAppend } from '@zongheng/event-store';
import { packAppend, type TimedAppend, unpackAppends } from './appends.ts';
import { createLog, openForWriting, writerSettings } from './log-file.ts';
import { LogWriter } from './log-writer.ts';
import { temporaryFolders } from './testing/folders.ts';
import { visit } from './testing/appending.ts';

const folders = temporaryFolders();

function openWriter(): { writer: LogWriter; database: DatabaseSync } {
  const database = openForWriting(`${folders.make()}/events.sqlite`, writerSettings);
  createLog(database, 'epoch-1');
  return { writer: new LogWriter(database), database };
}

function append(stream: string, expected: number | 'no-stream', bytes = 100): TimedAppend {
  const events = encodeAppend(stream, expected, [visit({ orderingKey: stream, data: 'x'.repeat(bytes) })]);
  return { stream, expected, orderingKey: stream, shard: 1, recordedAtMs: 1, events };
}

describe('the writer of the log', () => {
  it('writes a batch as one transaction, conflicts left out', () => {
    const { writer, database } = openWriter();
    const outcomes = writer.commit([
      append('visit-1', 'no-stream'),
      append('visit-1', 'no-stream'),
      append('visit-1', 0),
      append('visit-2', 0),
    ]);
    expect(outcomes).toEqual([
      { kind: 'recorded', firstPosition: 1 },
      { kind: 'conflict', actual: 0 },
      { kind: 'recorded', firstPosition: 2 },
      { kind: 'conflict', actual: 'no-stream' },
    ]);
    expect(writer.commits).toBe(1);
    expect(writer.position).toBe(2);
    database.close();
  });

  it('knows streams it has never seen from the table', () => {
    const { writer, database } = openWriter();
    writer.commit([append('visit-1', 'no-stream'), append('visit-1', 0)]);
    const anew = new LogWriter(database);
    expect(anew.commit([append('visit-1', 0)])).toEqual([{ kind: 'conflict', actual: 1 }]);
    expect(anew.commit([append('visit-1', 'no-stream')])).toEqual([{ kind: 'conflict', actual: 1 }]);
    expect(anew.commit([append('visit-1', 1)])).toEqual([{ kind: 'recorded', firstPosition: 3 }]);
    expect(anew.commit([{ ...append('visit-1', 2), orderingKey: 'other' }])).toEqual([{ kind: 'other-ordering-key', fixed: 'visit-1' }]);
    database.close();
  });

  it('says of a full disk that it is full, keeps what fits of the batch, and goes on when there is room', () => {
    const { writer, database } = openWriter();
    writer.commit([append('visit-0', 'no-stream')]);
    const { page_count: pages } = database.prepare('PRAGMA page_count').get() ?? {};
    database.exec(`PRAGMA max_page_count = ${Number(pages) + 3}`);
    const outcomes = writer.commit([
      append('visit-1', 'no-stream'),
      append('visit-2', 'no-stream', 100_000),
      append('visit-3', 'no-stream'),
    ]);
    expect(outcomes).toEqual([
      { kind: 'recorded', firstPosition: 2 },
      { kind: 'fault', fault: { code: 'STORE.FULL', found: expect.stringContaining('full') } },
      { kind: 'recorded', firstPosition: 3 },
    ]);
    database.exec('PRAGMA max_page_count = 100000');
    expect(writer.commit([append('visit-2', 'no-stream', 100_000), append('visit-1', 0)])).toEqual([
      { kind: 'recorded', firstPosition: 4 },
      { kind: 'recorded', firstPosition: 5 },
    ]);
    expect(database.prepare('SELECT stream, revision FROM events ORDER BY position').all()).toMatchObject([
      { stream: 'visit-0', revision: 0 },
      { stream: 'visit-1', revision: 0 },
      { stream: 'visit-3', revision: 0 },
      { stream: 'visit-2', revision: 0 },
      { stream: 'visit-1', revision: 1 },
    ]);
    database.close();
  });

  it('gets its appends as they were sent', () => {
    const sent = [append('visit-1', 'no-stream'), append('visit-2', 7)];
    const message: (string | number)[] = [1];
    for (const each of sent) packAppend(message, each);
    expect(unpackAppends(message)).toEqual(sent);
  });
});
