import fc from 'fast-check';
import { canonicalJson } from './canonical-json.ts';

describe('canonical JSON', () => {
  it('writes members by the code units of their keys, without white space, and leaves out what is undefined', () => {
    expect(canonicalJson({ b: 1, a: [true, null, '中'], 10: 1, 9: 2, é: 0, B: undefined })).toBe(
      '{"10":1,"9":2,"a":[true,null,"中"],"b":1,"é":0}',
    );
  });

  it('is the same text whatever order the members were set in', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.nat(), (value, seed) => {
        const members = Object.entries(value);
        const turned = [...members.slice(seed % (members.length + 1)), ...members.slice(0, seed % (members.length + 1))].toReversed();
        expect(canonicalJson(Object.fromEntries(turned))).toBe(canonicalJson(value));
      }),
    );
  });

  it('reads back as the same value, and says it in the same bytes again', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        const text = canonicalJson(value);
        const read: unknown = JSON.parse(text);
        expect(read).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(read)).toBe(text);
      }),
    );
  });

  it('keeps emoji, four-byte Chinese and control characters, and has one zero', () => {
    expect(canonicalJson('😀𠮷\u0000\n"')).toBe('"😀𠮷\\u0000\\n\\""');
    expect(canonicalJson(-0)).toBe('0');
  });

  it('writes a gap in a list as null, as JSON does', () => {
    expect(canonicalJson([1, undefined, 2])).toBe('[1,null,2]');
  });

  it('refuses a value that is not there', () => {
    expect(() => canonicalJson(undefined)).toThrow(TypeError);
  });

  it.each([
    ['a bigint', 1n],
    ['a function', () => 1],
    ['a symbol', Symbol('a')],
    ['NaN', Number.NaN],
    ['infinity', Number.POSITIVE_INFINITY],
  ])('refuses %s, wherever it stands', (_name, value) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
    expect(() => canonicalJson({ a: [{ b: value }] })).toThrow(TypeError);
  });
});
