import type { CustomerId, RegionId } from '@zongheng/kernel';
import { commanding, date } from '@zongheng/kernel/testing';
import type { CustomerFacts } from '../facts.ts';
import type { LineGiven, SplitGiven } from '../lines.ts';

export { date, li, wang, zhao } from '@zongheng/kernel/testing';

/** Today in every spec: far enough after the dates the stories tell of. */
export const today = date('2027-12-31');

/** Who commands, when: on a date, told today. */
export const on = commanding(today);

export const acme: CustomerFacts = { id: 'acme' as CustomerId, region: 'sichuan' as RegionId, segment: 'industry' };

/** A line of racks. */
export function racks(split: SplitGiven | number, more: Partial<LineGiven> = {}): LineGiven {
  const given: SplitGiven = typeof split === 'number' ? { by: 'equal', amount: split } : split;
  return { line: '1', product: 'rack', productLine: 'data-centre', quantity: 1, from: null, to: null, split: given, ...more };
}

/** A line of private lines. */
export function vpn(amount: number, more: Partial<LineGiven> = {}): LineGiven {
  return { line: '2', product: null, productLine: 'vpn', quantity: 1, from: null, to: null, split: { by: 'by-days', amount }, ...more };
}
