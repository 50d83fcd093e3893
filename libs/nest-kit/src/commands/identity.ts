import { hash } from 'node:crypto';
import { canonicalJson } from '@zongheng/kernel';

/** Parts of a derived name, kept apart by a character that stands in none of them. */
const separator = '\n';

/** A UUID (version 8) out of the first 128 bits of a SHA-256: the same parts give the same id, in every process and for ever. */
export function derivedId(...parts: readonly string[]): string {
  const digest = hash('sha256', parts.join(separator), 'hex');
  const variant = '89ab'.charAt(Number.parseInt(digest.charAt(16), 16) & 3);
  return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-8${digest.slice(13, 16)}-${variant}${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
}

/** The id of a new aggregate. */
export function aggregateIdOf(commandType: string, key: string): string {
  return derivedId('aggregate', commandType, key);
}

/** The id of the event that a command records at a revision: the revision keeps it unique even where an old key, long forgotten, comes again. */
export function eventIdOf(stream: string, mark: string, revision: number): string {
  return derivedId('event', stream, mark, String(revision));
}

/** 128 bits of the SHA-256 of a body's canonical JSON, in base64url: enough to tell a retry from another command under the same key. */
export function bodyHashOf(body: unknown): string {
  return hash('sha256', canonicalJson(body), 'base64url').slice(0, 22);
}

/** How a command's key stands in its events: its scope is the command's type and the stream. */
export function markOf(commandType: string, key: string): string {
  return `${commandType}:${key}`;
}

const keyPattern = /^[\x21-\x7e]{1,200}$/;

/** Whether a text can be an idempotency key: 1 to 200 printable ASCII characters, no spaces. */
export function isIdempotencyKey(text: string): boolean {
  return keyPattern.test(text);
}
