import { Id, Key, MonthText, Shape, type Static, Type } from '@zongheng/kernel';
import type { Movement } from '@zongheng/contracts-events';

/** What a line of a contract brings in one month, in minor units of the contract's currency. */
export const ScheduledMonth = Shape({
  month: MonthText(),
  line: Key(),
  product: Type.Union([Id(), Type.Null()]),
  productLine: Key(),
  amount: Type.Integer(),
});
export type ScheduledMonth = Static<typeof ScheduledMonth>;

/** A schedule after some movement, or (sign -1) after it was taken back: by month, then by line; what sums to zero is left out. */
export function scheduleAfter(
  schedule: readonly ScheduledMonth[],
  { out, in: entered }: Pick<Movement, 'out' | 'in'>,
  sign: 1 | -1,
): ScheduledMonth[] {
  const months = new Map(schedule.map((scheduled) => [placeOf(scheduled), scheduled]));
  for (const cell of out) add(months, cell, -sign);
  for (const cell of entered) add(months, cell, sign);
  return [...months.entries()]
    .filter(([, { amount }]) => amount !== 0)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([, scheduled]) => scheduled);
}

function add(months: Map<string, ScheduledMonth>, cell: Movement['in'][number], sign: number): void {
  for (const { line, product, productLine, months: parts } of cell.lines) {
    for (const part of parts) {
      const scheduled = { month: part.month, line, product, productLine, amount: sign * part.amount };
      const place = placeOf(scheduled);
      const before = months.get(place);
      months.set(place, before ? { ...before, amount: before.amount + scheduled.amount } : scheduled);
    }
  }
}

function placeOf({ month, line, product, productLine }: Omit<ScheduledMonth, 'amount'>): string {
  return JSON.stringify([month, line, productLine, product]);
}
