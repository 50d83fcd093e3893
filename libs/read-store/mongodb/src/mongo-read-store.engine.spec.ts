import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { killedWriterContract, type LastingHome, readStoreContract, sameAnswersContract } from '@zongheng/read-store/contract';
import { MongoClient } from 'mongodb';
import { openMongoReadStore } from './mongo-read-store.ts';

const url = process.env['MONGODB_URL'] ?? '';
const writer = fileURLToPath(new URL('./testing/endless-writer.ts', import.meta.url));

async function home(): Promise<LastingHome> {
  const database = `spec-${randomUUID()}`;
  return {
    open: () => openMongoReadStore({ url, database }),
    startWriter: async () => {
      const child = spawn(process.execPath, ['--conditions=@zongheng/source', writer, url, database], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      await once(child.stdout, 'data');
      return () => killed(child);
    },
    remove: async () => {
      const client = new MongoClient(url);
      await client.db(database).dropDatabase();
      await client.close();
    },
  };
}

async function killed(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  expect((await gone)[1]).toBe('SIGKILL');
}

readStoreContract('MongoDB', home);
sameAnswersContract('MongoDB', home);
killedWriterContract('MongoDB', home, 'document');
