import { shardCount } from '@zongheng/kernel';

/** How far a build is folded and how far that is saved, by shard. What is folded runs ahead of what is saved: a restart reads that again. */
export class Positions {
  readonly reached: number[];
  readonly #saved: number[];
  readonly #idleMarkEvery: number;

  constructor(saved: readonly number[], idleMarkEvery: number) {
    this.#saved = Array.from({ length: shardCount }, (_, shard) => saved[shard] ?? 0);
    this.reached = [...this.#saved];
    this.#idleMarkEvery = idleMarkEvery;
  }

  /** Shards only go forward: what is delivered again changes nothing. */
  reach(marks: ReadonlyMap<number, number>): void {
    for (const [shard, position] of marks) if (position > this.at(shard)) this.reached[shard] = position;
  }

  at(shard: number): number {
    return this.reached[shard] ?? 0;
  }

  savedAt(shard: number): number {
    return this.#saved[shard] ?? 0;
  }

  /** Takes over what others saved: theirs where they are further, ours where we are. */
  stored(positions: ReadonlyMap<number, number>): void {
    this.saved(positions);
    this.reach(positions);
  }

  saved(positions: ReadonlyMap<number, number>): void {
    for (const [shard, position] of positions) this.#saved[shard] = position;
  }

  /** Of some shards, the positions not yet saved; those named in `anyway` in any case. */
  toSave(shards: Iterable<number>, anyway: ReadonlySet<number>): Map<number, number> {
    const positions = new Map<number, number>();
    for (const shard of shards) {
      if (this.at(shard) !== this.savedAt(shard) || anyway.has(shard)) positions.set(shard, this.at(shard));
    }
    return positions;
  }

  /** Whether some shard's saved position has fallen far behind what is folded. */
  areIdleMarksDue(): boolean {
    for (let shard = 0; shard < shardCount; shard += 1) {
      if (this.at(shard) - this.savedAt(shard) >= this.#idleMarkEvery) return true;
    }
    return false;
  }
}
