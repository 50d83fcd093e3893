import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { openEventStoreDb } from '@zongheng/event-store-eventstoredb';
import { openSqliteLogReader } from '@zongheng/event-store-sqlite';
import type { EventLog } from '@zongheng/event-store';
import type { RecordedEvent } from '@zongheng/kernel';
import type { ReadStore } from '@zongheng/read-store';
import { openMongoReadStore } from '@zongheng/read-store-mongodb';
import { openSqliteReadStore } from '@zongheng/read-store-sqlite';
import { wallClock } from '@zongheng/service-kit';
import { crm } from '../../running/crm.ts';
import { temporaryFolders } from '../../running/folders.ts';
import { startInstallation } from '../../running/installation.ts';
import { endProgramsAfterwards } from '../../running/program.ts';
import { type ApartInstallation, startApart } from '../../services/apart.ts';
import { embeddedProjectionOf } from '../../services/embedded-projection.ts';
import { readModels } from '../../services/read-models.ts';
import { settled } from '../../services/settled.ts';
import { ibmFolder } from '../ibm-ar/table.ts';
import { mavenFolder } from '../maven/table.ts';

jest.setTimeout(600_000);
const folders = temporaryFolders();
endProgramsAfterwards();

/** What the command line is told; null where the data for it is not there. */
type Journey = readonly [title: string, args: readonly string[] | null];

/** Nothing but what is sent is recorded: two installations that are told the same record the same. */
const alike: readonly Journey[] = [['the IBM invoices', ibmFolder === null ? null : ['import', 'ibm-ar', ibmFolder]]];

/**
 * Policies are at work, and what one does stands where it comes to it, between what others do: which of a customer's deals is the second that was won is
 * told by the order in which deals of different streams were recorded. So what the engines recorded is put into an embedded log, event by event,
 * and projected there.
 */
const withPolicies: readonly Journey[] = [
  ['the Maven pipeline', mavenFolder === null ? null : ['import', 'maven-crm', mavenFolder]],
  ['a simulated year', ['demo', '--deals', '60', '--days', '365']],
];

/** @returns whether there is nothing to try */
function isLeftOut(title: string, args: readonly string[] | null): args is null {
  if (args !== null) return false;
  process.stderr.write(`${title} on engines is left out: ../shared/data is not there\n`);
  it('is left out, for its data is not there', () => expect(args).toBeNull());
  return true;
}

describe.each(alike)('%s on engines', (title, args) => {
  if (isLeftOut(title, args)) return;
  let apart: ApartInstallation;
  let dataDir: string;

  beforeAll(async () => {
    apart = await startApart();
    dataDir = folders.make();
    const embedded = await startInstallation(dataDir);
    await must(['--url', apart.api.url, ...args]);
    await must(['--data-dir', dataDir, ...args]);
    await settled(apart.api);
    await settled(embedded.api);
    await embedded.end();
  });
  afterAll(() => apart?.stop());

  it('has the same events in every stream, and read models that are the embedded ones to the byte, positions aside', async () => {
    const { EVENTSTORE_URL, EVENTSTORE_NAMESPACE, MONGODB_URL, MONGODB_DATABASE } = apart.engines;
    const theirs = await openEventStoreDb({ connectionString: EVENTSTORE_URL, namespace: EVENTSTORE_NAMESPACE, clock: wallClock });
    const ours = openSqliteLogReader({ folder: join(dataDir, 'log') });
    const theirModels = await openMongoReadStore({ url: MONGODB_URL, database: MONGODB_DATABASE });
    const ourModels = await openSqliteReadStore({ folder: join(dataDir, 'views') });
    try {
      await shownUpTo(theirModels, await theirs.head());
      const [streams, expected] = [await streamsOf(theirs), await streamsOf(ours)];
      expect(streams.size).toBeGreaterThan(50);
      expect(firstDifference(streams, expected)).toBeNull();
      expect(firstDifference(await readModels(theirModels, theirs), await readModels(ourModels, ours))).toBeNull();
    } finally {
      for (const engine of [theirs, ours, theirModels, ourModels]) await engine.close();
    }
  });
});

/** Resolves when every view is as far as the log. */
async function shownUpTo(models: ReadStore, head: number): Promise<void> {
  while ((await models.served()).some(({ positions }) => Math.min(...positions) < head)) await sleep(100);
}

describe.each(withPolicies)('%s on engines', (title, args) => {
  if (isLeftOut(title, args)) return;
  let apart: ApartInstallation;

  beforeAll(async () => {
    apart = await startApart();
    await must(['--url', apart.api.url, ...args]);
    await settled(apart.api);
  });
  afterAll(() => apart?.stop());

  it('has its views verified and rebuilt at the one address', async () => {
    const verified = await crm(['--url', apart.api.url, 'verify', 'funnel', 'opportunities']);
    expect(verified).toMatchObject({ code: 0, stdout: expect.stringMatching(/^funnel +equal .*\nopportunities +equal /) });
    const rebuilt = await crm(['--url', apart.api.url, 'rebuild', 'funnel']);
    expect(rebuilt).toMatchObject({ code: 0, stdout: expect.stringContaining('equal to the one before') });
  });

  it('leaves the read models that the same events leave on the embedded engines, to the byte, positions aside', async () => {
    const { EVENTSTORE_URL, EVENTSTORE_NAMESPACE, MONGODB_URL, MONGODB_DATABASE } = apart.engines;
    const theirs = await openEventStoreDb({ connectionString: EVENTSTORE_URL, namespace: EVENTSTORE_NAMESPACE, clock: wallClock });
    const theirModels = await openMongoReadStore({ url: MONGODB_URL, database: MONGODB_DATABASE });
    const embedded = await embeddedProjectionOf(theirs, folders.make());
    try {
      await shownUpTo(theirModels, await theirs.head());
      const found = await readModels(theirModels, theirs);
      expect([...found.values()].flat().length).toBeGreaterThan(500);
      expect(firstDifference(found, await readModels(embedded.store, embedded.log))).toBeNull();
    } finally {
      await embedded.close();
      await theirModels.close();
      await theirs.close();
    }
  });
});

async function must(args: readonly string[]): Promise<void> {
  const ended = await crm(args);
  if (ended.code !== 0) throw new Error(`crm ${args.join(' ')} ended with ${ended.code}:\n${ended.stdout}\n${ended.stderr}`);
}

/**
 * The events of every stream as texts, without what only one log can say: positions, when it was recorded, and the id, which is random where a
 * command came without a key.
 */
async function streamsOf(log: EventLog): Promise<ReadonlyMap<string, readonly string[]>> {
  const streams = new Map<string, string[]>();
  for (let after = 0; ;) {
    const page = await log.readAll({ after });
    for (const event of page.events) {
      const known = streams.get(event.stream);
      if (known) known.push(toldOf(event));
      else streams.set(event.stream, [toldOf(event)]);
    }
    after = page.position;
    if (page.atEnd) return streams;
  }
}

function toldOf({ type, schemaVersion, revision, businessDate, orderingKey, actor, data }: RecordedEvent): string {
  return JSON.stringify([revision, type, schemaVersion, businessDate, orderingKey, actor, data]);
}

/** The first thing that differs, with what stands on either side; null where nothing does. */
function firstDifference(
  found: ReadonlyMap<string, readonly string[]>,
  expected: ReadonlyMap<string, readonly string[]>,
): readonly [string, string | undefined, string | undefined] | null {
  for (const name of new Set([...found.keys(), ...expected.keys()])) {
    const [one, other] = [found.get(name) ?? [], expected.get(name) ?? []];
    for (let index = 0; index < Math.max(one.length, other.length); index += 1) {
      if (one[index] !== other[index]) return [name, one[index], other[index]];
    }
  }
  return null;
}
