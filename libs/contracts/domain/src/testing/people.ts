import {
  type BusinessDate,
  businessDate,
  type CommandContext,
  type CustomerId,
  type EmployeeId,
  type Instant,
  type RegionId,
  type UnitId,
} from '@zongheng/kernel';
import type { CustomerFacts, OwnerFacts } from '../facts.ts';
import type { LineGiven, SplitGiven } from '../lines.ts';

/** Today in every spec: far enough after the dates the stories tell of. */
export const today = businessDate('2027-12-31');

export const date = (text: string): BusinessDate => businessDate(text);

/** Who commands, when: on a date, told today. */
export function on(text: string): CommandContext {
  return { on: businessDate(text), today, now: '2027-12-31T08:00:00.000Z' as Instant, actor: 'spec' };
}

export const acme: CustomerFacts = { id: 'acme' as CustomerId, region: 'sichuan' as RegionId, segment: 'industry' };

export const li: OwnerFacts = { id: 'li' as EmployeeId, unit: 'north' as UnitId, left: null };
export const wang: OwnerFacts = { id: 'wang' as EmployeeId, unit: 'south' as UnitId, left: null };
/** Left on the first of March. */
export const zhao: OwnerFacts = { id: 'zhao' as EmployeeId, unit: 'north' as UnitId, left: date('2026-03-01') };

/** A line of racks. */
export function racks(split: SplitGiven | number, more: Partial<LineGiven> = {}): LineGiven {
  const given: SplitGiven = typeof split === 'number' ? { by: 'equal', amount: split } : split;
  return { line: '1', product: 'rack', productLine: 'data-centre', quantity: 1, from: null, to: null, split: given, ...more };
}

/** A line of private lines. */
export function vpn(amount: number, more: Partial<LineGiven> = {}): LineGiven {
  return { line: '2', product: null, productLine: 'vpn', quantity: 1, from: null, to: null, split: { by: 'by-days', amount }, ...more };
}
