import type { Main } from './compaction.ts';
import type { Dictionaries } from './dictionary.ts';
import type { JournalLayout } from './layout.ts';
import type { RowTable } from './table.ts';

/** A journal as it stands: its sorted body and what came since. */
export interface JournalBody {
  readonly layout: JournalLayout;
  readonly dictionaries: Dictionaries;
  readonly main: Main | null;
  readonly delta: readonly RowTable[];
  /** The highest position that all shards have reached: rows above are left out. */
  readonly watermark: number;
}
