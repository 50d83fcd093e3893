/**
 * The entry of a plain JSON record under a key that people chose; undefined where there is none. Plain indexing would also find what every
 * object inherits: a unit may well be called `constructor`.
 */
export function entryOf<Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
