import { closeSync, existsSync, openSync, readFileSync, writeSync } from 'node:fs';
import { corrupt } from './fault.ts';

/** How far a log reached, noted beside it. */
export interface HeadMark {
  readonly epoch: string;
  readonly position: number;
}

const positionDigits = 16;

/**
 * A note of the last position, written after each commit and never synced: it is never ahead of the log on the disk. So a log that ends
 * below its mark has lost events it had acknowledged: a write-ahead log that was deleted or damaged, an older copy put in its place.
 * SQLite alone would open it without a word.
 */
export class HeadMarkFile {
  readonly #descriptor: number;
  readonly #epoch: string;

  constructor(file: string, epoch: string) {
    this.#descriptor = openSync(file, existsSync(file) ? 'r+' : 'w');
    this.#epoch = epoch;
  }

  /** Writes the same number of bytes each time, in place. A note that cannot be written (a full disk) stays behind, which does no harm. */
  write(position: number): void {
    try {
      writeSync(this.#descriptor, `{"epoch":${JSON.stringify(this.#epoch)},"position":${String(position).padStart(positionDigits)}}\n`, 0);
    } catch {
      return;
    }
  }

  close(): void {
    closeSync(this.#descriptor);
  }
}

/** undefined where nothing was noted; a note that cannot be read (a crash of the machine) says nothing either. */
export function readHeadMark(file: string): HeadMark | undefined {
  if (!existsSync(file)) return undefined;
  try {
    const { epoch, position } = JSON.parse(readFileSync(file, 'utf8')) as Partial<HeadMark>;
    return typeof epoch === 'string' && typeof position === 'number' ? { epoch, position } : undefined;
  } catch {
    return undefined;
  }
}

/** Throws where the log is not the one its mark speaks of, or ends below it. */
export function checkAgainstMark(mark: HeadMark | undefined, found: HeadMark | undefined, file: string): void {
  if (mark === undefined) return;
  if (found === undefined) {
    if (mark.position > 0) throw corrupt(`${file} is missing or empty, though the log ${mark.epoch} reached position ${mark.position}`);
    return;
  }
  if (found.epoch !== mark.epoch) throw corrupt(`${file} holds the log ${found.epoch}, though the folder belongs to the log ${mark.epoch}`);
  if (found.position < mark.position) {
    throw corrupt(`${file} ends at position ${found.position}, though ${mark.position} was recorded: events are missing`);
  }
}
