import type { DocumentCollection, JournalStore, ReadStore } from '@zongheng/read-store';

/** Decides about every call on a store: whether it fails, and then whether it was carried out all the same. */
export type Fault = (call: number) => 'none' | 'before' | 'after';

export class InjectedFault extends Error {
  constructor(call: number, when: 'before' | 'after') {
    super(`call ${call} failed ${when === 'before' ? 'before it was carried out' : 'after it was carried out: the answer is lost'}`);
    this.name = 'InjectedFault';
  }
}

/** A read store that fails as it is told: what a full disk, a lost connection or a killed process look like from within. */
export function faultyStore(store: ReadStore, fault: Fault): ReadStore & { readonly calls: () => number } {
  let calls = 0;
  const guarded =
    <Given extends unknown[], Answer>(call: (...given: Given) => Promise<Answer>) =>
    async (...given: Given): Promise<Answer> => {
      calls += 1;
      const number = calls;
      const when = fault(number);
      if (when === 'before') throw new InjectedFault(number, when);
      const answer = await call(...given);
      if (when === 'after') throw new InjectedFault(number, when);
      return answer;
    };
  const collectionOf = (collection: DocumentCollection): DocumentCollection => ({
    get: guarded((keys) => collection.get(keys)),
    write: guarded((...given) => collection.write(...given)),
    finishLoad: guarded(() => collection.finishLoad()),
    query: (query) => collection.query(query),
    count: (query, atMost) => collection.count(query, atMost),
    scan: (...given) => collection.scan(...given),
  });
  const journalOf = (journal: JournalStore): JournalStore => ({
    append: guarded((...given) => journal.append(...given)),
    read: (...given) => journal.read(...given),
    tails: guarded(() => journal.tails()),
    parked: guarded(() => journal.parked()),
    replace: (merged) => journal.replace(merged),
  });
  return {
    ...store,
    calls: () => calls,
    collection: guarded(async (...given: Parameters<ReadStore['collection']>) => collectionOf(await store.collection(...given))),
    journal: guarded(async (spec: Parameters<ReadStore['journal']>[0]) => journalOf(await store.journal(spec))),
    checkpoints: guarded((consumer: string) => store.checkpoints(consumer)),
    reach: guarded((...given: Parameters<ReadStore['reach']>) => store.reach(...given)),
    served: guarded(() => store.served()),
    active: guarded((view: string) => store.active(view)),
    activate: guarded((...given: Parameters<ReadStore['activate']>) => store.activate(...given)),
    builds: guarded(() => store.builds()),
    drop: guarded((build: string) => store.drop(build)),
    claim: guarded((...given: Parameters<ReadStore['claim']>) => store.claim(...given)),
    unclaim: guarded((...given: Parameters<ReadStore['unclaim']>) => store.unclaim(...given)),
    claims: guarded(() => store.claims()),
  };
}
