import type { DocumentCollection } from '../documents.ts';
import type { ReadStore } from '../read-store.ts';
import { type ReadStoreHome, deal, deals, inHome, moves, segment } from './given.ts';

const keys = Array.from({ length: 20 }, (_, index) => `k${index}`);
const batchBytes = 2_000;

/** Writes batch after batch until its process is killed: all documents in step with the checkpoint and the journal's tail. `wrote` is called after each. */
export async function writeForEver(store: ReadStore, wrote: () => void): Promise<never> {
  const [collection, journal] = [await store.collection(deals), await store.journal(moves)];
  for (let position = await positionOf(store, deals.build); ; position += 1) {
    await writeBatch(collection, position);
    const tail = (await journal.tails())[0] ?? 0;
    await journal.append([segment({ after: tail, upTo: position + 1, rows: position + 1 })]);
    wrote();
  }
}

async function writeBatch(collection: DocumentCollection, position: number): Promise<void> {
  const next = position + 1;
  const search = [`batch${next}`, 'x'.repeat(batchBytes)];
  const writes = keys.map((key) => ({
    foldedFrom: position === 0 ? null : position,
    document: deal({ key, position: next, fields: { amount: next }, search, attributes: { batch: next } }),
  }));
  const stale = await collection.write(writes, { positions: new Map([[0, next]]) });
  if (stale.length > 0) throw new Error(`${stale.join()} were stale, with one writer only`);
}

async function positionOf(store: ReadStore, consumer: string): Promise<number> {
  return (await store.checkpoints(consumer))[0]?.position ?? 0;
}

/** A home that outlives processes. */
export interface LastingHome extends ReadStoreHome {
  /** Starts another process that runs `writeForEver` here; once it has written, answers how to kill it (-9). */
  startWriter(): Promise<() => Promise<void>>;
}

/** What stands after a writer was killed at any moment: for stores that several processes have open. */
export function killedWriterContract(name: string, make: () => Promise<LastingHome>): void {
  describe(`a writer of the read store on ${name} that is killed`, () => {
    it(
      'leaves whole batches, with a checkpoint that is in step with them',
      () =>
        inHome(make, async (home) => {
          let reached = 0;
          for (const afterMs of [150, 0, 90, 30, 120]) {
            const kill = await home.startWriter();
            await new Promise((resolve) => setTimeout(resolve, afterMs));
            await kill();
            const store = await home.open();
            const position = await checkWhole(store);
            expect(position).toBeGreaterThanOrEqual(reached);
            reached = position;
            await store.close();
          }
          expect(reached).toBeGreaterThan(0);
        }),
      60_000,
    );
  });
}

async function checkWhole(store: ReadStore): Promise<number> {
  const collection = await store.collection(deals);
  const position = await positionOf(store, deals.build);
  if (position === 0) return 0;
  const documents = await collection.get(keys);
  expect([...documents.values()].map((document) => document.position)).toEqual(keys.map(() => position));
  const where = [
    { field: 'amount', op: 'eq', value: position },
    { field: 'batch', attribute: true, op: 'eq', value: position },
  ] as const;
  expect(await collection.count({ where, q: `batch${position}` })).toBe(keys.length);
  const tail = (await (await store.journal(moves)).tails())[0] ?? 0;
  expect([position - 1, position]).toContain(tail);
  return position;
}
