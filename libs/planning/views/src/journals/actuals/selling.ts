import type { CustomerRegistered } from '@zongheng/customers-events';
import { idOf, type RecordedOf } from '@zongheng/kernel';
import { type Cell, movementsOf, type RecordedOpportunityEvent, type TaskCompleted, type VisitCompleted } from '@zongheng/sales-events';
import { type Actual, actualOf } from './cell.ts';

/** What a deal's event adds to what was won, by line: reopening a deal takes it back on the day it is reopened. */
export function dealActuals(event: RecordedOpportunityEvent): readonly Actual[] {
  return movementsOf(event).flatMap(({ sign, movement: { date, out, in: entered } }) => {
    const won = (cell: Cell | null, direction: 1 | -1): readonly Actual[] => {
      if (cell?.status !== 'won') return [];
      return cell.lines.flatMap(({ productLine, amount }) =>
        actualOf('deals-won', date, date, { ...cell, productLine }, { amount: direction * amount }),
      );
    };
    return [...won(out, sign === 1 ? -1 : 1), ...won(entered, sign)];
  });
}

export function registrationActuals({ stream, businessDate: date, data }: RecordedOf<typeof CustomerRegistered>): readonly Actual[] {
  const place = { ...data.ownership, region: data.details.region, customer: idOf(stream) };
  return actualOf('new-customers', date, date, place, { amount: 1 });
}

/** Whoever was not met was not visited. */
export function visitActuals({ customerId, businessDate: date, data }: RecordedOf<typeof VisitCompleted>): readonly Actual[] {
  if (data.outcome === 'no-show') return [];
  return actualOf('visits-made', date, date, { ...data.by, region: null, customer: customerId ?? null }, { amount: 1 });
}

export function taskActuals({ customerId, businessDate: date, data }: RecordedOf<typeof TaskCompleted>): readonly Actual[] {
  return actualOf('tasks-completed', date, date, { ...data.by, region: null, customer: customerId ?? null }, { amount: 1 });
}
