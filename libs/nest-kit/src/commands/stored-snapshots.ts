import { setImmediate as otherWork } from 'node:timers/promises';
import { shardOf } from '@zongheng/kernel';
import type { CollectionSpec, DocumentCollection, ReadStore } from '@zongheng/read-store';
import { jsonPieces } from './json-pieces.ts';
import type { Snapshot, SnapshotStore } from './snapshot-store.ts';

const collection: CollectionSpec = { view: 'snapshots', version: 2, build: 'snapshots@2.1', fields: {}, indexes: [] };

/** What stands under the stream's name: which of its two sets of pieces holds the snapshot, and how many they are. */
interface Head {
  readonly set: 0 | 1;
  readonly pieces: number;
}

/**
 * Keeps snapshots beside the read models: like them they can be thrown away, and are made again. A long one is written in pieces, one by one,
 * so that nothing waits for all of it; into the set of pieces that the head does not name, so that a crash half-way leaves the one before.
 */
export function snapshotsIn(store: ReadStore): SnapshotStore {
  const opened: { current: Promise<DocumentCollection> | null } = { current: null };
  const underWay = new Set<string>();
  const documents = (): Promise<DocumentCollection> => (opened.current ??= store.collection(collection));
  return {
    async load(stream) {
      const kept = await documents();
      const head = headIn((await kept.get([stream])).get(stream)?.body ?? null);
      if (!head) return null;
      const keys = Array.from({ length: head.pieces }, (_, index) => pieceKey(stream, head.set, index));
      const found = await kept.get(keys);
      const pieces = keys.map((key) => found.get(key)?.body ?? null);
      // Only `save` writes here.
      return pieces.includes(null) ? null : (JSON.parse(pieces.join('')) as Snapshot);
    },
    async save(snapshot) {
      // One at a time: two would write into the same pieces. The next one comes soon enough.
      if (underWay.has(snapshot.stream)) return;
      underWay.add(snapshot.stream);
      await saved(snapshot).finally(() => underWay.delete(snapshot.stream));
    },
  };

  async function saved(snapshot: Snapshot): Promise<void> {
    const { stream, position, orderingKey } = snapshot;
    const kept = await documents();
    const before = (await kept.get([stream])).get(stream);
    if (before && before.position >= position) return;
    const set = headIn(before?.body ?? null)?.set === 0 ? 1 : 0;
    const put = async (key: string, body: string): Promise<boolean> => {
      const foldedFrom = (await kept.get([key])).get(key)?.position ?? null;
      const document = { key, shard: shardOf(orderingKey), position, body, fields: {}, search: [], attributes: {} };
      return (await kept.write([{ foldedFrom, document }])).length === 0;
    };
    let pieces = 0;
    for (const piece of jsonPieces(snapshot)) {
      if (!(await put(pieceKey(stream, set, pieces), piece))) return;
      pieces += 1;
      await otherWork();
    }
    const head: Head = { set, pieces };
    await put(stream, JSON.stringify(head));
  }
}

function pieceKey(stream: string, set: 0 | 1, index: number): string {
  return `${stream}/${set}/${index}`;
}

function headIn(body: string | null): Head | null {
  // Only `save` writes here.
  return body === null ? null : (JSON.parse(body) as Head);
}
