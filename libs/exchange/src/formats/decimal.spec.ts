import fc from 'fast-check';
import { decimalOf, integerOf, type NumberStyle } from './decimal.ts';

const read = (text: string, style: NumberStyle = {}, times = 100n): bigint | null => {
  const decimal = decimalOf(text, style);
  return decimal === null ? null : integerOf(decimal, times);
};

describe('numbers as text become exact integers', () => {
  it.each([
    ['1054', {}, 105400n],
    ['1054.3', {}, 105430n],
    ['-0.05', {}, -5n],
    ['.5', {}, 50n],
    ['5.', {}, 500n],
    ['1,234,567.89', { thousands: ',' }, 123456789n],
    ['1234567.89', { thousands: ',' }, 123456789n],
    ['1.234.567,89', { thousands: '.', decimal: ',' }, 123456789n],
    ["1'234.50", { thousands: "'" }, 123450n],
    ['1 234,50', { thousands: ' ', decimal: ',' }, 123450n],
    ['1\u00a0234,50', { thousands: ' ', decimal: ',' }, 123450n],
    ['(1,000.25)', { thousands: ',' }, -100025n],
    ['¥ 12.50', { ignore: ['¥'] }, 1250n],
    ['12.50元', { ignore: ['元'] }, 1250n],
    ['9007199254740993.01', {}, 900719925474099301n],
  ] as const)('reads %s', (text, style, minor) => {
    expect(read(text, style)).toBe(minor);
  });

  it.each([['abc'], [''], ['.'], ['1.2.3'], ['1,234'], ['--1'], ['(-1)'], ['(1'], ['1e5'], ['NaN'], ['0x10'], ['1 000']])(
    'is not taken in by %s',
    (text) => {
      expect(read(text)).toBeNull();
    },
  );

  it('takes groups of three digits alone for thousands', () => {
    expect(read('12,34', { thousands: ',' })).toBeNull();
    expect(read('1,2345', { thousands: ',' })).toBeNull();
  });

  it('leaves no fraction of a cent behind in silence', () => {
    const decimal = decimalOf('0.125') ?? { units: 0n, scale: 0 };
    expect(integerOf(decimal, 100n)).toBeNull();
    expect(integerOf(decimal, 100n, 'half-even')).toBe(12n);
  });

  it('gives back every amount that was written with two decimals, however large', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -9_000_000_000_000_000n, max: 9_000_000_000_000_000n }), (minor) => {
        const digits = String(minor < 0n ? -minor : minor).padStart(3, '0');
        const text = `${minor < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
        expect(read(text)).toBe(minor);
      }),
    );
  });

  it('reads amounts grouped by thousands as the same without them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_000_000_000 }), (whole) => {
        expect(read(whole.toLocaleString('en-US'), { thousands: ',' })).toBe(read(String(whole)));
      }),
    );
  });
});
