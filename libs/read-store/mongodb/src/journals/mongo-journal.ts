import { shardCount } from '@zongheng/kernel';
import {
  type Checkpoint,
  type CheckpointWrite,
  type JournalStore,
  type ParkedKey,
  ReadStoreError,
  type Segment,
  type SegmentSpan,
  checkSegments,
  standsFor,
} from '@zongheng/read-store';
import { type Collection, ObjectId } from 'mongodb';
import { isOnlyDuplicates } from '../errors.ts';
import type { Pieces } from './pieces.ts';

/** A segment as its shard lists it; its bytes stand in pieces of their own. */
interface Listed extends SegmentSpan {
  readonly pieces: readonly ObjectId[];
}

/** All that can change of a shard in one document, so that each change is one step. */
export interface ShardRow {
  readonly _id: number;
  readonly tail: number;
  readonly segments: readonly Listed[];
  readonly parked: readonly ParkedKey[];
  /** Which append or merge was the last. */
  readonly by: ObjectId;
}

/** What a journal is opened with. */
export interface OpenedJournal {
  readonly build: string;
  readonly shards: Collection<ShardRow>;
  readonly pieces: Pieces;
  /** Says what is parked where it is looked for in one step for all builds: after it was parked. */
  readonly parking: (checkpoint: CheckpointWrite) => Promise<void>;
}

const attemptsMax = 20;

/** One build's segments: the pieces are stored first, and count once their shard lists them. */
export class MongoJournal implements JournalStore {
  readonly #build: string;
  readonly #shards: Collection<ShardRow>;
  readonly #pieces: Pieces;
  readonly #parking: OpenedJournal['parking'];

  constructor({ build, shards, pieces, parking }: OpenedJournal) {
    this.#build = build;
    this.#shards = shards;
    this.#pieces = pieces;
    this.#parking = parking;
  }

  /** Makes the shards that are missing, removes pieces that nobody came to list, and says what was parked by one who could not say it any more. */
  async prepare(): Promise<void> {
    const by = new ObjectId();
    const missing = Array.from({ length: shardCount }, (_, shard): ShardRow => ({ _id: shard, tail: 0, segments: [], parked: [], by }));
    try {
      await this.#shards.insertMany(missing, { ordered: false });
    } catch (error) {
      if (!isOnlyDuplicates(error)) throw error;
    }
    const rows = await this.#shards.find().toArray();
    await this.#pieces.sweep(rows.flatMap(({ segments }) => segments.flatMap(({ pieces }) => pieces)));
    await this.#sayParked(rows.filter(({ parked }) => parked.length > 0).map(({ _id, tail, parked }) => ({ shard: _id, tail, parked })));
  }

  async #sayParked(
    said: readonly { readonly shard: number; readonly tail: number; readonly parked: readonly ParkedKey[] }[],
  ): Promise<void> {
    if (said.length === 0) return;
    await this.#parking({
      positions: new Map(said.map(({ shard, tail }) => [shard, tail])),
      parked: new Map(said.map(({ shard, parked }) => [shard, parked])),
    });
  }

  async append(segments: readonly Segment[], parked?: ReadonlyMap<number, readonly ParkedKey[]>): Promise<readonly number[]> {
    checkSegments(this.#build, segments);
    if (segments.length === 0) return [];
    const by = new ObjectId();
    const listed = await this.#store(segments);
    const { matchedCount } = await this.#shards.bulkWrite(
      segments.map((segment) => {
        const keys = parked?.get(segment.shard);
        const entry = listed.get(segment);
        return {
          updateOne: {
            filter: { _id: segment.shard, tail: segment.after },
            update: {
              $set: { tail: segment.upTo, by, ...(keys ? { parked: keys } : {}) },
              ...(entry ? { $push: { segments: entry } } : {}),
            },
          },
        };
      }),
      { ordered: false },
    );
    const stale = matchedCount === segments.length ? [] : await this.#staleOf(segments, by);
    await this.#pieces.remove(stale.flatMap((segment) => listed.get(segment)?.pieces ?? []));
    const passed = segments.filter((segment) => !stale.includes(segment));
    await this.#sayParked(
      passed.flatMap(({ shard, upTo }) => {
        const keys = parked?.get(shard);
        return keys ? [{ shard, tail: upTo, parked: keys }] : [];
      }),
    );
    return stale.map(({ shard }) => shard);
  }

  async #staleOf(segments: readonly Segment[], by: ObjectId): Promise<readonly Segment[]> {
    const rows = await this.#shards.find({ by }).project<Pick<ShardRow, '_id'>>({ _id: 1 }).toArray();
    const passed = new Set(rows.map(({ _id }) => _id));
    return segments.filter(({ shard }) => !passed.has(shard));
  }

  async read(shard: number, above: number): Promise<readonly Segment[]> {
    for (let attempt = 1; ; attempt += 1) {
      const row = await this.#shards.findOne({ _id: shard });
      const listed = (row?.segments ?? []).filter(({ upTo }) => upTo > above);
      const bytes = await this.#pieces.read(listed.map(({ pieces }) => pieces));
      if (bytes)
        return listed.map(({ after, upTo, rows }, index) => ({ shard, after, upTo, rows, bytes: bytes[index] ?? new Uint8Array() }));
      // A merge has put other pieces in their place meanwhile.
      if (attempt === attemptsMax) throw lost(this.#build, shard);
    }
  }

  async tails(): Promise<readonly number[]> {
    const rows = await this.#shards.find().project<Pick<ShardRow, '_id' | 'tail'>>({ tail: 1 }).toArray();
    const tails = new Map(rows.map(({ _id, tail }) => [_id, tail]));
    return Array.from({ length: shardCount }, (_, shard) => tails.get(shard) ?? 0);
  }

  async parked(): Promise<readonly ParkedKey[]> {
    return (await this.#standing()).flatMap(({ parked }) => parked);
  }

  /** Tails and what is parked, by shard. */
  async checkpoints(): Promise<readonly Checkpoint[]> {
    const standing = new Map((await this.#standing()).map(({ _id, tail, parked }) => [_id, { position: tail, parked }]));
    return Array.from({ length: shardCount }, (_, shard) => standing.get(shard) ?? { position: 0, parked: [] });
  }

  #standing(): Promise<readonly Pick<ShardRow, '_id' | 'tail' | 'parked'>[]> {
    return this.#shards.find().sort({ _id: 1 }).project<Pick<ShardRow, '_id' | 'tail' | 'parked'>>({ tail: 1, parked: 1 }).toArray();
  }

  async replace(merged: Segment): Promise<boolean> {
    checkSegments(this.#build, [merged]);
    const listed = (await this.#store([merged])).get(merged);
    for (let attempt = 1; attempt <= attemptsMax; attempt += 1) {
      const row = await this.#shards.findOne({ _id: merged.shard });
      if (!row || !listed || !standsFor(merged, row.segments, row.tail)) break;
      const isCovered = ({ after, upTo }: Listed): boolean => after >= merged.after && upTo <= merged.upTo;
      const segments = [...row.segments.filter((each) => !isCovered(each)), listed].sort((one, other) => one.after - other.after);
      const by = new ObjectId();
      const { matchedCount } = await this.#shards.updateOne({ _id: merged.shard, by: row.by }, { $set: { segments, by } });
      if (matchedCount === 0 && !(await this.#shards.findOne({ _id: merged.shard, by }))) continue;
      await this.#pieces.remove(row.segments.filter(isCovered).flatMap(({ pieces }) => pieces));
      return true;
    }
    await this.#pieces.remove(listed?.pieces ?? []);
    return false;
  }

  /** Stores the bytes of those that have rows. */
  async #store(segments: readonly Segment[]): Promise<ReadonlyMap<Segment, Listed>> {
    const filled = segments.filter(({ rows }) => rows > 0);
    const stored = await this.#pieces.write(filled.map(({ bytes }) => bytes));
    return new Map(filled.map((segment, index) => [segment, listedOf(segment, stored[index] ?? [])]));
  }
}

function listedOf({ after, upTo, rows }: Segment, pieces: readonly ObjectId[]): Listed {
  return { after, upTo, rows, pieces };
}

function lost(build: string, shard: number): ReadStoreError {
  return new ReadStoreError(
    'READ_STORE.CORRUPT',
    `${build}: pieces of shard ${shard} are missing`,
    'drop the build and build it again from the log',
  );
}
