import type { JournalStore, Segment } from '@zongheng/read-store';
import { dictionariesOf } from './dictionary.ts';
import { type JournalShape, layoutOf } from './layout.ts';
import { RowBuffer } from './row-buffer.ts';
import { decodeRows, encodeRows } from './segment-codec.ts';

/** Larger segments than this are left alone: a reader decodes one without pausing. */
const mergedRowsMax = 16_384;

/**
 * Puts one larger segment in place of a shard's newest small ones. Runs are merged with what stands before them once they are half as
 * large, so that a row is rewritten a few times in its life however often this is called. Call it when a shard has gathered some tens of
 * segments. Answers how many segments it replaced; 0 where nothing was worth it, or another was first.
 * @throws JournalError JOURNAL.SEGMENT where one of them cannot be read.
 */
export async function mergeSegments(store: JournalStore, shape: JournalShape, shard: number, rowsMax = mergedRowsMax): Promise<number> {
  const run = newestRun(await store.read(shard, 0), rowsMax);
  const first = run[0];
  const last = run.at(-1);
  if (!first || !last || run.length < 2) return 0;
  const { rows, bytes } = joinSegments(shape, run);
  const replaced = await store.replace({ shard, after: first.after, upTo: last.upTo, rows, bytes });
  return replaced ? run.length : 0;
}

/** All rows of some segments of a shard, in order, as one: equal for journals that hold the same rows, however they were cut. */
export function joinSegments(shape: JournalShape, segments: readonly Segment[]): { readonly rows: number; readonly bytes: Uint8Array } {
  const layout = layoutOf(shape);
  const dictionaries = dictionariesOf(layout);
  const buffer = new RowBuffer(
    layout,
    segments.reduce((sum, { rows }) => sum + rows, 0),
  );
  for (const { bytes } of segments) decodeRows(bytes, buffer, dictionaries);
  return { rows: buffer.rows, bytes: encodeRows(buffer, dictionaries) };
}

function newestRun(segments: readonly Segment[], rowsMax: number): readonly Segment[] {
  let start = segments.length;
  let rows = 0;
  for (;;) {
    const before = segments[start - 1];
    if (!before || rows + before.rows > rowsMax || (rows > 0 && before.rows > rows * 2)) return segments.slice(start);
    rows += before.rows;
    start -= 1;
  }
}
