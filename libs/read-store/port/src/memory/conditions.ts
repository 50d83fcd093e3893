import type { FieldValue } from '@zongheng/kernel';
import { kindOf } from '../checks.ts';
import type { Condition } from '../documents.ts';
import { compareValues } from '../order.ts';

/** Whether a value meets a condition: what every adapter answers, said in plain code. */
export function meets(condition: Condition, value: FieldValue): boolean {
  switch (condition.op) {
    case 'eq':
      return same(value, condition.value);
    case 'ne':
      return !same(value, condition.value);
    case 'in':
      return condition.values.some((each) => same(value, each));
    case 'prefix':
      return typeof value === 'string' && value.startsWith(condition.value.toWellFormed());
    case 'gt':
      return comparable(value, condition.value) && compareValues(value, wellFormed(condition.value)) > 0;
    case 'gte':
      return comparable(value, condition.value) && compareValues(value, wellFormed(condition.value)) >= 0;
    case 'lt':
      return comparable(value, condition.value) && compareValues(value, wellFormed(condition.value)) < 0;
    case 'lte':
      return comparable(value, condition.value) && compareValues(value, wellFormed(condition.value)) <= 0;
  }
}

function same(one: FieldValue, other: FieldValue): boolean {
  return one === wellFormed(other);
}

function comparable(one: FieldValue, other: FieldValue): boolean {
  return one !== null && kindOf(one) === kindOf(other);
}

function wellFormed(value: FieldValue): FieldValue {
  return typeof value === 'string' ? value.toWellFormed() : value;
}
