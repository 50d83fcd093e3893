import { entryOf } from './record.ts';
import { hashOf } from './shard.ts';

/** How many branches a node has, in bits of the key's hash … */
const bits = 4;
/** … and how many entries a leaf may hold before it becomes one. */
const leafMax = 16;
const hashBits = 32;

type Node = string | readonly Node[];

/**
 * A record of any length as a plain JSON value, by the hashes of its keys: setting an entry copies one leaf and the way to it, whatever the
 * length. A leaf is the JSON text of a small record, so that a state of a hundred thousand entries is read from a snapshot as a few thousand
 * texts, of which only those are taken apart that are asked for.
 */
export interface Trie<Value> {
  readonly count: number;
  readonly root: Node;
  /** Never there: it only says what the entries are. */
  readonly holds?: Value;
}

/** A record without entries. */
export function emptyTrie<Value>(): Trie<Value> {
  return { count: 0, root: '' };
}

/** The entry under a key; undefined where there is none. */
export function entryInTrie<Value>(trie: Trie<Value>, key: string): Value | undefined {
  let node = trie.root;
  for (let hash = hashOf(key); typeof node !== 'string'; hash >>>= bits) node = node[hash & 15] ?? '';
  return entryOf(leafOf<Value>(node), key);
}

/** The record with an entry set; the one it came from stays as it was. */
export function withEntryInTrie<Value>(trie: Trie<Value>, key: string, value: Value): Trie<Value> {
  const isNew = entryInTrie(trie, key) === undefined;
  return { count: trie.count + (isNew ? 1 : 0), root: withEntry(trie.root, key, value, hashOf(key), hashBits) };
}

/** All entries, in no particular order. */
export function* entriesInTrie<Value>(trie: Trie<Value>): Generator<readonly [string, Value], void> {
  const waiting: Node[] = [trie.root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (typeof node === 'string') yield* Object.entries(leafOf<Value>(node));
    else waiting.push(...node);
  }
}

function withEntry<Value>(node: Node, key: string, value: Value, hash: number, left: number): Node {
  if (typeof node !== 'string') {
    const at = hash & 15;
    return node.with(at, withEntry(node[at] ?? '', key, value, hash >>> bits, left - bits));
  }
  const leaf = { ...leafOf<Value>(node), [key]: value };
  return left > 0 && Object.keys(leaf).length > leafMax ? branchOf(leaf, hashBits - left) : textOf(leaf);
}

/** A leaf that grew too large, parted by the next bits of its keys' hashes. */
function branchOf<Value>(leaf: Readonly<Record<string, Value>>, used: number): Node {
  const parts = Array.from({ length: 1 << bits }, (): [string, Value][] => []);
  for (const entry of Object.entries(leaf)) parts[(hashOf(entry[0]) >>> used) & 15]?.push(entry);
  return parts.map((part) => {
    const below = Object.fromEntries(part);
    return part.length > leafMax && used + bits < hashBits ? branchOf(below, used + bits) : textOf(below);
  });
}

function textOf(leaf: Readonly<Record<string, unknown>>): string {
  return Object.keys(leaf).length === 0 ? '' : JSON.stringify(leaf);
}

/** Only `textOf` writes leaves. */
function leafOf<Value>(text: string): Readonly<Record<string, Value>> {
  return text === '' ? {} : (JSON.parse(text) as Record<string, Value>);
}
