import type { Contribution } from '@zongheng/kernel';
import { type Dictionaries, dictionariesOf } from './dictionary.ts';
import { type JournalShape, layoutOf } from './layout.ts';
import { RowBuffer } from './row-buffer.ts';
import { journalWriting } from './row-writer.ts';
import { SegmentBuilder } from './segment-builder.ts';
import { decodeRows } from './segment-codec.ts';

/** A contribution and the position of the event that it came from. */
export interface JournalRow {
  readonly position: number;
  readonly contribution: Contribution;
}

/** The bytes of rows of one shard, in order of position: the same rows give the same bytes. @throws JournalError JOURNAL.CONTRIBUTION. */
export function encodeSegment(shape: JournalShape, rows: Iterable<JournalRow>): Uint8Array {
  const builder = new SegmentBuilder(journalWriting(shape));
  for (const { position, contribution } of rows) builder.add(position, [contribution]);
  return builder.encode();
}

/** The rows of a segment, measures that are zero left out. @throws JournalError JOURNAL.SEGMENT. */
export function decodeSegment(shape: JournalShape, bytes: Uint8Array): JournalRow[] {
  const layout = layoutOf(shape);
  const dictionaries = dictionariesOf(layout);
  const buffer = new RowBuffer(layout, 0);
  decodeRows(bytes, buffer, dictionaries);
  return Array.from({ length: buffer.rows }, (_, row) => rowOf(buffer, dictionaries, row));
}

function rowOf(buffer: RowBuffer, dictionaries: Dictionaries, row: number): JournalRow {
  const { dimensions, measures } = buffer.layout;
  const key = (index: number): string | null => dictionaries[index]?.keyOf(buffer.codes[index]?.[row] ?? 0) ?? null;
  const values = measures.map((name, index) => [name, buffer.measures[index]?.[row] ?? 0] as const);
  return {
    position: buffer.positions[row] ?? 0,
    contribution: {
      // The codec is where a date's text comes back from its column.
      date: (key(0) ?? '') as Contribution['date'],
      cell: Object.fromEntries(dimensions.slice(1).map(({ name }, index) => [name, key(index + 1)])),
      measures: Object.fromEntries(values.filter(([, value]) => value !== 0)),
    },
  };
}
