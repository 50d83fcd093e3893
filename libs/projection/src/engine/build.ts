import type { View } from '@zongheng/kernel';
import type { ParkedKey } from '@zongheng/read-store';
import type { WrittenKeys } from '../journal/recent-keys.ts';
import type { Batch } from './batch.ts';

/** Which positions a write saves: of no shard, of the shards it touches, or of all of them. */
export type MarkSaving = 'none' | 'touched' | 'all';

/**
 * One stored build of a view, being folded. Any error but a parked event leaves it in an unknown state: let go of it and open it anew,
 * the store holds where it stands.
 */
export interface Build {
  readonly view: View;
  /** `opportunities@2.1`: version 2, its first build. */
  readonly id: string;
  /** How far each shard is folded, by index. */
  readonly positions: readonly number[];
  /** The parked keys, by first position. */
  parked(): readonly ParkedKey[];
  /** How many documents (of large ones each as several) or rows are folded and not yet written. */
  readonly heldCount: number;
  /** Folds a batch in memory. @throws TooManyParked, and whatever the store throws while loading. */
  fold(batch: Batch): Promise<void>;
  /** Writes what is folded, with the positions it covers. Nobody else may be writing. */
  flush(saving: MarkSaving): Promise<void>;
  /** Writes part of what is folded to hold less: documents not touched after a position, all rows of a journal. Nobody else may be writing. */
  relieve(notAfter: number): Promise<void>;
  /** Folds and writes a batch, whoever else is writing: where another is ahead, what is stored wins and the rest is folded onto it. */
  apply(batch: Batch): Promise<void>;
  /** Ends the filling of a fresh build: from then on others may open it. */
  finishLoad(): Promise<void>;
  /** How much it has folded and written since it was opened. */
  readonly done: WorkDone;
  /** Takes up what others have stored for some shards meanwhile: before those shards are delivered (again). Nothing held of them is trusted. */
  refresh(shards: readonly number[]): Promise<void>;
}

/** How many events were folded, one for each build they concern, and how many documents or segments were written. */
export interface WorkDone {
  folded: number;
  written: number;
}

/** How a build is opened and how much it may hold. */
export interface BuildOptions {
  /**
   * Nothing is stored yet and nobody else writes, up to `finishLoad`: documents need not be looked up before they are first written, and
   * the store may put off its indexes.
   */
  readonly fresh?: boolean;
  /** How many documents are kept beyond the batch they were used in (default 5,000). */
  readonly cacheMax?: number;
  /** After so many positions, those of shards where nothing happened are saved too (default 20,000): what a restart reads again. */
  readonly idleMarkEvery?: number;
  /**
   * How far it is, is said apart from it, for all builds at once, after each batch (`ReadStore.reach`): it saves none of its positions but with what
   * it parks.
   */
  readonly marksApart?: boolean;
  /** The keys of the journals that are filled beside it (default: its own alone). */
  readonly keys?: WrittenKeys;
}

export const buildDefaults = { fresh: false, cacheMax: 5_000, idleMarkEvery: 20_000, marksApart: false } as const;

/** Options with the defaults in. */
export type ChosenOptions = BuildOptions & Required<Pick<BuildOptions, keyof typeof buildDefaults>>;
