import type { Checkpoint, CollectionSpec, DocumentCollection } from './documents.ts';
import type { JournalSpec, JournalStore } from './journals.ts';

/** Everything that can be thrown away and built again: documents, journals, checkpoints; each view version apart. */
export interface ReadStore {
  /** Opens a collection, building what is missing. Two openings of one version are the same collection. */
  collection(spec: CollectionSpec): Promise<DocumentCollection>;
  journal(spec: JournalSpec): Promise<JournalStore>;
  /** Where a consumer stands for each shard, by index (64 of them). For a collection the name is its build; other consumers (policies) name themselves. */
  checkpoints(consumer: string): Promise<readonly Checkpoint[]>;
  /** For consumers that have no collection. */
  saveCheckpoints(consumer: string, positions: ReadonlyMap<number, number>): Promise<void>;
  /** Which stored build of a view readers are served: null before the first. */
  active(view: string): Promise<string | null>;
  /** Makes a build the one that readers are served, in one step. */
  activate(view: string, build: string): Promise<void>;
  /** All stored builds (view, version, build name), served or not. */
  builds(): Promise<readonly StoredBuild[]>;
  /** Removes a build. @throws ReadStoreError while it is served. */
  drop(build: string): Promise<void>;
  close(): Promise<void>;
}

export interface StoredBuild {
  readonly view: string;
  readonly version: number;
  readonly build: string;
}
