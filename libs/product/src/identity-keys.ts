import { createHmac, randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { IdentityKeys } from '@zongheng/customers-api';
import { CustomerIdentityRecorded, type IdentityDocument, identityEvents, IdentityReserved } from '@zongheng/customers-events';
import type { EventStore } from '@zongheng/event-store';
import { type RecordedOf, streamOf } from '@zongheng/kernel';

const keyBytes = 32;
/** Half of a SHA-256: as hard to meet by chance as an id. */
const idCharacters = 32;

/** Where the key stands in a data folder: apart from the log, whose events name streams by it. */
export function identityKeyIn(dataDir: string): string {
  return join(dataDir, 'keys', 'identity.key');
}

/** Where it stands beside a backup of the log: who restores the one restores the other. */
export function identityKeyBeside(backup: string): string {
  return `${backup}.identity.key`;
}

/** The keyed hash by which identities' streams are named. */
export class HashedIdentities extends IdentityKeys {
  readonly #key: Buffer;

  constructor(key: Buffer) {
    super();
    this.#key = key;
  }

  override streamIdOf(document: IdentityDocument, number: string): string {
    return createHmac('sha256', this.#key).update(`${document}\n${number}`).digest('hex').slice(0, idCharacters);
  }
}

type Log = Pick<EventStore, 'readAll' | 'readStream'>;

/**
 * The key of a data folder; one is made where the installation has named no identity yet. There is no rotation: another key would name every
 * stream anew, and the old names stand in the log for ever.
 * @throws Error where identities are named already and their key is gone, broken or another's: a tax code could be registered twice.
 */
export async function openIdentityKeys(dataDir: string, log: Log): Promise<HashedIdentities> {
  const file = identityKeyIn(dataDir);
  if (existsSync(file)) {
    const keys = new HashedIdentities(keyIn(file));
    if (!(await fits(keys, log))) throw new Error(`${file} is another installation’s: put back the one that was there`);
    return keys;
  }
  if (await namesIdentities(log)) {
    throw new Error(`${file} is gone, and the log names identities by it: put it back, from ${identityKeyBeside('the backup')} for one`);
  }
  const key = randomBytes(keyBytes);
  written(file, key.toString('base64'));
  return new HashedIdentities(key);
}

/**
 * Identities named by a key that the installation was given.
 * @throws Error where it is no key, or another installation's: a tax code could be registered twice.
 */
export async function identityKeysOf(text: string, log: Log): Promise<HashedIdentities> {
  const key = keyOf(text);
  if (key === null) throw new Error('the identity key is none: give the 32 bytes in base64 that the installation was begun with');
  const keys = new HashedIdentities(key);
  if (!(await fits(keys, log))) throw new Error('the identity key is another installation’s: give the one that this log was begun with');
  return keys;
}

/** Copies the key of a data folder to a place beside a backup. */
export function backUpIdentityKey(dataDir: string, backup: string): void {
  if (existsSync(identityKeyIn(dataDir))) written(identityKeyBeside(backup), keyIn(identityKeyIn(dataDir)).toString('base64'));
}

/** Brings the key beside a backup into a data folder that has none; false where there is none beside it. */
export function restoreIdentityKey(backup: string, dataDir: string): boolean {
  const from = identityKeyBeside(backup);
  if (!existsSync(from)) return false;
  written(identityKeyIn(dataDir), keyIn(from).toString('base64'));
  return true;
}

/** What the error says of a file never holds anything of what stands in it. @throws Error where it is no key to the last character. */
function keyIn(file: string): Buffer {
  const key = keyOf(readFileSync(file, 'utf8').trim());
  if (key !== null) return key;
  throw new Error(`${file} holds no key: put back the one that was there, from ${identityKeyBeside('the backup')} for one`);
}

/** Null where a text is no key to the last character. */
function keyOf(text: string): Buffer | null {
  const key = Buffer.from(text, 'base64');
  return key.length === keyBytes && key.toString('base64') === text ? key : null;
}

/** In so many pages of the log a number is looked for that a key can be tried on; positions say nothing of how many events that is. */
const pagesTried = 100;

/** Whether the log names its first recorded number by this key; true where it tells of none early on. */
async function fits(keys: HashedIdentities, log: Log): Promise<boolean> {
  const types = new Set([CustomerIdentityRecorded.type]);
  let after = 0;
  for (let pages = 0; pages < pagesTried; pages += 1) {
    const page = await log.readAll({ after, types });
    for (const { data } of page.events as readonly RecordedOf<typeof CustomerIdentityRecorded>[]) {
      if (data.to === null) continue;
      const stream = streamOf(IdentityReserved.stream, keys.streamIdOf(data.document, data.to));
      return (await log.readStream(stream, { limit: 1 })).length > 0;
    }
    if (page.atEnd) return true;
    after = page.position;
  }
  return true;
}

async function namesIdentities(log: Log): Promise<boolean> {
  const types = new Set(identityEvents.map((definition) => definition.type));
  for (let after = 0; ;) {
    const page = await log.readAll({ after, types });
    if (page.events.length > 0) return true;
    if (page.atEnd) return false;
    after = page.position;
  }
}

/** Whole and durable under its name, or not there; for nobody's eyes but its owner's. */
function written(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.part`;
  writeFileSync(draft, `${text.trim()}\n`, { mode: 0o600 });
  const descriptor = openSync(draft, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
  renameSync(draft, file);
}
