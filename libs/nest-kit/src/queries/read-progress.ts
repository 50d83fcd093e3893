import type { Instant } from '@zongheng/kernel';
import type { ParkedKey } from '@zongheng/read-store';

/** Where one view stands, for those who read it. */
export interface ViewStanding {
  /** The build that readers are served. */
  readonly build: string;
  /** What each shard has reached, by index. */
  readonly positions: readonly number[];
  /** What it leaves out because its events cannot be folded: answers name it. */
  readonly parked: readonly ParkedKey[];
}

/** Where the views stand: the projection engine knows. */
export interface ReadProgress {
  /** Undefined for a view that is not served (yet). */
  get(view: string): ViewStanding | undefined;
  /** The highest position that all shards of a view have reached. */
  watermark(view: string): number;
  /** Waits until a shard of a view, or all of them, have reached a position: true, or false after `timeoutMs`. */
  waitFor(view: string, shard: number | 'all', position: number, timeoutMs: number): Promise<boolean>;
}

/** What reading must know of the log. */
export interface ReadLog {
  readonly epoch: string;
  head(): Promise<number>;
  /** How many events lie between two positions: about so many, where positions are places in a file. */
  eventsBetween(after: number, upTo: number): Promise<number>;
  /** The highest position recorded at or before an instant; 0 where there is none. */
  positionAt(instant: Instant): Promise<number>;
}
