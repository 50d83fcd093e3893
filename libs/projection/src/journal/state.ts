import type { Dictionaries } from './dictionary.ts';
import type { JournalLayout } from './layout.ts';
import type { SortedPart } from './sorted-part.ts';
import type { RowTable } from './table.ts';

/** A journal as it stands: its sorted parts, and what came since. */
export interface JournalState {
  readonly layout: JournalLayout;
  readonly dictionaries: Dictionaries;
  readonly parts: readonly SortedPart[];
  readonly delta: readonly RowTable[];
  /** The highest position that all shards have reached: rows above are left out. */
  readonly watermark: number;
}
