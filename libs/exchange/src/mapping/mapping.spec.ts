import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { simpleMapping } from '../testing/import-kit.ts';
import { compileMapping } from './compile.ts';
import { MappingError } from './faults.ts';
import { mappingJsonSchema } from './schema.ts';
import { loadMapping, shippedMappings } from './shipped.ts';

const validate = new Ajv2020({ strict: false }).compile(mappingJsonSchema());

function faultsOf(document: unknown): readonly (readonly [string, string, string])[] {
  try {
    compileMapping(document);
    return [];
  } catch (error) {
    if (!(error instanceof MappingError)) throw error;
    return error.faults.map(({ pointer, found, remedy }) => [pointer, found, remedy] as const);
  }
}

describe('a mapping', () => {
  it('is told everything that is wrong with it: where, what stands there, what to do', () => {
    const body = {
      a: { $datum: '{x}' },
      b: { $map: 'sector', of: '{x}' },
      c: '{x',
      d: { $date: '{x}', format: 'yy-mm' },
      e: { $id: 'nobody', of: '{x}' },
    };
    expect(faultsOf(simpleMapping(body))).toEqual([
      ['/steps/0/commands/0/body/a', 'there is no operator $datum', expect.stringContaining('$date')],
      ['/steps/0/commands/0/body/b/$map', 'there is no map "sector"', expect.any(String)],
      ['/steps/0/commands/0/body/c', 'the brace at 1 names no column', expect.any(String)],
      ['/steps/0/commands/0/body/d/format', expect.stringContaining('"y"'), 'correct the format'],
      ['/steps/0/commands/0/body/e/$id', 'there is no kind of record "nobody"', 'give one of thing'],
    ]);
  });

  it.each([
    ['a member that is not known', { extra: 1 }, '/extra', '"extra" is not known here'],
    ['a name that cannot stand in a stream', { mapping: 'My Mapping' }, '/mapping', '"My Mapping" stands here'],
    ['steps that are none', { steps: [] }, '/steps', '[] stands here'],
  ])('is refused with %s', (_what, change, pointer, found) => {
    expect(faultsOf({ ...simpleMapping({}), ...change })).toEqual([[pointer, found, expect.any(String)]]);
    expect(validate({ ...simpleMapping({}), ...change })).toBe(false);
  });

  it('is refused where a member is missing or of the wrong type', () => {
    const { meaning: _meaning, ...rest } = simpleMapping({}) as Record<string, unknown>;
    expect(faultsOf(rest)).toEqual([['/meaning', '"meaning" is missing', 'add it']]);
    expect(faultsOf({ ...simpleMapping({}), maps: { m: { values: { a: {} } } } })).toEqual([
      ['/maps/m/values/a', '{} stands here', expect.stringContaining('string')],
    ]);
    expect(faultsOf([])).toHaveLength(1);
    expect(faultsOf(null)).toHaveLength(1);
  });

  it.each([
    ['/steps/0/from', { step: { from: 'nowhere' } }],
    ['/steps/0/join/j/input', { step: { join: { j: { input: 'nowhere', by: 'a', key: '{key}' } } } }],
    [
      '/steps/0/commands/1',
      {
        step: {
          commands: [
            { command: 'Do', body: {} },
            { command: 'Do', body: {} },
          ],
        },
      },
    ],
    ['/steps/0/commands/0/when', { step: { commands: [{ command: 'Do', when: { sometimes: true }, body: {} }] } }],
    ['/steps/0/commands/0/when/first', { step: { commands: [{ command: 'Do', when: { first: true }, body: {} }] } }],
    ['/steps/0/commands/0/when/found', { step: { commands: [{ command: 'Do', when: { found: 'x' }, body: {} }] } }],
    ['/steps/0/key', { step: { group: { by: '{key}', order: '{key}' } } }],
    ['/inputs/rows/delimiter', { input: { delimiter: 'ab' } }],
    ['/inputs/rows/columns/a', { input: { header: false, columns: { a: 'A' } } }],
  ])('is refused where it names what is not there, or says what cannot be: %s', (pointer, more) => {
    expect(faultsOf(simpleMapping({}, more)).map(([at]) => at)[0]).toBe(pointer);
  });

  it('has a JSON Schema that stands in a file for editors', () => {
    const file: unknown = JSON.parse(readFileSync(new URL('../../schema/mapping.schema.json', import.meta.url), 'utf8'));
    expect(file).toEqual(JSON.parse(JSON.stringify(mappingJsonSchema())));
  });

  it.each(shippedMappings())('%s ships, is valid by the schema, and can be compiled', (name) => {
    const document = loadMapping(name);
    expect(validate(document)).toBe(true);
    expect(faultsOf(document)).toEqual([]);
    expect(compileMapping(document).name).toBe(name);
  });

  it('stands on the page about importing as an example that works', () => {
    const page = readFileSync(new URL('../../../../docs/importing.md', import.meta.url), 'utf8');
    const [, example = ''] = /```json\n(\{\n {2}"\$schema"[\s\S]*?)```/u.exec(page) ?? [];
    const document: unknown = JSON.parse(example);
    expect(faultsOf(document)).toEqual([]);
    expect(validate(document)).toBe(true);
  });

  it('that nobody knows, or that is no JSON, is refused with the names that are known', () => {
    expect(() => loadMapping('maven')).toThrow('maven-crm');
    expect(() => loadMapping(new URL(import.meta.url).pathname)).toThrow('is not JSON');
  });
});
