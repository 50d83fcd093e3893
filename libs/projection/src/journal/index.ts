export { JournalError, type JournalErrorCode } from './errors.ts';
export { dateDimension, type JournalShape } from './layout.ts';
export { mergeSegments } from './merge-segments.ts';
export { decodeSegment, encodeSegment, type JournalRow } from './segment.ts';
export { type JournalWriting, journalWriting, SegmentBuilder } from './segment-builder.ts';
