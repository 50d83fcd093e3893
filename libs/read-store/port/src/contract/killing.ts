import type { DocumentCollection, FoldedDocument } from '../documents.ts';
import type { ReadStore } from '../read-store.ts';
import { type ReadStoreHome, deal, deals, inHome, moves, segment } from './given.ts';

const keys = Array.from({ length: 20 }, (_, index) => `k${index}`);
const batchBytes = 2_000;

/**
 * Writes batch after batch until its process is killed: all documents in step with the checkpoint and the journal's tail. `wrote` is called
 * after each. Documents that a killed writer left ahead of the checkpoint are left as they are, as whoever folds leaves them.
 */
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
  const stored = await collection.get(keys);
  const writes = keys
    .filter((key) => (stored.get(key)?.position ?? 0) < next)
    .map((key) => ({
      foldedFrom: stored.get(key)?.position ?? null,
      document: deal({ key, position: next, fields: { amount: next }, search, attributes: { batch: next } }),
    }));
  const stale = await collection.write(writes, { positions: new Map([[0, next]]) });
  if (stale.length > 0) throw new Error(`${stale.join()} were stale, with one writer only`);
}

async function positionOf(store: ReadStore, consumer: string): Promise<number> {
  return (await store.checkpoints(consumer))[0]?.position ?? 0;
}

/** The documents once nothing more is written: a server may still be at what a killed writer has sent it. */
async function settled(collection: DocumentCollection): Promise<readonly FoldedDocument[]> {
  let before = '';
  for (;;) {
    const documents = [...(await collection.get(keys)).values()];
    const now = documents.map(({ position }) => position).join();
    if (now === before) return documents;
    before = now;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** How many documents are found as one batch wrote them: by a field, by an attribute and by a word. */
function wholeAt(collection: DocumentCollection, position: number): Promise<number> {
  const where = [
    { field: 'amount', op: 'eq', value: position },
    { field: 'batch', attribute: true, op: 'eq', value: position },
  ] as const;
  return collection.count({ where, q: `batch${position}` });
}

/** A home that outlives processes. */
export interface LastingHome extends ReadStoreHome {
  /** Starts another process that runs `writeForEver` here; once it has written, answers how to kill it (-9). */
  startWriter(): Promise<() => Promise<void>>;
}

/** What a store writes in one step: a batch with its checkpoint, or each document, and the checkpoint after all that it covers. */
export type Step = 'batch' | 'document';

/** What stands after a writer was killed at any moment: for stores that several processes have open. */
export function killedWriterContract(name: string, make: () => Promise<LastingHome>, step: Step): void {
  describe(`a writer of the read store on ${name} that is killed`, () => {
    it(
      step === 'batch'
        ? 'leaves whole batches, with a checkpoint that is in step with them'
        : 'leaves whole documents, none behind the checkpoint and none more than a batch ahead of it',
      () =>
        inHome(make, async (home) => {
          let reached = 0;
          for (const afterMs of [150, 0, 90, 30, 120]) {
            const kill = await home.startWriter();
            await new Promise((resolve) => setTimeout(resolve, afterMs));
            await kill();
            const store = await home.open();
            const position = await checkWhole(store, step);
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

async function checkWhole(store: ReadStore, step: Step): Promise<number> {
  const collection = await store.collection(deals);
  if ((await positionOf(store, deals.build)) === 0) return 0;
  const documents = await settled(collection);
  const position = await positionOf(store, deals.build);
  const at = (asked: number): number => documents.filter((document) => document.position === asked).length;
  expect(await Promise.all([position, position + 1].map((each) => wholeAt(collection, each)))).toEqual([at(position), at(position + 1)]);
  expect(at(position) + at(position + 1)).toBe(keys.length);
  if (step === 'batch') expect(at(position + 1)).toBe(0);
  const tail = (await (await store.journal(moves)).tails())[0] ?? 0;
  expect([position - 1, position]).toContain(tail);
  return position;
}
