import { readdirSync, readFileSync } from 'node:fs';
import { canonicalJson, catalogueOf } from '@zongheng/kernel';
import { exchangeEvents, importStream } from './events.ts';

interface Golden {
  readonly data: unknown;
  readonly schema: unknown;
}

const folder = new URL('./golden/', import.meta.url);
const golden = readdirSync(folder).map((file) => {
  const [type = '', version = ''] = file.split('.');
  return { file, type, version: Number(version.slice(1)), ...(JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Golden) };
});
const catalogue = catalogueOf(exchangeEvents);

describe('events of imports as they were once recorded', () => {
  it('are kept for every event and version there is', () => {
    const kept = golden.map(({ type, version }) => `${type} ${version}`);
    expect(kept).toEqual(expect.arrayContaining(exchangeEvents.map(({ type, version }) => `${type} ${version}`)));
  });

  it.each(golden.map((each) => [each.file, each] as const))('%s is read by today’s code', (_file, { type, version, data }) => {
    expect(catalogue.faultsOf(importStream('maven-crm'), type, catalogue.upcast(type, version, data))).toEqual([]);
  });

  it('have the schemas they were released with: another schema is another version', () => {
    const today = golden.filter(({ type, version }) => catalogue.definitions.get(type)?.version === version);
    const changed = today.filter(({ type, schema }) => canonicalJson(catalogue.definitions.get(type)?.data) !== canonicalJson(schema));
    expect(changed.map(({ file }) => file)).toEqual([]);
  });
});
