import { defineEvent, Shape, Text, Type } from '@zongheng/kernel';
import { type GoldenFile, goldenName, schemaOf } from './golden-file.ts';
import { complaintsAbout } from './release.ts';
import { sampleOf } from './sample.ts';
import { differencesOf } from './schema-difference.ts';

const ShipNamed = defineEvent({
  type: 'ShipNamed',
  version: 1,
  stream: 'ship',
  meaning: { zh: '船舶命名', en: 'A ship was named' },
  data: Shape({ name: Text(), port: Type.Union([Text(), Type.Null()]) }),
});
const golden = (definition: typeof ShipNamed | typeof renamed): readonly [string, GoldenFile] => [
  goldenName(definition.type, definition.version),
  { event: sampleOf(definition, 0), schema: schemaOf(definition) },
];
const renamed = { ...ShipNamed, data: Shape({ title: Text(), port: Type.Union([Text(), Type.Null()]) }) };

describe('an event that was released', () => {
  it('is fine as long as nothing about it changes', () => {
    expect(complaintsAbout([ShipNamed], new Map([golden(ShipNamed)]))).toEqual([]);
    const reordered = { ...ShipNamed, data: Shape({ port: Type.Union([Text(), Type.Null()]), name: Text() }) };
    expect(complaintsAbout([reordered], new Map([golden(ShipNamed)]))).toEqual([]);
  });

  it('does not change its schema under the same version: the complaint says what changed and how to go on', () => {
    const [complaint, ...others] = complaintsAbout([renamed], new Map([golden(ShipNamed)]));
    expect(others).toEqual([]);
    expect(complaint).toContain('The schema of ShipNamed v1 is not what was released');
    expect(complaint).toContain('/properties/name: was {"maxLength":200');
    expect(complaint).toContain('Make it version 2, with an upcaster { 1: (data) => … }');
    expect(complaint).toContain('node deploy/dev/golden.mjs');
  });

  it.each([
    ['a longer text', Shape({ name: Text(300), port: Type.Union([Text(), Type.Null()]) }), '/properties/name/maxLength: was 200, is 300'],
    ['a member that may be left out', Shape({ name: Text(), port: Type.Optional(Text()) }), '/required/1: was "port", is nothing'],
    [
      'a member more',
      Shape({ name: Text(), port: Type.Union([Text(), Type.Null()]), flag: Text() }),
      '/properties/flag: was nothing, is {"maxLength"',
    ],
  ])('does not change by %s either', (_name, data, difference) => {
    expect(complaintsAbout([{ ...ShipNamed, data }], new Map([golden(ShipNamed)]))[0]).toContain(difference);
  });

  it('may change in a new version, which has a golden file of its own beside the old one', () => {
    const next = { ...renamed, version: 2, upcasters: { 1: (data: never) => data } };
    expect(complaintsAbout([next], new Map([golden(ShipNamed)]))).toEqual([expect.stringContaining('ShipNamed v2 has no golden file')]);
    expect(complaintsAbout([next], new Map([golden(ShipNamed), golden(next)]))).toEqual([]);
  });

  it('keeps its golden files, all of them', () => {
    const next = { ...renamed, version: 2, upcasters: { 1: (data: never) => data } };
    expect(complaintsAbout([ShipNamed], new Map())).toEqual([expect.stringContaining('run node deploy/dev/golden.mjs')]);
    expect(complaintsAbout([next], new Map([golden(next)]))).toEqual([expect.stringContaining('bring it back from the history')]);
  });

  it('does not vanish, and does not go back to an older version', () => {
    expect(complaintsAbout([], new Map([golden(ShipNamed)]))).toEqual([expect.stringContaining('stays readable')]);
    const next = { ...renamed, version: 2, upcasters: { 1: (data: never) => data } };
    const complaints = complaintsAbout([ShipNamed], new Map([golden(ShipNamed), golden(next)]));
    expect(complaints).toEqual([expect.stringContaining('versions only rise')]);
  });

  it('is in the file that bears its name', () => {
    const [, file] = golden(ShipNamed);
    const misnamed = new Map([golden(ShipNamed), ['ShipNamed.json', file] as const]);
    expect(complaintsAbout([ShipNamed], misnamed)).toEqual([expect.stringContaining('is not named')]);
    const swapped = new Map([[goldenName('ShipNamed', 1), { ...file, event: { ...file.event, schemaVersion: 7 } }]]);
    expect(complaintsAbout([ShipNamed], swapped)).toEqual([expect.stringContaining('never edited')]);
  });
});

describe('the difference of two schemas', () => {
  it('is nothing for the same schema written in another order', () => {
    expect(differencesOf({ a: 1, b: [1, { c: 2 }] }, { b: [1, { c: 2 }], a: 1 })).toEqual([]);
  });

  it('is a line for each place, with what stood there and what does', () => {
    expect(differencesOf({ a: 1, b: [1, 2] }, { a: '1', b: [1], d: null })).toEqual([
      '/a: was 1, is "1"',
      '/b/1: was 2, is nothing',
      '/d: was nothing, is null',
    ]);
    expect(differencesOf(1, 2)).toEqual(['/: was 1, is 2']);
  });
});
