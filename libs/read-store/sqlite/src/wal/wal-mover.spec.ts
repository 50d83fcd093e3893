import { execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { fileURLToPath } from 'node:url';
import type { DocumentCollection, ReadStore } from '@zongheng/read-store';
import { openSqliteReadStore } from '../sqlite-read-store.ts';
import type { WalLimits } from './wal-mover.ts';

const run = promisify(execFile);
const file = 'notes@1.1~1.sqlite';

async function inFolder(
  wal: WalLimits,
  example: (collection: DocumentCollection, sizeOf: (name: string) => number) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'wal-'));
  const store: ReadStore = await openSqliteReadStore({ folder, wal });
  const collection = await store.collection({ view: 'notes', version: 1, build: 'notes@1.1', fields: {}, indexes: [] });
  try {
    await example(collection, (name) => statSync(join(folder, name)).size);
  } finally {
    await store.close();
    await rm(folder, { recursive: true });
  }
}

async function writeSome(collection: DocumentCollection, round: number): Promise<void> {
  const body = JSON.stringify('x'.repeat(10_000));
  const keys = Array.from({ length: 20 }, (_, index) => `k${index}`);
  await collection.write(
    keys.map((key) => ({
      foldedFrom: round === 0 ? null : round,
      document: { key, shard: 0, position: round + 1, body, fields: {}, search: [], attributes: {} },
    })),
  );
}

describe('the write-ahead log of a build', () => {
  it('is moved into the file while the store is open, by a thread that nobody waits for', () =>
    inFolder({ behindMax: 50, framesMax: 1_000_000 }, async (collection, sizeOf) => {
      const before = sizeOf(file);
      await writeSome(collection, 0);
      for (let wait = 0; wait < 200 && sizeOf(file) < before + 200_000; wait += 1) await new Promise((resolve) => setTimeout(resolve, 25));
      expect(sizeOf(file)).toBeGreaterThanOrEqual(before + 200_000);
      expect((await collection.get(['k0', 'k19'])).size).toBe(2);
    }));

  it('starts from its beginning again under a steady stream of commits', () =>
    inFolder({ behindMax: 1_000_000, framesMax: 300 }, async (collection, sizeOf) => {
      for (let round = 0; round < 60; round += 1) await writeSome(collection, round);
      // One round takes more than 200 KB; 60 of them without a new beginning 12 MB; with one at four times 300 pages under 4 MB.
      expect(sizeOf(`${file}-wal`)).toBeLessThan(4_000_000);
      expect((await collection.get(['k0'])).get('k0')?.position).toBe(60);
    }));

  it('lets a process end that has closed its store', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'wal-'));
    const program = fileURLToPath(new URL('../testing/write-and-close.ts', import.meta.url));
    const { stdout } = await run(process.execPath, ['--conditions=@zongheng/source', program, folder], { timeout: 20_000 });
    expect(stdout).toBe('closed\n');
    await rm(folder, { recursive: true });
  });
});
