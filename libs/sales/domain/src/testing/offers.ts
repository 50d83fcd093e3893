import { type Offer, type PricedLineGiven } from '../priced-lines.ts';
import { acme, fibre, li, rack } from './people.ts';

/** A line at the list price. */
export const priced = (line: string, quantity: number, given: Partial<PricedLineGiven> = {}): PricedLineGiven => ({
  line,
  product: rack,
  quantity,
  unitPrice: null,
  amount: null,
  ...given,
});

/** Three racks at the list price, and seven fibres for a round sum. */
export const offer: Offer = {
  customer: acme,
  owner: li,
  currency: 'CNY',
  lines: [priced('1', 3), priced('2', 7, { product: fibre, amount: 500_00 })],
};

/** What that offer is counted by. */
export const counted = {
  customer: acme.id,
  owner: li.id,
  unit: li.unit,
  region: acme.region,
  segment: acme.segment,
  currency: 'CNY',
  lines: [
    { line: '1', product: 'rack', productLine: 'data-centre', quantity: 3, unitPrice: 500_00, amount: 1_500_00 },
    { line: '2', product: 'fibre', productLine: 'public-internet', quantity: 7, unitPrice: 100_00, amount: 500_00 },
  ],
};
