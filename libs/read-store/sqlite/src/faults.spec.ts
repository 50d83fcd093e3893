import { existsSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CollectionSpec, DocumentWrite } from '@zongheng/read-store';
import { Connection } from './connection.ts';
import { openSqliteReadStore } from './sqlite-read-store.ts';

const spec: CollectionSpec = { view: 'notes', version: 1, build: 'notes@1.1', fields: {}, indexes: [] };

function note(key: string, size = 10): DocumentWrite {
  const body = JSON.stringify('x'.repeat(size));
  return { foldedFrom: null, document: { key, shard: 0, position: 1, body, fields: {}, search: [], attributes: {} } };
}

async function inFolder(example: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'faults-'));
  try {
    await example(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

describe('a read store whose disk fails it', () => {
  it('says that a file is corrupt, and builds it again after it is dropped', () =>
    inFolder(async (folder) => {
      const before = await openSqliteReadStore({ folder });
      await (await before.collection(spec)).write([note('a')]);
      await before.close();
      writeFileSync(join(folder, 'notes@1.1~1.sqlite'), 'this is no database, and never was one, whatever its name says'.repeat(100));
      const store = await openSqliteReadStore({ folder });
      await expect(store.collection(spec)).rejects.toMatchObject({ code: 'READ_STORE.CORRUPT' });
      await store.drop(spec.build);
      const collection = await store.collection(spec);
      expect((await collection.query({ where: [], limit: 1 })).documents).toEqual([]);
      await store.close();
    }));

  it('says that a file is corrupt where only a part of it is left', () =>
    inFolder(async (folder) => {
      const before = await openSqliteReadStore({ folder });
      await (await before.collection(spec)).write(Array.from({ length: 500 }, (_, index) => note(`k${index}`, 1_000)));
      await before.close();
      truncateSync(join(folder, 'notes@1.1~1.sqlite'), 100_000);
      const store = await openSqliteReadStore({ folder });
      const reading = (async () => {
        const collection = await store.collection(spec);
        return collection.get(Array.from({ length: 500 }, (_, index) => `k${index}`));
      })();
      await expect(reading).rejects.toMatchObject({ code: 'READ_STORE.CORRUPT' });
      await store.close();
    }));

  it('says that the disk is full, and keeps what was there', () =>
    inFolder(async (folder) => {
      const connection = new Connection(join(folder, 'small.sqlite'), ['journal_mode = WAL', 'max_page_count = 20']);
      connection.write(() => connection.exec('CREATE TABLE notes (text TEXT)'));
      connection.write(() => connection.run('INSERT INTO notes VALUES (?)', ['kept']));
      const filling = () => connection.write(() => connection.run('INSERT INTO notes VALUES (?)', ['x'.repeat(1_000_000)]));
      expect(filling).toThrow(expect.objectContaining({ code: 'READ_STORE.FULL' }));
      expect(connection.read(() => connection.all('SELECT text FROM notes'))).toEqual([['kept']]);
      connection.close();
    }));

  it('says that its folder cannot be opened', () =>
    inFolder(async (folder) => {
      const connecting = () => new Connection(join(folder, 'nowhere', 'registry.sqlite'), []);
      expect(connecting).toThrow(expect.objectContaining({ code: 'READ_STORE.UNAVAILABLE' }));
    }));

  it('clears away what a crash left of builds half made or half dropped, and nothing else', () =>
    inFolder(async (folder) => {
      const before = await openSqliteReadStore({ folder });
      await (await before.collection(spec)).write([note('a')]);
      await before.close();
      const left = ['gone@1.1~7.sqlite', 'gone@1.1~7.sqlite-wal', 'gone@1.1~7.sqlite-shm'];
      for (const name of [...left, 'notes.txt']) writeFileSync(join(folder, name), '');
      const store = await openSqliteReadStore({ folder });
      expect(left.filter((name) => existsSync(join(folder, name)))).toEqual([]);
      expect(readdirSync(folder)).toEqual(expect.arrayContaining(['notes.txt', 'notes@1.1~1.sqlite', 'registry.sqlite']));
      expect((await (await store.collection(spec)).get(['a'])).size).toBe(1);
      await store.close();
    }));
});
