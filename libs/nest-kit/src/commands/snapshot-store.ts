import type { CommandEcho } from './echoes.ts';

/** A folded stream up to a revision, as JSON text. Disposable: where it is missing or of another version, the stream is folded from its start. */
export interface Snapshot {
  readonly stream: string;
  /** The snapshot version of the aggregate's definition. */
  readonly version: number;
  /** The log it was folded from: after a restore, snapshots of the old one are not read. */
  readonly epoch: string;
  readonly revision: number;
  readonly position: number;
  readonly orderingKey: string;
  readonly state: unknown;
  readonly echoes: readonly CommandEcho[];
}

/** Where snapshots stand; one a stream. Losing all of them costs time only. */
export interface SnapshotStore {
  load(stream: string): Promise<Snapshot | null>;
  save(snapshot: Snapshot): Promise<void>;
}

/** For specs, and for processes that live long: gone with the process. */
export function memorySnapshotStore(): SnapshotStore {
  const kept = new Map<string, string>();
  return {
    async load(stream) {
      const text = kept.get(stream);
      return text === undefined ? null : (JSON.parse(text) as Snapshot);
    },
    async save(snapshot) {
      kept.set(snapshot.stream, JSON.stringify(snapshot));
    },
  };
}
