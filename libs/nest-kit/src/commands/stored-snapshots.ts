import { canonicalJson, shardOf } from '@zongheng/kernel';
import type { CollectionSpec, DocumentCollection, ReadStore } from '@zongheng/read-store';
import type { Snapshot, SnapshotStore } from './snapshot-store.ts';

const collection: CollectionSpec = { view: 'snapshots', version: 1, build: 'snapshots@1.1', fields: {}, indexes: [] };

/** Keeps snapshots beside the read models: like them they can be thrown away, and are made again. */
export function snapshotsIn(store: ReadStore): SnapshotStore {
  const opened: { current: Promise<DocumentCollection> | null } = { current: null };
  const documents = (): Promise<DocumentCollection> => (opened.current ??= store.collection(collection));
  return {
    async load(stream) {
      const body = (await (await documents()).get([stream])).get(stream)?.body ?? null;
      // Only `save` writes here.
      return body === null ? null : (JSON.parse(body) as Snapshot);
    },
    async save(snapshot) {
      const { stream, position, orderingKey } = snapshot;
      const kept = await documents();
      const before = (await kept.get([stream])).get(stream);
      if (before && before.position >= position) return;
      const document = {
        key: stream,
        shard: shardOf(orderingKey),
        position,
        body: canonicalJson(snapshot),
        fields: {},
        search: [],
        attributes: {},
      };
      await kept.write([{ foldedFrom: before?.position ?? null, document }]);
    },
  };
}
