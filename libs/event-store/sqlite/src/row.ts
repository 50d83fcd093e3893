import { crc32 } from 'node:zlib';
import type { EventMeta } from '@zongheng/event-store';
import type { Instant, RecordedEvent } from '@zongheng/kernel';
import { corrupt } from './fault.ts';

/** A row of the table as SQLite gives it, column by column in the order of `eventColumns`. */
export type RowValues = readonly [
  position: number,
  stream: string,
  revision: number,
  type: string,
  orderingKey: string,
  recordedAtMs: number,
  checksum: number,
  meta: string,
  data: string,
];

/** A row with its shard behind. That is what filters go by: an event that had lost its own would be passed over in silence. */
export type ShardedRow = readonly [...RowValues, shard: number];

const range32 = 0x1_0000_0000;

/** Over everything that a row says: a flipped bit anywhere in it shows. */
export function checksumOf(
  position: number,
  stream: string,
  revision: number,
  type: string,
  orderingKey: string,
  recordedAtMs: number,
  meta: string,
  data: string,
): number {
  const texts = crc32(`${stream}\n${type}\n${orderingKey}\n${meta}\n${data}`);
  return (texts ^ numberBits(position) ^ numberBits(recordedAtMs) ^ Math.imul(revision + 1, 0x9e3779b1)) >>> 0;
}

function numberBits(value: number): number {
  return Math.imul((value % range32) | 0, 0x85ebca6b) ^ Math.floor(value / range32);
}

/** Throws where the row is not what was written. */
export function checkRow(row: RowValues | ShardedRow): void {
  const [position, stream, revision, type, orderingKey, recordedAtMs, checksum, meta, data] = row;
  if (checksumOf(position, stream, revision, type, orderingKey, recordedAtMs, meta, data) !== checksum) {
    throw corrupt(`the event at position ${position} is not what was written (its checksum differs)`);
  }
}

/** So many types are known by their own text; the catalogue of an installation has fewer. */
const typesMax = 1_000;

/** Decodes rows; instants of one commit are the same, so the last text is kept. */
export function rowDecoder(): (row: RowValues) => RecordedEvent {
  const types = new Map<string, string>();
  let lastMs = Number.NaN;
  let lastInstant = '' as Instant;
  return (row) => {
    checkRow(row);
    const [position, stream, revision, given, orderingKey, recordedAtMs, , metaText, dataText] = row;
    const type = types.get(given) ?? known(types, given);
    if (recordedAtMs !== lastMs) {
      lastMs = recordedAtMs;
      lastInstant = new Date(recordedAtMs).toISOString() as Instant;
    }
    const meta = parsed(metaText, position) as EventMeta;
    const data = parsed(dataText, position);
    return { ...meta, type, orderingKey, stream, revision, position, recordedAt: lastInstant, data };
  };
}

/**
 * The one text of a type: as the name of a property it becomes the very text that the engine has for constants of the program, so that all
 * who ask for the type (every view does) compare two pointers.
 */
function known(types: Map<string, string>, given: string): string {
  const [type = given] = Object.keys({ [given]: true });
  if (types.size < typesMax) types.set(given, type);
  return type;
}

function parsed(text: string, position: number): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw corrupt(`the event at position ${position} is no JSON`);
  }
}
