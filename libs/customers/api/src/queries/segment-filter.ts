import type { SegmentCondition } from '@zongheng/customers-events';
import { countedDays } from '@zongheng/customers-views';
import { addDays, type BusinessDate, type FieldValue } from '@zongheng/kernel';
import type { Condition } from '@zongheng/read-store';

/** The conditions of a segment as the read store is asked them on a day: live, without anything stored of who belongs to it. */
export function filterOf(conditions: readonly SegmentCondition[], today: BusinessDate): readonly Condition[] {
  return conditions.map((condition) => conditionOf(condition, today));
}

function conditionOf({ of, key, is, values }: SegmentCondition, today: BusinessDate): Condition {
  if (of === 'measure' && isDays(key)) return daysOf(countedDays[key], is, values, today);
  // Amounts by currency are indexed beside the attributes.
  const place = of === 'attribute' || key.startsWith('won:') ? { field: key, attribute: true } : { field: key };
  const [value = null] = values;
  switch (is) {
    case 'in':
      return { ...place, op: 'in', values };
    case 'missing':
      return { ...place, op: value === true ? 'eq' : 'ne', value: null };
    case 'prefix':
      return { ...place, op: 'prefix', value: String(value) };
    default:
      return { ...place, op: is, value };
  }
}

function isDays(key: string): key is keyof typeof countedDays {
  return Object.hasOwn(countedDays, key);
}

/** So many days ago: the more days, the earlier the date. */
function daysOf(field: string, is: SegmentCondition['is'], values: readonly FieldValue[], today: BusinessDate): Condition {
  const dates = values.map((days) => (typeof days === 'number' ? addDays(today, -days) : days));
  const [date = null] = dates;
  switch (is) {
    case 'in':
      return { field, op: 'in', values: dates };
    case 'missing':
      return { field, op: date === true ? 'eq' : 'ne', value: null };
    case 'gt':
      return { field, op: 'lt', value: date };
    case 'gte':
      return { field, op: 'lte', value: date };
    case 'lt':
      return { field, op: 'gt', value: date };
    case 'lte':
      return { field, op: 'gte', value: date };
    default:
      return { field, op: is === 'ne' ? 'ne' : 'eq', value: date };
  }
}
