import { type RecordedEvent, shardOf } from '@zongheng/kernel';
import { allShards, ParkedKeys, Positions } from '@zongheng/projection';
import type { ParkedKey } from '@zongheng/read-store';
import { lastRefusedMax, type PolicyRecord, type PolicyStore } from './policy-store.ts';
import type { Reaction } from './reaction.ts';

export const blankRecord: PolicyRecord = { startedAfter: 0, handled: 0, done: 0, replayed: 0, refused: 0, lastRefused: [] };

/**
 * Where a policy stands: how far each shard is handled, what is parked, and how much of that is saved. It is saved behind the effects, never
 * ahead of them.
 */
export class Standing {
  readonly parked: ParkedKeys;
  readonly #saved: PolicyStore;
  readonly #idleMarkEvery: number;
  #positions: Positions;

  private constructor(policy: string, saved: PolicyStore, opened: Opened) {
    this.parked = new ParkedKeys(`policy ${policy}`, opened.parked);
    this.#saved = saved;
    this.#idleMarkEvery = opened.idleMarkEvery;
    this.#positions = new Positions(opened.positions, opened.idleMarkEvery);
  }

  static async open(policy: string, saved: PolicyStore, idleMarkEvery: number): Promise<Standing> {
    return new Standing(policy, saved, { ...(await saved.checkpoints()), idleMarkEvery });
  }

  /** How far each shard is handled, by index. */
  get positions(): readonly number[] {
    return this.#positions.reached;
  }

  /** Goes back to what is saved: after a failure, or where others may have handled some shards meanwhile. What is handled again has its effect once. */
  async reload(): Promise<void> {
    const { positions, parked } = await this.#saved.checkpoints();
    this.#positions = new Positions(positions, this.#idleMarkEvery);
    this.parked.reload(new Set(allShards), parked);
  }

  isHandled(event: RecordedEvent): boolean {
    return event.position <= this.#positions.at(shardOf(event.orderingKey));
  }

  reach(marks: ReadonlyMap<number, number>): void {
    this.#positions.reach(marks);
  }

  /** Saves what came of an event. The position of its shard comes along, unless the shard's parked keys are being changed: then with those. */
  async note(event: RecordedEvent, { done, replayed, refused }: Reaction): Promise<void> {
    const shard = shardOf(event.orderingKey);
    const isChanging = this.parked.changedShards().includes(shard);
    const positions = new Map(isChanging ? [] : [[shard, Math.max(event.position, this.#positions.at(shard))]]);
    await this.#saved.save({ positions, parked: this.parked.setsOf(positions.keys()) }, (record) => {
      const before = record ?? blankRecord;
      return {
        ...before,
        handled: before.handled + 1,
        done: before.done + done,
        replayed: before.replayed + replayed,
        refused: before.refused + refused.length,
        lastRefused: [...refused.toReversed(), ...before.lastRefused].slice(0, lastRefusedMax),
      };
    });
    this.#positions.saved(positions);
  }

  /** Saves the parked keys that changed, and how far their shards are. */
  saveParked(): Promise<void> {
    return this.#save([]);
  }

  /** Saves how far all shards are. */
  saveMarks(): Promise<void> {
    return this.#save(allShards);
  }

  areMarksDue(): boolean {
    return this.#positions.areIdleMarksDue();
  }

  async #save(shards: readonly number[]): Promise<void> {
    const changed = this.parked.changedShards();
    const positions = this.#positions.toSave(new Set([...shards, ...changed]), new Set(changed));
    if (positions.size === 0) return;
    await this.#saved.save({ positions, parked: this.parked.setsOf(positions.keys()) });
    this.#positions.saved(positions);
    this.parked.saved(positions.keys());
  }
}

interface Opened {
  readonly positions: readonly number[];
  readonly parked: readonly ParkedKey[];
  readonly idleMarkEvery: number;
}
