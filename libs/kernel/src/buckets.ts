import { entryOf } from './record.ts';
import { shardOf } from './shard.ts';

/**
 * A large record as a plain JSON value, in 64 buckets by the shard of its keys: setting an entry copies one bucket, not all. For states of
 * thousands of entries that are folded from their first fact on, where copying all each time takes seconds.
 */
export type Buckets<Value> = Readonly<Record<string, Readonly<Record<string, Value>>>>;

/** The entry under a key; undefined where there is none. */
export function entryIn<Value>(buckets: Buckets<Value>, key: string): Value | undefined {
  const bucket = buckets[String(shardOf(key))];
  return bucket && entryOf(bucket, key);
}

/** The record without an entry; the one it came from stays as it was. */
export function withoutEntryIn<Value>(buckets: Buckets<Value>, key: string): Buckets<Value> {
  const bucket = String(shardOf(key));
  if (entryIn(buckets, key) === undefined) return buckets;
  const kept = Object.fromEntries(Object.entries(buckets[bucket] ?? {}).filter(([other]) => other !== key));
  if (Object.keys(kept).length > 0) return { ...buckets, [bucket]: kept };
  return Object.fromEntries(Object.entries(buckets).filter(([other]) => other !== bucket));
}

/** The record with an entry set; the one it came from stays as it was. */
export function withEntryIn<Value>(buckets: Buckets<Value>, key: string, value: Value): Buckets<Value> {
  const bucket = String(shardOf(key));
  return { ...buckets, [bucket]: { ...buckets[bucket], [key]: value } };
}
