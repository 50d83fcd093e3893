import { canonicalJson } from '@zongheng/kernel';
import type { CheckpointWrite, CollectionSpec, DocumentCollection, ParkedKey, ReadStore } from '@zongheng/read-store';

/** An intent that was refused for good. */
export interface RefusedIntent {
  readonly position: number;
  readonly eventId: string;
  readonly command: string;
  readonly id: string;
  readonly code: string;
  readonly found: string;
}

/** What a policy has done so far. */
export interface PolicyRecord {
  /** The position it began after. */
  readonly startedAfter: number;
  /** Events that it reacted to. */
  readonly handled: number;
  /** Commands carried out for it; those that were carried out before count under `replayed`. */
  readonly done: number;
  readonly replayed: number;
  readonly refused: number;
  /** The last of the refused, newest first. */
  readonly lastRefused: readonly RefusedIntent[];
}

export const lastRefusedMax = 20;

const key = 'record';
/** The record belongs to no ordering key; shard 0 keeps it. */
const shard = 0;

/** Where a policy stands: its checkpoints with what is parked, and its record. Made of a collection of the read store, of its own. */
export class PolicyStore {
  readonly #store: ReadStore;
  readonly #collection: DocumentCollection;
  readonly #build: string;

  private constructor(store: ReadStore, collection: DocumentCollection, build: string) {
    this.#store = store;
    this.#collection = collection;
    this.#build = build;
  }

  static async open(store: ReadStore, policy: string): Promise<PolicyStore> {
    const view = `policy.${policy}`;
    const spec: CollectionSpec = { view, version: 1, build: `${view}@1.1`, fields: {}, indexes: [] };
    return new PolicyStore(store, await store.collection(spec), spec.build);
  }

  /** The last position handled of each shard, by index, and what is parked. */
  async checkpoints(): Promise<{ readonly positions: readonly number[]; readonly parked: readonly ParkedKey[] }> {
    const checkpoints = await this.#store.checkpoints(this.#build);
    return { positions: checkpoints.map(({ position }) => position), parked: checkpoints.flatMap(({ parked }) => parked) };
  }

  /** What it has done; null before it has ever run. */
  async record(): Promise<PolicyRecord | null> {
    return (await this.#read())?.record ?? null;
  }

  /** Saves where it stands and, where it did something, adds that to its record; what another wrote meanwhile is kept. */
  async save(checkpoint: CheckpointWrite, change?: (record: PolicyRecord | null) => PolicyRecord): Promise<void> {
    for (;;) {
      const before = change && (await this.#read());
      const writes = change ? [this.#write(before?.version ?? null, change(before?.record ?? null))] : [];
      const stale = await this.#collection.write(writes, checkpoint);
      if (stale.length === 0) return;
    }
  }

  /** The record's own version stands where a document has its position: it rises with every write. */
  #write(version: number | null, record: PolicyRecord) {
    const position = (version ?? 0) + 1;
    return { foldedFrom: version, document: { key, shard, position, body: canonicalJson(record), fields: {}, search: [], attributes: {} } };
  }

  async #read(): Promise<{ readonly version: number; readonly record: PolicyRecord } | undefined> {
    const stored = (await this.#collection.get([key])).get(key);
    // The codec: only `#write` writes this document.
    return stored?.body ? { version: stored.position, record: JSON.parse(stored.body) as PolicyRecord } : undefined;
  }
}
