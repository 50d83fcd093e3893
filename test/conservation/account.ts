import { addDays, type BusinessDate, type RecordedEvent } from '@zongheng/kernel';
import { cellAt } from '@zongheng/sales-domain/testing';
import { type Cell, movementsOf, type OpportunityFact, type RecordedOpportunityEvent } from '@zongheng/sales-events';

/** What is counted in a group. */
export interface Sums {
  readonly count: number;
  readonly lines: number;
  readonly amount: number;
}

export const dimensions = [
  'pipeline',
  'stage',
  'status',
  'customer',
  'owner',
  'unit',
  'region',
  'segment',
  'source',
  'productLine',
  'product',
  'currency',
  'reason',
  'competitor',
  'expectedClose',
] as const;
export type Dimension = (typeof dimensions)[number];

/** An account of deals one by one: the cell that each stood in on a date, by its own events alone. No journal has a part in it. */
export class Account {
  readonly #deals = new Map<string, OpportunityFact[]>();
  /** Every date on which something was recorded or corrected, and the days around it. */
  readonly dates: readonly BusinessDate[];

  /** @param upTo what was recorded up to this position. */
  constructor(events: readonly RecordedEvent[], upTo: number) {
    const dates = new Set<BusinessDate>();
    for (const event of events) {
      if (event.position > upTo || !event.stream.startsWith('opportunity-')) continue;
      // An opportunity’s stream holds nothing else.
      const fact = event as RecordedOpportunityEvent;
      const known = this.#deals.get(event.stream);
      if (known) known.push(fact);
      else this.#deals.set(event.stream, [fact]);
      for (const { movement } of movementsOf(fact)) for (const days of [-1, 0, 1]) dates.add(addDays(movement.date, days));
    }
    this.dates = [...dates].sort();
  }

  /** The sums of a date by the keys of a dimension; groups in which nothing stands are left out. */
  on(date: BusinessDate, dimension: Dimension): Readonly<Record<string, Sums>> {
    const groups = new Map<string, Sums>();
    for (const facts of this.#deals.values()) {
      const cell = cellAt(facts, date);
      if (!cell) continue;
      for (const [index, line] of cell.lines.entries()) {
        const key = keyOf(cell, index, dimension);
        const { count, lines, amount } = groups.get(key) ?? { count: 0, lines: 0, amount: 0 };
        groups.set(key, { count: count + (index === 0 ? 1 : 0), lines: lines + 1, amount: amount + line.amount });
      }
    }
    return Object.fromEntries([...groups].sort());
  }
}

function keyOf(cell: Cell, index: number, dimension: Dimension): string {
  const line = cell.lines[index];
  const key = dimension === 'productLine' ? line?.productLine : dimension === 'product' ? line?.product : cell[dimension];
  return String(key ?? null);
}
