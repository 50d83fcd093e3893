import type { FieldValue } from '@zongheng/kernel';

/*
 * Attribute values are stored as texts that order as the values do, a letter for their kind in front: `f0` and `f1`, `n` and sixteen
 * hexadecimal digits, `t` and the text. So one index serves all kinds, and a range of one kind never meets another.
 */

const bytes = new DataView(new ArrayBuffer(8));

/** A value as it is stored and compared. */
export function attributeText(value: string | number | boolean): string {
  switch (typeof value) {
    case 'string':
      return `t${value}`;
    case 'number':
      return `n${sortableHex(value)}`;
    case 'boolean':
      return value ? 'f1' : 'f0';
  }
}

/** The least text above all values of the kind of this one. */
export function aboveKind(value: Exclude<FieldValue, null>): string {
  switch (typeof value) {
    case 'string':
      return 'u';
    case 'number':
      return 'o';
    case 'boolean':
      return 'g';
  }
}

/** The least text of the kind of a value. */
export function kindStart(value: Exclude<FieldValue, null>): string {
  return attributeText(value).slice(0, 1);
}

/** The bits of a double so turned that they order as it does: negative ones inverted, others above them. */
function sortableHex(value: number): string {
  bytes.setFloat64(0, value === 0 ? 0 : value);
  const high = bytes.getUint32(0);
  const low = bytes.getUint32(4);
  const isNegative = high >= 0x80000000;
  const turnedHigh = (isNegative ? ~high : high ^ 0x80000000) >>> 0;
  const turnedLow = (isNegative ? ~low : low) >>> 0;
  return turnedHigh.toString(16).padStart(8, '0') + turnedLow.toString(16).padStart(8, '0');
}
