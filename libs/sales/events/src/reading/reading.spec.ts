import { businessDate, foldOf } from '@zongheng/kernel';
import type { OpportunityFact } from '../opportunity.ts';
import { opportunityReference } from './opportunity.ts';
import { productReference } from './product.ts';

const on = businessDate('2026-03-01');

describe('what others know of sales', () => {
  it('is whose an opportunity is, until it is voided', () => {
    const opened = { type: 'OpportunityOpened', businessDate: on, data: { to: { customer: 'acme' } } } as unknown as OpportunityFact;
    const moved = {
      type: 'OpportunityMovedToCustomer',
      businessDate: on,
      data: { to: { customer: 'hope' } },
    } as unknown as OpportunityFact;
    const voided = { type: 'OpportunityVoided', businessDate: on, data: {} } as unknown as OpportunityFact;
    expect(foldOf(opportunityReference.fold, [])).toBeNull();
    expect(foldOf(opportunityReference.fold, [opened])).toEqual({ customer: 'acme' });
    expect(foldOf(opportunityReference.fold, [opened, moved])).toEqual({ customer: 'hope' });
    expect(foldOf(opportunityReference.fold, [opened, voided])).toBeNull();
  });

  it('is the product line of a product, whatever became of its price', () => {
    const price = { minor: 100, currency: 'CNY' };
    const listed = { type: 'ProductListed', businessDate: on, data: { name: 'VPN', productLine: 'vpn', unit: 'line', price } } as const;
    const cheaper = { type: 'ProductPriceChanged', businessDate: on, data: { from: price, to: price, reason: null } } as const;
    expect(foldOf(productReference.fold, [cheaper])).toBeNull();
    expect(foldOf(productReference.fold, [listed, cheaper])).toEqual({ productLine: 'vpn' });
  });
});
