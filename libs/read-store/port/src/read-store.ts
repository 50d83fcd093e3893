import type { Checkpoint, CollectionOpening, CollectionSpec, DocumentCollection, ParkedKey } from './documents.ts';
import type { JournalSpec, JournalStore } from './journals.ts';

/** Everything that can be thrown away and built again: documents, journals, checkpoints; each view version apart. */
export interface ReadStore {
  /**
   * Opens a collection, building what is missing. Two openings of one build are the same collection.
   * @throws ReadStoreError READ_STORE.SPEC where the build was made for other fields, READ_STORE.LOADING while another fills it in bulk.
   */
  collection(spec: CollectionSpec, opening?: CollectionOpening): Promise<DocumentCollection>;
  /** Opens a journal, building what is missing. @throws ReadStoreError READ_STORE.SPEC */
  journal(spec: JournalSpec): Promise<JournalStore>;
  /**
   * Where a consumer stands for each shard, by index (64 of them): what was written with its documents, or what it is said to have reached where
   * that is further. For a collection or a journal the name is its build; other consumers (policies) name themselves.
   */
  checkpoints(consumer: string): Promise<readonly Checkpoint[]>;
  /** For consumers that have no collection. A shard that stands further already is left alone. */
  saveCheckpoints(consumer: string, positions: ReadonlyMap<number, number>): Promise<void>;
  /**
   * Says that builds hold everything of some shards up to these positions, in one step for all of them: most of what happens concerns few views, and
   * that the others are as far too is what readers wait for. A shard that stands further already is left alone, a build that is not stored passed
   * over. Builds that were opened here are meant, not others made later under their names.
   */
  reach(builds: readonly string[], positions: ReadonlyMap<number, number>): Promise<void>;
  /** All builds that readers are served, with how far `reach` has said they are: in one look, for it is asked many times a second. By view. */
  served(): Promise<readonly ServedBuild[]>;
  /** Which stored build of a view readers are served: null before the first. */
  active(view: string): Promise<string | null>;
  /** Makes a build the one that readers are served, in one step. @throws ReadStoreError READ_STORE.UNKNOWN_BUILD, READ_STORE.LOADING */
  activate(view: string, build: string): Promise<void>;
  /** All stored builds (view, version, build name), served or not. */
  builds(): Promise<readonly StoredBuild[]>;
  /** Removes a build; one that is not there is removed already. @throws ReadStoreError READ_STORE.SERVED while it is served. */
  drop(build: string): Promise<void>;
  /**
   * Takes a name for so long from now on, or keeps it for so long, and notes something under it: null while another holds it. Answers the number of
   * the taking, which rises each time the name is taken anew, by whomever, and stays while it is kept.
   */
  claim(name: string, claim: ClaimWrite): Promise<number | null>;
  /** Gives a name back, where the owner still holds it. */
  unclaim(name: string, owner: string): Promise<void>;
  /** The claims that hold now, by name. */
  claims(): Promise<readonly Claim[]>;
  close(): Promise<void>;
}

export interface ClaimWrite {
  /** Who claims: one at a time of those that share the store. */
  readonly owner: string;
  readonly forMs: number;
  readonly note: string;
}

export interface Claim {
  readonly name: string;
  readonly owner: string;
  readonly note: string;
}

export interface StoredBuild {
  readonly view: string;
  readonly version: number;
  readonly build: string;
  /** Whether it is being filled in bulk, or was when that broke off: it can only be loaded anew, or dropped. */
  readonly loading: boolean;
}

/** A build that readers are served, and how far it is. */
export interface ServedBuild {
  readonly view: string;
  readonly version: number;
  readonly build: string;
  /** What each shard has reached, by index; 0 where nothing was said of it. */
  readonly positions: readonly number[];
  readonly parked: readonly ParkedKey[];
}
