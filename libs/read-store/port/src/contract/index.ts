import { buildingContract } from './building.ts';
import { claimingContract } from './claiming.ts';
import type { MakeReadStore } from './given.ts';
import { journallingContract } from './journalling.ts';
import { pagingContract } from './paging.ts';
import { queryingContract } from './querying.ts';
import { searchingContract } from './searching.ts';
import { writingContract } from './writing.ts';

export type { MakeReadStore, ReadStoreHome } from './given.ts';
export { type LastingHome, type Step, killedWriterContract, writeForEver } from './killing.ts';
export { sameAnswersContract } from './same-answers.ts';

/** What every read store promises. An adapter joins with one call in a spec of its own: `readStoreContract('SQLite', make)`. */
export function readStoreContract(name: string, make: MakeReadStore): void {
  describe(`the read store on ${name}`, () => {
    writingContract(make);
    queryingContract(make);
    pagingContract(make);
    searchingContract(make);
    journallingContract(make);
    buildingContract(make);
    claimingContract(make);
  });
}
