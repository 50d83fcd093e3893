/** The golden files: for each event type and version one recorded event of that version, and the schema its data had. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson, type EventDefinition, type RecordedEvent } from '@zongheng/kernel';

export const goldenFolder = join(import.meta.dirname, '../golden');

export interface GoldenFile {
  readonly event: RecordedEvent;
  /** JSON Schema of the event's data in this version. */
  readonly schema: unknown;
}

export function goldenName(type: string, version: number): string {
  return `${type}.v${version}.json`;
}

/** The type and version that a golden file's name says; null for a name of another form. */
export function parsedName(name: string): { readonly type: string; readonly version: number } | null {
  const [, type, version] = /^([A-Za-z]+)\.v([1-9]\d*)\.json$/.exec(name) ?? [];
  return type === undefined || version === undefined ? null : { type, version: Number(version) };
}

/** The JSON Schema of an event's data, as it stands in golden files: what has no order there (required, enum) is sorted. */
export function schemaOf(definition: EventDefinition): unknown {
  const text = JSON.stringify(definition.data, (key, value: unknown) => (isUnordered(key, value) ? value.toSorted() : value));
  return JSON.parse(text);
}

function isUnordered(key: string, value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && (key === 'required' || key === 'enum');
}

export function goldenNames(folder = goldenFolder): readonly string[] {
  return existsSync(folder) ? readdirSync(folder).toSorted() : [];
}

export function readGolden(name: string, folder = goldenFolder): GoldenFile {
  const file: GoldenFile = JSON.parse(readFileSync(join(folder, name), 'utf8'));
  return file;
}

/** The event for reading, the schema on one line for comparing. */
export function writeGolden(name: string, { event, schema }: GoldenFile, folder = goldenFolder): void {
  mkdirSync(folder, { recursive: true });
  const shown = JSON.stringify(event, null, 2).replaceAll('\n', '\n  ');
  writeFileSync(join(folder, name), `{\n  "event": ${shown},\n  "schema": ${canonicalJson(schema)}\n}\n`);
}
