import type { Contribution, JournalView } from '@zongheng/kernel';
import { decodeSegment } from '../../journal/segment.ts';

/** A row as one text: position, date, the whole cell and the measures by name, those that are zero left out. Equal rows have equal texts. */
export function rowText(view: JournalView, position: number, { date, cell, measures }: Contribution): string {
  const keys = Object.keys(view.dimensions).sort();
  const counted = view.measures.filter((measure) => (measures[measure] ?? 0) !== 0).sort();
  return JSON.stringify([
    position,
    date,
    keys.map((dimension) => cell[dimension] ?? null),
    counted.map((measure) => [measure, measures[measure]]),
  ]);
}

/** The rows of a segment up to a position, each as its text. */
export function rowTexts(view: JournalView, bytes: Uint8Array, upTo: number): readonly string[] {
  return decodeSegment(view, bytes)
    .filter(({ position }) => position <= upTo)
    .map(({ position, contribution }) => rowText(view, position, contribution));
}
