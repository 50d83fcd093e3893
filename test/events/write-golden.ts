/** Writes the golden files that are missing, and only those: what was recorded once is never rewritten. */
import { canonicalJson } from '@zongheng/kernel';
import { goldenName, goldenNames, schemaOf, writeGolden } from './golden-file.ts';
import { catalogue, definitions } from './house.ts';
import { sampleOf } from './sample.ts';

const there = new Set(goldenNames());
const revisions = new Map<string, number>();
let written = 0;

for (const definition of definitions) {
  const revision = revisions.get(definition.stream) ?? 0;
  revisions.set(definition.stream, revision + 1);
  const name = goldenName(definition.type, definition.version);
  if (there.has(name)) continue;
  const event = sampleOf(definition, revision);
  const faults = catalogue.faultsOf(event.stream, event.type, event.data);
  if (faults.length > 0) {
    process.stderr.write(`${name}: the sample is off its schema at ${canonicalJson(faults)}: give test/events/words.ts a word for it\n`);
    process.exitCode = 1;
    continue;
  }
  writeGolden(name, { event, schema: schemaOf(definition) });
  process.stdout.write(`wrote test/golden/${name}\n`);
  written += 1;
}
process.stdout.write(`${written} written, ${there.size} there already\n`);
