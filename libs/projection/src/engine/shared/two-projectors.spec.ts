import type { RecordedEvent } from '@zongheng/kernel';
import { memoryReadStore, readMemory, type ReadMemory, type ReadStore } from '@zongheng/read-store';
import fc from 'fast-check';
import { allShards } from '../batch.ts';
import { LiveProjector } from '../live/live-projector.ts';
import { faultyStore } from '../testing/faults.ts';
import { listLog } from '../testing/logs.ts';
import { SharedFeed } from '../testing/shared-feed.ts';
import { type Losses, slowedStore } from '../testing/slow-store.ts';
import { storedTexts } from '../testing/stored.ts';
import { toyLog, toyLogs, toyViews } from '../testing/toy.ts';

const builds = toyViews.map((view) => ({ view, id: `${view.name}@1.1` }));
const members = ['one', 'other'] as const;
const partitions = 4;
const everyPartition = [0, 1, 2, 3];

/** What happens next: partitions are shared anew, or a member is delivered something; the two at a time, where both are named. */
type Step =
  | { readonly kind: 'give'; readonly to: readonly (readonly number[])[] }
  | { readonly kind: 'deliver'; readonly to: readonly { readonly member: number; readonly partition: number; readonly count: number }[] };

const piece = fc.record({ member: fc.nat({ max: 1 }), partition: fc.nat({ max: 3 }), count: fc.integer({ min: 1, max: 25 }) });
const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant('give' as const), to: fc.tuple(fc.subarray(everyPartition), fc.subarray(everyPartition)) }),
    },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('deliver' as const), to: fc.array(piece, { minLength: 1, maxLength: 4 }) }) },
  ),
  { maxLength: 25 },
);

function projectorOf(
  name: string,
  feed: SharedFeed,
  events: readonly RecordedEvent[],
  store: ReadStore,
  farBehind?: number,
): LiveProjector {
  const far = farBehind === undefined ? {} : { farBehind };
  return new LiveProjector({ feed: feed.feedOf(name), log: listLog(events), store, shared: true, retryMs: [1, 2], ...far });
}

async function everything(store: ReadStore): Promise<readonly (readonly string[])[]> {
  return Promise.all(builds.map(({ view, id }) => storedTexts(store, view, id)));
}

/** What one projector makes of a log, undisturbed. */
async function undisturbed(events: readonly RecordedEvent[]): Promise<readonly (readonly string[])[]> {
  const store = memoryReadStore();
  const feed = new SharedFeed(events, partitions);
  const projector = projectorOf('alone', feed, events, store);
  await projector.start(builds);
  await feed.give('alone', everyPartition);
  await feed.deliverAll('alone');
  await projector.stop();
  return everything(store);
}

/** Every build is said to have every shard at the end of the log. */
async function areAllSaidToBeAt(memory: ReadMemory, end: number): Promise<boolean> {
  const store = memoryReadStore(memory);
  const checkpoints = await Promise.all(builds.map(({ id }) => store.checkpoints(id)));
  return checkpoints.flat().every(({ position }) => position === end);
}

async function liveAgain(projector: LiveProjector): Promise<void> {
  while (projector.builds().some(({ state }) => state !== 'live')) await new Promise((resolve) => setTimeout(resolve, 1));
}

describe('projectors that share the partitions', () => {
  it('end as one alone does, however partitions come and go, also where both believe to have one', async () => {
    const losses: Losses = { documents: 0, segments: 0 };
    await fc.assert(
      fc.asyncProperty(toyLogs({ minLength: 20 }), steps, fc.constantFrom(undefined, 10), async (events, script, farBehind) => {
        const memory = readMemory();
        const feed = new SharedFeed(events, partitions);
        const projectors = members.map((name) => projectorOf(name, feed, events, slowedStore(memoryReadStore(memory), losses), farBehind));
        for (const projector of projectors) await projector.start(builds);
        for (const step of script) {
          if (step.kind === 'give') for (const [index, given] of step.to.entries()) await feed.give(members[index] ?? 'one', given);
          else await Promise.all(step.to.map(({ member, partition, count }) => feed.deliver(members[member] ?? 'one', partition, count)));
        }
        await feed.give('one', [0, 2]);
        await feed.give('other', [1, 3]);
        await Promise.all(members.map((name) => feed.deliverAll(name)));
        for (const projector of projectors) await liveAgain(projector);
        for (const projector of projectors) await projector.stop();
        expect(await everything(memoryReadStore(memory))).toEqual(await undisturbed(events));
        expect(await areAllSaidToBeAt(memory, events.at(-1)?.position ?? 0)).toBe(true);
      }),
      { numRuns: 150 },
    );
    expect(losses.documents).toBeGreaterThan(0);
    expect(losses.segments).toBeGreaterThan(0);
  });

  it('lose nothing where one dies at any call, before or after it was carried out, and the other takes over', async () => {
    await fc.assert(
      fc.asyncProperty(
        toyLogs({ minLength: 20 }),
        fc.array(piece, { minLength: 3, maxLength: 20 }),
        fc.integer({ min: 1, max: 120 }),
        fc.constantFrom('before' as const, 'after' as const),
        async (events, pieces, deadly, when) => {
          const memory = readMemory();
          const feed = new SharedFeed(events, partitions);
          let isDead = false;
          const dying = faultyStore(memoryReadStore(memory), (call) => {
            if (call < deadly && !isDead) return 'none';
            isDead = true;
            return call === deadly ? when : 'before';
          });
          const victim = projectorOf('one', feed, events, dying);
          const survivor = projectorOf('other', feed, events, memoryReadStore(memory));
          await victim.start(builds);
          await survivor.start(builds);
          await feed.give('one', [0, 1]);
          await feed.give('other', [2, 3]);
          for (const { member, partition, count } of pieces) await feed.deliver(members[member] ?? 'one', partition, count);
          isDead = true;
          await feed.give('other', everyPartition);
          await feed.deliverAll('other');
          await liveAgain(survivor);
          await survivor.stop();
          await victim.stop();
          expect(await everything(memoryReadStore(memory))).toEqual(await undisturbed(events));
          expect(await areAllSaidToBeAt(memory, events.at(-1)?.position ?? 0)).toBe(true);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('trust nothing they hold of shards that were another’s meanwhile: what cannot be folded onto it would be parked for nothing', async () => {
    // A parcel is thrown away and packed again while another has its shard: a fold onto what was held before is one onto a parcel that is gone.
    const events = toyLog(200, 8);
    const memory = readMemory();
    const feed = new SharedFeed(events, 1);
    const reads: string[] = [];
    const store = memoryReadStore(memory);
    const counting: ReadStore = {
      ...store,
      collection: async (...given) => {
        const collection = await store.collection(...given);
        return { ...collection, get: (keys) => (reads.push(...keys), collection.get(keys)) };
      },
    };
    const one = projectorOf('one', feed, events, counting);
    const other = projectorOf('other', feed, events, memoryReadStore(memory));
    await one.start(builds);
    await other.start(builds);
    await feed.give('one', [0]);
    await feed.deliver('one', 0, 80);
    await feed.give('one', []);
    await feed.give('other', [0]);
    await feed.deliver('other', 0, 60);
    await feed.give('other', []);
    reads.length = 0;
    await feed.give('one', [0]);
    await feed.deliver('one', 0, 60);
    expect(reads.length).toBeGreaterThan(0);
    for (const { build } of one.builds()) expect(build?.parked()).toEqual([]);
    await one.stop();
    await other.stop();
    expect(await everything(memoryReadStore(memory))).toEqual(await undisturbed(events));
    expect(one.shards()).toEqual(allShards);
  });
});
