/** What the golden files hold against today's definitions: each complaint says what is wrong and how to go on. */
import type { EventDefinition } from '@zongheng/kernel';
import { type GoldenFile, goldenName, parsedName, schemaOf } from './golden-file.ts';
import { differencesOf } from './schema-difference.ts';

export function complaintsAbout(definitions: readonly EventDefinition[], golden: ReadonlyMap<string, GoldenFile>): readonly string[] {
  return [
    ...definitions.flatMap((definition) => ofDefinition(definition, golden)),
    ...[...golden].flatMap((file) => ofFile(definitions, file)),
  ];
}

function ofDefinition(definition: EventDefinition, golden: ReadonlyMap<string, GoldenFile>): readonly string[] {
  const versions = Array.from({ length: definition.version }, (_, index) => index + 1);
  const missing = versions.filter((version) => !golden.has(goldenName(definition.type, version)));
  const released = golden.get(goldenName(definition.type, definition.version));
  return [...missing.map((version) => missingGolden(definition, version)), ...(released ? changedSchema(definition, released) : [])];
}

function missingGolden({ type, version: current }: EventDefinition, version: number): string {
  return version === current
    ? `${type} v${version} has no golden file: run node deploy/dev/golden.mjs, read what it wrote, and keep test/golden/${goldenName(type, version)} with the event.`
    : `test/golden/${goldenName(type, version)} is gone, though events of v${version} may be recorded: bring it back from the history.`;
}

function changedSchema(definition: EventDefinition, released: GoldenFile): readonly string[] {
  const { type, version } = definition;
  const differences = differencesOf(released.schema, schemaOf(definition));
  if (differences.length === 0) return [];
  return [
    [
      `The schema of ${type} v${version} is not what was released:`,
      ...differences.map((difference) => `  ${difference}`),
      `Events of v${version} are recorded and others read them. Make it version ${version + 1}, with an upcaster { ${version}: (data) => … }, and run`,
      `node deploy/dev/golden.mjs. (Where v${version} was never released: delete test/golden/${goldenName(type, version)} and run it.)`,
    ].join('\n'),
  ];
}

function ofFile(definitions: readonly EventDefinition[], [name, { event }]: readonly [string, GoldenFile]): readonly string[] {
  const parsed = parsedName(name);
  if (!parsed) return [`test/golden/${name} is not named <Type>.v<version>.json`];
  const definition = definitions.find(({ type }) => type === parsed.type);
  if (!definition)
    return [`${parsed.type} is defined nowhere any more, though it may be recorded: an event that was released stays readable.`];
  if (parsed.version > definition.version)
    return [`${parsed.type} is at v${definition.version}, though v${parsed.version} was released: versions only rise.`];
  if (event.type === parsed.type && event.schemaVersion === parsed.version) return [];
  return [`test/golden/${name} holds ${event.type} v${event.schemaVersion}: a golden file is never edited.`];
}
