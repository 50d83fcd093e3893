export { JournalError, type JournalErrorCode } from './errors.ts';
export { dateDimension, type JournalShape, monthDimension } from './layout.ts';
export { mergeSegments } from './merge-segments.ts';
export { decodeSegment, encodeSegment, type JournalRow } from './segment.ts';
export { type JournalWriting, journalWriting, SegmentBuilder } from './segment-builder.ts';
export { type Compactor, inlineCompactor, threadCompactor } from './compactor.ts';
export type { Figure, Figures } from './figures.ts';
export type { ExplainedRow, ExplainQuery, Explanation, Grouping, KeyFilter, RowChoice, RowCursor, SumQuery } from './query.ts';
export { JournalReader, type JournalReaderOptions, type JournalSize } from './reader.ts';
