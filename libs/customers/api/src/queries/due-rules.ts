import type { ContactIntervals } from '@zongheng/customers-events';
import type { CustomerDocument } from '@zongheng/customers-views';
import { addDays, type BusinessDate, daysBetween } from '@zongheng/kernel';
import { compareText, type Condition } from '@zongheng/read-store';

const fieldOf = { lifecycle: 'stage', segment: 'segment', kind: 'kind' } as const;

/** The customers to whom one rule applies: those that fit it, and none of the rules before it. */
export interface Band {
  readonly days: number;
  readonly where: readonly Condition[];
}

export function bandsOf({ rules, otherwise }: ContactIntervals): readonly Band[] {
  const bands: Band[] = [];
  const earlier: Condition[] = [];
  for (const { by, key, days } of rules) {
    const field = fieldOf[by];
    if (days !== null) bands.push({ days, where: [...earlier, { field, op: 'eq', value: key }] });
    earlier.push({ field, op: 'ne', value: key });
  }
  return otherwise === null ? bands : [...bands, { days: otherwise, where: earlier }];
}

/** A customer who is due: how long their interval is, and since when it has passed. */
export interface Late {
  readonly customer: CustomerDocument;
  readonly intervalDays: number;
  readonly lastContact: BusinessDate | null;
  readonly daysOverdue: number;
  /** How late they are by their own file alone: their place in the list. */
  readonly place: number;
}

/**
 * How late a customer is on a day, where those of a band are due after so many days; null where they are not. The newest contact with any of
 * the files that went into theirs counts; who was never met counts from the day of the file.
 */
export function lateIn(
  band: Band,
  customer: CustomerDocument,
  on: BusinessDate,
  others: readonly (BusinessDate | null)[] = [],
): Late | null {
  const own = customer.measures.lastContact;
  const lastContact = others.reduce(
    (newest, contact) => (contact !== null && (newest === null || contact > newest) ? contact : newest),
    own,
  );
  const due = addDays(on, -band.days);
  const daysOverdue = daysBetween(lastContact ?? customer.registered, due);
  if (daysOverdue <= 0) return null;
  return { customer, intervalDays: band.days, lastContact, daysOverdue, place: daysBetween(own ?? customer.registered, due) };
}

/** Where a customer stands in the list, and where a page ends. */
export interface DuePlace {
  readonly days: number;
  readonly id: string;
}

export function placeOf({ customer, place }: Late): DuePlace {
  return { days: place, id: customer.id };
}

/** The longest silent first; those alike by their ids. */
export function inOrder(one: DuePlace, other: DuePlace): number {
  return other.days - one.days || compareText(one.id, other.id);
}
