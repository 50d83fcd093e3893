import fc from 'fast-check';
import { mergesDecider, type MergesState } from '@zongheng/customers-domain';
import type { MergesFact, RecordedMergesEvent } from '@zongheng/customers-events';
import { CustomersMerged, CustomersUnmerged } from '@zongheng/customers-events';
import { type MergeDocument, merges } from '@zongheng/customers-views';
import { type BusinessDate, type CustomerId, type Instant, isRefusal } from '@zongheng/kernel';
import { documentsOf, recorder } from '@zongheng/kernel/testing';
import { filesOf, mergesOf, survivorIn } from './one-customer.ts';
import { served } from './served.spec-data.ts';

const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
const day = '2026-03-01' as BusinessDate;
const context = { on: day, today: day, now: '2026-03-01T02:00:00Z' as Instant, actor: 'ann' };

/** Decides merges as they are decided, and keeps what is recorded. */
class Merging {
  readonly events: RecordedMergesEvent[] = [];
  readonly #recorded = recorder();
  #state: MergesState = mergesDecider.initialState();

  merge(merged: string, into: string): void {
    const known = { mergedKnown: true, intoKnown: true };
    this.#decide({ type: 'MergeCustomers', merged: merged as CustomerId, into: into as CustomerId, ...known, reason: '重复', ...context });
  }

  unmerge(merged: string): void {
    this.#decide({ type: 'UnmergeCustomers', merged: merged as CustomerId, reason: '误并', ...context });
  }

  #decide(command: Parameters<typeof mergesDecider.decide>[1]): void {
    const decided = mergesDecider.decide(this.#state, command);
    if (isRefusal(decided)) return;
    for (const fact of decided) {
      this.#state = mergesDecider.evolve(this.#state, fact);
      this.events.push(this.#record(fact));
    }
  }

  #record({ type, data }: MergesFact): RecordedMergesEvent {
    return type === 'CustomersMerged'
      ? this.#recorded(CustomersMerged, 'main', day, data)
      : this.#recorded(CustomersUnmerged, 'main', day, data);
  }

  documents(): ReadonlyMap<string, MergeDocument> {
    return documentsOf(merges, this.events);
  }
}

/** What is answered of every id: the file that stands for it, and all files that are one with it. */
async function answers(documents: ReadonlyMap<string, MergeDocument>): Promise<object> {
  const there = await served([[merges, documents]]);
  const each = await Promise.all(
    ids.map(async (id) => {
      const survivor = await survivorIn(there, id);
      return [id, { survivor, files: (await filesOf(there, survivor)).toSorted() }];
    }),
  );
  return { each: Object.fromEntries(each), went: Object.fromEntries(await mergesOf(there, ids)) };
}

const pair = fc.tuple(fc.constantFrom(...ids), fc.constantFrom(...ids));

describe('customers and the files that are merged', () => {
  it('are one under every id of theirs: each id leads to one file, and that one names them all', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(pair, { maxLength: 8 }), async (pairs) => {
        const merging = new Merging();
        for (const [merged, into] of pairs) merging.merge(merged, into);
        const there = await served([[merges, merging.documents()]]);
        for (const id of ids) {
          const survivor = await survivorIn(there, id);
          expect(await survivorIn(there, survivor)).toBe(survivor);
          const files = await filesOf(there, survivor);
          expect(files[0]).toBe(survivor);
          expect(files).toContain(id);
          for (const file of files) expect(await survivorIn(there, file)).toBe(survivor);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('are as before once merges are undone, in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(pair, { maxLength: 4 }), fc.array(pair, { maxLength: 6 }), fc.nat(), async (earlier, pairs, order) => {
        const merging = new Merging();
        for (const [merged, into] of earlier) merging.merge(merged, into);
        const before = await answers(merging.documents());
        const kept = new Set(merging.documents().keys());
        for (const [merged, into] of pairs) merging.merge(merged, into);
        const undone = [...merging.documents().keys()].filter((id) => !kept.has(id));
        const turned = [...undone.slice(order % (undone.length + 1)), ...undone.slice(0, order % (undone.length + 1))];
        for (const merged of turned) merging.unmerge(merged);
        expect(await answers(merging.documents())).toEqual(before);
      }),
      { numRuns: 60 },
    );
  });
});
