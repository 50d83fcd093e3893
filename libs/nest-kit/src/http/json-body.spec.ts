import { hazardIn, jsonOf, textOf } from './json-body.ts';

describe('the text of a body', () => {
  it('is UTF-8, a byte order mark left out, and nothing else', () => {
    expect(textOf(Buffer.from('商机 💡'))).toBe('商机 💡');
    expect(textOf(Buffer.from('\ufeff{}'))).toBe('{}');
    expect(textOf(Buffer.from('xx{}yy').subarray(2, 4))).toBe('{}');
    for (const bytes of [[0xff], [0xc3], [0xed, 0xa0, 0x80], [0xc0, 0x80]]) expect(() => textOf(Buffer.from(bytes))).toThrow(/not UTF-8/);
  });
});

describe('JSON from outside', () => {
  it('is taken as it is where there is nothing wrong with it', () => {
    expect(jsonOf('{"a":[1,{"b":"é"}],"c":null}')).toEqual({ a: [1, { b: 'é' }], c: null });
  });

  it('says where its danger stands', () => {
    expect(hazardIn({ a: [{ b: 'x\0y' }] })).toMatchObject({ pointer: '/a/0/b' });
    expect(hazardIn({ a: { ['__proto__x']: 1, constructor: 2 } })).toMatchObject({
      pointer: '/a',
      found: 'the name constructor is not taken',
    });
    expect(hazardIn({ ['a\0']: 1 })).toMatchObject({ found: 'a text holds the character NUL' });
  });

  it('may be nested thirty-two levels deep, and no deeper', () => {
    const nested = (levels: number): unknown => (levels === 0 ? 1 : [nested(levels - 1)]);
    expect(hazardIn(nested(32))).toBeNull();
    expect(hazardIn(nested(33))).toMatchObject({ found: 'the value is nested more than 32 levels deep' });
  });
});
