import { divideHalfEven } from '@zongheng/kernel';

/** A decimal number as written: `units × 10^-scale`, exact. */
export interface Decimal {
  readonly units: bigint;
  readonly scale: number;
}

/** How numbers are written in a source. */
export interface NumberStyle {
  /** The sign between whole and fraction: `.` (default) or `,`. */
  readonly decimal?: '.' | ',';
  /** What groups thousands: `,` `.` `'` or a space; none by default. Narrow and no-break spaces count as a space. */
  readonly thousands?: ',' | '.' | "'" | ' ';
  /** Texts to leave out around the number: currency signs, units. */
  readonly ignore?: readonly string[];
}

const digitsMax = 40;
const patterns = new Map<string, RegExp>();

/** Reads a decimal number exactly, without floats. Null where the text is none in that style. */
export function decimalOf(text: string, style: NumberStyle = {}): Decimal | null {
  const parts = patternOf(style).exec(bare(text, style));
  if (!parts) return null;
  const [, open, sign, whole = '', fraction = '', close] = parts;
  if ((open === undefined) !== (close === undefined) || (open !== undefined && sign !== '')) return null;
  const grouped = style.thousands === undefined ? whole : whole.replaceAll(style.thousands, '');
  const digits = grouped + fraction;
  if (digits === '' || digits.length > digitsMax) return null;
  const units = BigInt(digits);
  return { units: sign === '-' || open !== undefined ? -units : units, scale: fraction.length };
}

/** `decimal × times` as an integer. Null where a fraction would be left over, unless it is to be rounded (half to even). */
export function integerOf(decimal: Decimal, times: bigint, rounding: 'exact' | 'half-even' = 'exact'): bigint | null {
  const numerator = decimal.units * times;
  const denominator = 10n ** BigInt(decimal.scale);
  if (rounding === 'exact' && numerator % denominator !== 0n) return null;
  return divideHalfEven(numerator, denominator);
}

function bare(text: string, style: NumberStyle): string {
  let rest = text;
  for (const ignored of style.ignore ?? []) rest = rest.replaceAll(ignored, '');
  rest = rest.trim();
  return style.thousands === ' ' ? rest.replace(/[\u00a0\u2009\u202f]/gu, ' ') : rest;
}

/** A negative amount has a sign before it or stands in brackets, as accountants write it. */
function patternOf(style: NumberStyle): RegExp {
  const decimal = style.decimal ?? '.';
  const name = decimal + (style.thousands ?? '');
  let pattern = patterns.get(name);
  if (!pattern) {
    const group = style.thousands === undefined ? '' : `|\\d{1,3}(?:${escaped(style.thousands)}\\d{3})+`;
    pattern = new RegExp(`^(\\()?([+-]?)(\\d+${group}|)(?:${escaped(decimal)}(\\d*))?(\\))?$`, 'u');
    patterns.set(name, pattern);
  }
  return pattern;
}

function escaped(sign: string): string {
  return sign === '.' ? '\\.' : sign;
}
