import { createHmac, randomBytes } from 'node:crypto';
import { closeSync, copyFileSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { IdentityKeys } from '@zongheng/customers-api';
import { type IdentityDocument, identityEvents } from '@zongheng/customers-events';
import type { EventStore } from '@zongheng/event-store';

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

/**
 * The key of a data folder; one is made where the installation has named no identity yet.
 * @throws Error where identities are named already and their key is gone: another key would let a tax code be registered twice.
 */
export async function openIdentityKeys(dataDir: string, log: Pick<EventStore, 'readAll'>): Promise<HashedIdentities> {
  const file = identityKeyIn(dataDir);
  if (existsSync(file)) return new HashedIdentities(keyIn(file));
  if (await namesIdentities(log)) {
    throw new Error(`${file} is gone, and the log names identities by it: put it back, from ${identityKeyBeside('the backup')} for one`);
  }
  const key = randomBytes(keyBytes);
  written(file, key.toString('base64'));
  return new HashedIdentities(key);
}

/** Copies the key of a data folder to a place beside a backup. */
export function backUpIdentityKey(dataDir: string, backup: string): void {
  if (existsSync(identityKeyIn(dataDir))) written(identityKeyBeside(backup), readFileSync(identityKeyIn(dataDir), 'utf8'));
}

/** Brings the key beside a backup into a data folder that has none; false where there is none beside it. */
export function restoreIdentityKey(backup: string, dataDir: string): boolean {
  const from = identityKeyBeside(backup);
  if (!existsSync(from)) return false;
  keyIn(from);
  mkdirSync(dirname(identityKeyIn(dataDir)), { recursive: true });
  copyFileSync(from, identityKeyIn(dataDir));
  return true;
}

function keyIn(file: string): Buffer {
  const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'base64');
  if (key.length !== keyBytes) throw new Error(`${file} holds no key: put back the one that was there`);
  return key;
}

async function namesIdentities(log: Pick<EventStore, 'readAll'>): Promise<boolean> {
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
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.part`;
  writeFileSync(draft, `${text.trim()}\n`, { mode: 0o600 });
  const descriptor = openSync(draft, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
  renameSync(draft, file);
}
