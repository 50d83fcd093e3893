import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { MongoClient } from 'mongodb';
import { crm } from '../running/crm.ts';
import { temporaryFolders } from '../running/folders.ts';
import { endProgramsAfterwards } from '../running/program.ts';
import { type ApartInstallation, startApart } from '../services/apart.ts';
import { settled } from '../services/settled.ts';

jest.setTimeout(300_000);
const folders = temporaryFolders();
endProgramsAfterwards();

describe('holding the engines against each other from the command line', () => {
  let apart: ApartInstallation;
  let mongo: MongoClient;

  beforeAll(async () => {
    apart = await startApart();
    const demo = await crm(['--url', apart.api.url, 'demo', '--deals', '10', '--days', '30']);
    if (demo.code !== 0) throw new Error(demo.stderr);
    await settled(apart.api);
    mongo = await new MongoClient(apart.engines.MONGODB_URL).connect();
  });
  afterAll(async () => {
    await mongo?.close();
    await apart?.stop();
  });

  const reconcile = (...args: readonly string[]) => crm(['reconcile', ...args], apart.engines);

  /** Some document of some view, as the database holds it. */
  async function someDocument() {
    for (const collection of await mongo.db(apart.engines.MONGODB_DATABASE).collections()) {
      const found = await collection.findOne({ body: { $type: 'string' }, shard: { $exists: true } });
      if (found) return { collection, found };
    }
    throw new Error('there is no document');
  }

  it('finds topic and views equal to the log, and writes that as figures', async () => {
    const metrics = join(folders.make(), 'reconcile.prom');
    const ended = await reconcile('--metrics', metrics);
    expect(ended.stdout).toMatch(/the topic +equal +\d+ up to \d+/);
    expect(ended.stdout).not.toContain('DIFFERS');
    expect(ended.code).toBe(0);
    const figures = readFileSync(metrics, 'utf8');
    expect(figures).toContain('zongheng_reconcile_equal{what="topic"} 1\n');
    expect(figures).toContain('zongheng_reconcile_equal{what="funnel"} 1\n');
  });

  it('names the view and the document that was altered behind its back', async () => {
    const { collection, found } = await someDocument();
    await collection.updateOne({ _id: found._id }, { $set: { body: '{"altered":true}' } });
    const ended = await reconcile();
    expect(ended.code).toBe(1);
    expect(ended.stdout).toMatch(/DIFFERS \d+ against \d+, first in shard \d+ at /);
    expect(ended.stdout).toContain(`at ${String(found._id)}`);
    expect(ended.stdout).toContain('{"altered":true}');
    await collection.updateOne({ _id: found._id }, { $set: { body: found['body'] } });
  });

  it('is refused a view that nobody knows', async () => {
    expect((await reconcile('gardens')).code).toBe(2);
  });
});
