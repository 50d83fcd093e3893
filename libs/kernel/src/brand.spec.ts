import { idLengthMax, isPlainId } from './brand.ts';
import { entryOf } from './record.ts';

describe('an id', () => {
  it('is letters, digits and _ . ~ -, and begins with a letter or a digit', () => {
    expect(['a', '7', 'c-10023', 'A_b.c~d', 'x'.repeat(idLengthMax)].filter((id) => !isPlainId(id))).toEqual([]);
  });

  it('never plays tricks with paths, scripts or length', () => {
    const tricks = [
      '',
      '.',
      '..',
      'a..b',
      '../a',
      'a/b',
      'a\\b',
      '%2e%2e',
      '-a',
      'a b',
      'a\u0000',
      'a\n',
      '客户',
      'x'.repeat(idLengthMax + 1),
    ];
    expect(tricks.filter(isPlainId)).toEqual([]);
  });
});

describe('an entry of a record', () => {
  it('is what was put there, never what every object inherits', () => {
    const record: Readonly<Record<string, number>> = { a: 1, ['__proto__']: 2 };
    expect(entryOf(record, 'a')).toBe(1);
    expect(entryOf(record, '__proto__')).toBe(2);
    expect(entryOf(record, 'constructor')).toBeUndefined();
    expect(entryOf({}, '__proto__')).toBeUndefined();
  });
});
