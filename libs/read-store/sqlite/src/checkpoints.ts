import { shardCount } from '@zongheng/kernel';
import type { Checkpoint, CheckpointWrite, ParkedKey } from '@zongheng/read-store';
import type { Connection } from './connection.ts';
import { textAt } from './row.ts';

/** One row a consumer: the positions of its 64 shards as one text, since they move together many times a second; what is parked apart. */
export const checkpointTable = `CREATE TABLE IF NOT EXISTS checkpoints (
  consumer TEXT PRIMARY KEY, positions TEXT NOT NULL, parked TEXT NOT NULL) WITHOUT ROWID;`;

/** What a build is said to have reached, in its own file. Apart from its checkpoint, which for a journal is where its segments end. */
export function reachedBy(connection: Connection, build: string): Checkpoints {
  return new Checkpoints(connection, `${build} reached`);
}

/** Checkpoints, with positions that are further in place of theirs. */
export function furthest(checkpoints: readonly Checkpoint[], reached: readonly number[]): readonly Checkpoint[] {
  return checkpoints.map(({ position, parked }, shard) => ({ position: Math.max(position, reached[shard] ?? 0), parked }));
}

interface Stand {
  readonly positions: number[];
  parked: readonly ParkedKey[];
  isNew: boolean;
}

/** Where one consumer stands, in the file of its documents or, where it has none, in the registry. */
export class Checkpoints {
  readonly #connection: Connection;
  readonly #consumer: string;

  constructor(connection: Connection, consumer: string) {
    this.#connection = connection;
    this.#consumer = consumer;
  }

  /** By shard, all 64 of them. */
  all(): readonly Checkpoint[] {
    const { positions, parked } = this.#stand();
    return positions.map((position, shard) => ({ position, parked: parked.filter((key) => key.shard === shard) }));
  }

  positions(): readonly number[] {
    return this.#stand().positions;
  }

  parked(): readonly ParkedKey[] {
    return this.#stand().parked;
  }

  /** Moves shards on, but for those that hold something stale or stand further already. Within the caller's transaction. */
  advance({ positions, parked }: CheckpointWrite, staleShards?: ReadonlySet<number>): void {
    const stand = this.#stand();
    const parkedNow = new Map<number, readonly ParkedKey[]>();
    for (const [shard, position] of positions) {
      if (staleShards?.has(shard) || position < (stand.positions[shard] ?? 0)) continue;
      stand.positions[shard] = position;
      const keys = parked?.get(shard);
      if (keys) parkedNow.set(shard, keys);
    }
    if (parkedNow.size > 0) {
      const others = stand.parked.filter((key) => !parkedNow.has(key.shard));
      stand.parked = [...others, ...[...parkedNow.values()].flat()].sort((one, other) => one.shard - other.shard);
    }
    this.#save(stand, parkedNow.size > 0);
  }

  #stand(): Stand {
    const row = this.#connection.get('SELECT positions, parked FROM checkpoints WHERE consumer = ?', [this.#consumer]);
    if (!row) return { positions: Array.from({ length: shardCount }, () => 0), parked: [], isNew: true };
    return { positions: decodePositions(textAt(row, 0)), parked: decodeParked(textAt(row, 1)), isNew: false };
  }

  #save(stand: Stand, isParkedChanged: boolean): void {
    const positions = JSON.stringify(stand.positions);
    if (stand.isNew || isParkedChanged) {
      this.#connection.run('INSERT OR REPLACE INTO checkpoints (consumer, positions, parked) VALUES (?, ?, ?)', [
        this.#consumer,
        positions,
        JSON.stringify(stand.parked),
      ]);
    } else this.#connection.run('UPDATE checkpoints SET positions = ? WHERE consumer = ?', [positions, this.#consumer]);
  }
}

function decodePositions(text: string): number[] {
  return JSON.parse(text) as number[];
}

function decodeParked(text: string): readonly ParkedKey[] {
  return text === '[]' ? [] : (JSON.parse(text) as readonly ParkedKey[]);
}
