import { createHash } from 'node:crypto';

/** Ids that follow from a source's own keys: always the same ones, until what bore them was undone. */
export interface Identities {
  idOf(kind: string, parts: readonly string[]): string;
}

/** Which ids an undone import has used up. */
export interface UsedUp {
  has(id: string): boolean;
}

const plainMax = 36;
const plain = /^[A-Za-z0-9][A-Za-z0-9_-]*$/;
const cacheMax = 20_000;

/**
 * `namespace.kind.key`: a key that can stand in an id is taken as it is; of another one the part that can, and a hash that tells it apart.
 * A record that an undo took out of the books gets a new id (`~2`, `~3`) when it is imported again; master data keep theirs.
 */
export function identities(namespace: string, masters: ReadonlySet<string>, usedUp: UsedUp | null): Identities {
  const digested = new Map<string, string>();
  return {
    idOf(kind, parts) {
      const start = `${namespace}.${kind}.`;
      const [only = ''] = parts;
      const isPlain = parts.length === 1 && only.length <= plainMax && plain.test(only);
      const first = start + (isPlain ? only : digestedKey(digested, parts));
      return usedUp === null || masters.has(kind) ? first : unused(first, usedUp);
    },
  };
}

/** Digests cost a microsecond each, and names of customers and people come again and again. */
function digestedKey(known: Map<string, string>, parts: readonly string[]): string {
  const name = parts.length === 1 ? (parts[0] ?? '') : `\0${JSON.stringify(parts)}`;
  let key = known.get(name);
  if (key === undefined) {
    key = slugOf(parts) + digestOf(parts);
    if (known.size >= cacheMax) known.clear();
    known.set(name, key);
  }
  return key;
}

function unused(first: string, usedUp: UsedUp): string {
  let id = first;
  for (let generation = 2; usedUp.has(id); generation += 1) id = `${first}~${generation}`;
  return id;
}

function slugOf(parts: readonly string[]): string {
  const slug = parts
    .join('-')
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, '-')
    .replace(/^-+|-+$/gu, '')
    .slice(0, 19);
  return slug === '' ? '' : `${slug}-`;
}

/** 64 bits: two of a million keys meet with a chance of one in thirty million. */
export function digestOf(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
}
