/** How many logical shards an installation has, on every engine and for its whole life. */
export const shardCount = 64;

/** 32 bits of a text: FNV-1a over its UTF-16 code units, low byte first, finished with MurmurHash3's mixer. Part of the storage format: it never changes. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    hash = Math.imul(hash ^ (unit & 0xff), 0x01000193);
    hash = Math.imul(hash ^ (unit >>> 8), 0x01000193);
  }
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  hash ^= hash >>> 16;
  return hash >>> 0;
}

/** The shard of an ordering key. Part of the storage format: it never changes. */
export function shardOf(orderingKey: string): number {
  return hashOf(orderingKey) % shardCount;
}
