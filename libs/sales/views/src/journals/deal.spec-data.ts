import type { BusinessDate, CustomerId, EmployeeId, UnitId } from '@zongheng/kernel';
import type { Cell, Reached } from '@zongheng/sales-events';

/** A cell for specs: a deal of 宁波电信's data-centre line, with whatever differs. */
export function cellOf(stage: string, since: string, more: Partial<Cell> = {}): Cell {
  return {
    pipeline: 'default',
    stage,
    status: 'open',
    since: since as BusinessDate,
    customer: 'ningbo' as CustomerId,
    owner: 'li' as EmployeeId,
    unit: 'east' as UnitId,
    region: null,
    segment: 'enterprise',
    source: 'own',
    expectedClose: '2026-06-30' as BusinessDate,
    currency: 'CNY',
    lines: [{ line: '1', product: null, productLine: 'data-centre', quantity: 1, amount: 100_00 }],
    reason: null,
    competitor: null,
    ...more,
  };
}

/** What a stage's first entry says of a cell. */
export function reachedFrom(cell: Cell): Reached {
  const { stage, since, customer, owner, unit, region, segment, source } = cell;
  return { stage, since, customer, owner, unit, region, segment, source, productLine: cell.lines[0]?.productLine ?? 'none' };
}
