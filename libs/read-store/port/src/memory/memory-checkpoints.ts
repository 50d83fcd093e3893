import { shardCount } from '@zongheng/kernel';
import type { Checkpoint, CheckpointWrite } from '../documents.ts';

/** Where a consumer stands, by shard; what is missing stands at 0. */
export type MemoryCheckpoints = Map<number, Checkpoint>;

/** Moves the checkpoints on, but for the shards that hold something stale or stand further already. */
export function advance(checkpoints: MemoryCheckpoints, { positions, parked }: CheckpointWrite, staleShards?: ReadonlySet<number>): void {
  for (const [shard, position] of positions) {
    const stored = checkpoints.get(shard) ?? { position: 0, parked: [] };
    if (staleShards?.has(shard) || position < stored.position) continue;
    checkpoints.set(shard, { position, parked: parked?.get(shard) ?? stored.parked });
  }
}

/** All 64 of them, by index. */
export function allCheckpoints(checkpoints: MemoryCheckpoints | undefined): readonly Checkpoint[] {
  return Array.from({ length: shardCount }, (_, shard) => checkpoints?.get(shard) ?? { position: 0, parked: [] });
}
