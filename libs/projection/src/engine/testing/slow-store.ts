import type { ReadStore } from '@zongheng/read-store';

/** How often writers met: what says something only where they did. */
export interface Losses {
  documents: number;
  segments: number;
}

/** A store whose every answer takes a turn of the loop or two, so that two projectors meet in the middle of their work. */
export function slowedStore(store: ReadStore, losses: Losses): ReadStore {
  let answers = 0;
  const pause = async (): Promise<void> => {
    answers += 1;
    for (let turns = (answers * 7) % 3; turns > 0; turns -= 1) await new Promise((resolve) => setImmediate(resolve));
  };
  return {
    ...store,
    collection: async (...given) => {
      const collection = await store.collection(...given);
      return {
        ...collection,
        get: (keys) => collection.get(keys).finally(pause),
        write: async (...writes) => {
          await pause();
          const stale = await collection.write(...writes);
          losses.documents += stale.length;
          return stale;
        },
      };
    },
    journal: async (spec) => {
      const journal = await store.journal(spec);
      return {
        ...journal,
        append: async (...segments) => {
          await pause();
          const stale = await journal.append(...segments);
          losses.segments += stale.length;
          return stale;
        },
      };
    },
  };
}
