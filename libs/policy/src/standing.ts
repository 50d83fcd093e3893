import { type RecordedEvent, shardOf } from '@zongheng/kernel';
import { allShards, ParkedKeys, Positions } from '@zongheng/projection';
import type { ParkedKey } from '@zongheng/read-store';
import { lastRefusedMax, type PolicyRecord, type PolicyStore, type RefusedIntent } from './policy-store.ts';
import type { Reaction } from './reaction.ts';

export const blankRecord: PolicyRecord = { startedAfter: 0, handled: 0, done: 0, replayed: 0, refused: 0, lastRefused: [] };

/** What came of so many events is saved at the latest after the last of them: what a crash repeats, and the command side recognises. */
const notesMax = 64;

interface Notes {
  handled: number;
  done: number;
  replayed: number;
  readonly refused: RefusedIntent[];
  readonly shards: Set<number>;
}

/**
 * Where a policy stands: how far each shard is handled, what is parked, what came of it, and how much of that is saved. It is saved behind the
 * effects, never ahead of them, and for several events at once: each for itself would cost as much as its effects.
 */
export class Standing {
  readonly parked: ParkedKeys;
  readonly #saved: PolicyStore;
  readonly #idleMarkEvery: number;
  #positions: Positions;
  #notes = noNotes();

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
    await this.saveNotes('all');
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

  /** Notes what came of an event: it is saved with the next save. */
  note(event: RecordedEvent, { done, replayed, refused }: Reaction): void {
    const notes = this.#notes;
    notes.handled += 1;
    notes.done += done;
    notes.replayed += replayed;
    notes.refused.push(...refused);
    notes.shards.add(shardOf(event.orderingKey));
  }

  /** Saves what came of the events handled so far: all of it, or once it is much. */
  async saveNotes(which: 'all' | 'many'): Promise<void> {
    if (this.#notes.handled >= (which === 'all' ? 1 : notesMax)) await this.#save([]);
  }

  /** Saves the parked keys that changed, and how far their shards are, where some did. */
  async saveParked(): Promise<void> {
    if (this.parked.changedShards().length > 0) await this.#save([]);
  }

  /** Saves how far all shards are. */
  saveMarks(): Promise<void> {
    return this.#save(allShards);
  }

  areMarksDue(): boolean {
    return this.#positions.areIdleMarksDue();
  }

  async #save(shards: readonly number[]): Promise<void> {
    const notes = this.#notes;
    const changed = this.parked.changedShards();
    const positions = this.#positions.toSave(new Set([...shards, ...notes.shards, ...changed]), new Set(changed));
    if (positions.size === 0 && notes.handled === 0) return;
    const checkpoint = { positions, parked: this.parked.setsOf(positions.keys()) };
    await this.#saved.save(checkpoint, notes.handled === 0 ? undefined : (record) => withNotes(record ?? blankRecord, notes));
    this.#notes = noNotes();
    this.#positions.saved(positions);
    this.parked.saved(positions.keys());
  }
}

function noNotes(): Notes {
  return { handled: 0, done: 0, replayed: 0, refused: [], shards: new Set() };
}

function withNotes(record: PolicyRecord, { handled, done, replayed, refused }: Notes): PolicyRecord {
  return {
    ...record,
    handled: record.handled + handled,
    done: record.done + done,
    replayed: record.replayed + replayed,
    refused: record.refused + refused.length,
    lastRefused: [...refused.toReversed(), ...record.lastRefused].slice(0, lastRefusedMax),
  };
}

interface Opened {
  readonly positions: readonly number[];
  readonly parked: readonly ParkedKey[];
  readonly idleMarkEvery: number;
}
