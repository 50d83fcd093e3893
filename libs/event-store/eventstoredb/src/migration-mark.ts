import { randomUUID } from 'node:crypto';
import { StoreError } from '@zongheng/event-store';
import type { AppendStream } from './append-stream.ts';
import { readFailure } from './failures.ts';
import { LogReading } from './log-reading.ts';
import type { StreamNames } from './names.ts';
import type { Reading } from './reading.ts';
import { positionOf } from './stored-event.ts';

/** What marking a log takes. */
export interface MarkParts {
  readonly wire: AppendStream;
  readonly reading: Reading;
  readonly names: StreamNames;
}

/** The log that is being made out of another one. */
export interface MigrationMark {
  readonly epoch: string;
  /** The position at which it was begun. */
  readonly begin: number;
  /** The epoch of the log it is made of. */
  readonly from: string;
}

interface IdentityData {
  readonly epoch?: unknown;
  readonly migratingFrom?: unknown;
  readonly migratedFrom?: unknown;
}

/** Of which log this identity is being made; null where it is whole. */
export function unfinishedFrom(data: unknown): string | null {
  const { migratingFrom } = data as IdentityData;
  return typeof migratingFrom === 'string' ? migratingFrom : null;
}

/** The mark of a migration that was begun before; else begins one, where there is no log. @throws StoreError STORE.INVALID where there is another */
export async function migrationMark(parts: MarkParts, from: string, newEpoch: string): Promise<MigrationMark> {
  const { reading, names } = parts;
  const begun = await reading.stream(names.identity, {});
  const first = begun[0];
  const last = begun.at(-1);
  if (first === undefined || last === undefined) {
    const head = await new LogReading(reading, names, 0).head();
    if (head > 0) throw refused(names.prefix, `holds events up to ${head}, and no log was begun`);
    await appended(parts, 'no-stream', { epoch: newEpoch, migratingFrom: from });
    return migrationMark(parts, from, newEpoch);
  }
  const { epoch, migratingFrom, migratedFrom } = last.data as IdentityData;
  if (typeof epoch === 'string' && migratingFrom === from) return { epoch, begin: positionOf(first), from };
  throw refused(
    names.prefix,
    migratedFrom === from ? `holds this log already, moved and verified, in the epoch ${String(epoch)}` : 'holds another log',
  );
}

/** Says that the log is whole: from now on it can be opened. */
export async function finishMigration(
  parts: MarkParts,
  { epoch, from }: MigrationMark,
  verified: { readonly events: number; readonly hash: string },
): Promise<void> {
  await appended(parts, 0, { epoch, migratedFrom: from, ...verified });
}

async function appended({ wire, names }: MarkParts, expected: 'no-stream' | number, data: object): Promise<void> {
  const event = { id: randomUUID(), type: 'LogBegun', data: utf8.encode(JSON.stringify(data)), metadata: new Uint8Array() };
  const answer = await wire.append(names.identity, expected, () => [event]);
  if (answer.kind === 'refused') throw answer.error;
  if (answer.kind === 'unknown') throw readFailure(answer.cause, names.identity);
  if (answer.kind === 'conflict') throw refused(names.prefix, 'was begun by another at the same time');
}

const utf8 = new TextEncoder();

function refused(prefix: string, found: string): StoreError {
  return new StoreError('STORE.INVALID', `${prefix}* ${found}`, 'name an empty namespace (EVENTSTORE_NAMESPACE)');
}
