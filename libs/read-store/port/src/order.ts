import type { FieldValue } from '@zongheng/kernel';

/**
 * Compares two texts by their bytes in UTF-8, which is the order of code points: negative, zero or positive. JavaScript's own order (UTF-16
 * code units) puts 😀 before ｱ, so adapters that compare in JavaScript use this.
 */
export function compareText(one: string, other: string): number {
  const length = Math.min(one.length, other.length);
  for (let index = 0; index < length; index += 1) {
    const left = one.charCodeAt(index);
    const right = other.charCodeAt(index);
    if (left !== right) return weightOf(left) - weightOf(right);
  }
  return one.length - other.length;
}

/** Surrogates stand for code points above U+FFFF, so they weigh more than every unit that stands for itself. */
function weightOf(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit > 0xdfff ? unit - 0x800 : unit + 0x2000;
}

/** Compares two values of one kind: null is lowest, false comes before true. */
export function compareValues(one: FieldValue, other: FieldValue): number {
  if (one === null || other === null) return Number(one !== null) - Number(other !== null);
  if (typeof one === 'string' && typeof other === 'string') return compareText(one, other);
  return Number(one) - Number(other);
}

/**
 * The least text above all that start with a prefix, in the order of `compareText`: `ab` → `ac`. Null where there is none (an empty prefix,
 * or one of U+10FFFF only).
 */
export function afterPrefix(prefix: string): string | null {
  const points = [...prefix];
  for (let index = points.length - 1; index >= 0; index -= 1) {
    const point = points[index]?.codePointAt(0) ?? 0;
    if (point === 0x10ffff) continue;
    const next = point === 0xd7ff ? 0xe000 : point + 1;
    return points.slice(0, index).join('') + String.fromCodePoint(next);
  }
  return null;
}
