import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type LastingHome, killedWriterContract, readStoreContract, sameAnswersContract } from '@zongheng/read-store/contract';
import { openSqliteReadStore } from './sqlite-read-store.ts';

const writer = fileURLToPath(new URL('./testing/endless-writer.ts', import.meta.url));

async function home(): Promise<LastingHome> {
  const folder = await mkdtemp(join(tmpdir(), 'read-store-'));
  return {
    open: () => openSqliteReadStore({ folder }),
    startWriter: async () => {
      const child = spawn(process.execPath, ['--conditions=@zongheng/source', writer, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
      await once(child.stdout, 'data');
      return () => killed(child);
    },
    remove: () => rm(folder, { recursive: true }),
  };
}

async function killed(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  expect((await gone)[1]).toBe('SIGKILL');
}

readStoreContract('SQLite', home);
sameAnswersContract('SQLite', home);
killedWriterContract('SQLite', home, 'batch');
