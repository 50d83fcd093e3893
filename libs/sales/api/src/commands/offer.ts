import { type CustomerId, type EmployeeId, isRefusal, minorMax, type Refusal } from '@zongheng/kernel';
import { CountField, CurrencyField, IdField, IntegerField, KeyField, ListField, type Preparation } from '@zongheng/nest-kit';
import { homeCurrency } from '@zongheng/organisation-events';
import { type Offer, type PricedLineGiven, refuse } from '@zongheng/sales-domain';
import { productFor } from './products.commands.ts';
import { customerFor, ownerFor } from './references.ts';

export class PricedLineFields {
  @KeyField({ optional: true, description: 'What the line is called (default: its number)', example: '1' })
  readonly line?: string;

  @IdField({ description: 'A product of the catalogue', example: 'rack' })
  readonly product!: string;

  @CountField({ description: 'How many', example: 4 })
  readonly quantity!: number;

  @IntegerField(
    { min: 0, max: minorMax },
    { optional: true, description: 'Minor units for one (default: the list price)', example: 7_000_000 },
  )
  readonly unitPrice?: number;

  @IntegerField(
    { min: 0, max: minorMax },
    { optional: true, description: 'Minor units agreed for the line (default: quantity × unit price)' },
  )
  readonly amount?: number;
}

/** For whom, by whom and for what a quote or an order is. */
export class OfferFields {
  @IdField({ description: 'The customer', example: 'customer-1' })
  readonly customer!: CustomerId;

  @IdField({ optional: true, description: 'Who answers for it (default: who looks after the customer)', example: 'li-na' })
  readonly owner?: EmployeeId;

  @CurrencyField({ optional: true, description: 'The currency (default: that of the list prices)', example: 'CNY' })
  readonly currency?: string;

  @ListField(() => PricedLineFields, { min: 1, max: 200, description: 'What is offered' })
  readonly lines!: readonly PricedLineFields[];
}

/** An offer with what it names looked up; one currency for all lines. */
export async function offerOf(body: OfferFields, given: Preparation): Promise<Offer | Refusal> {
  const customer = await customerFor(given, body.customer);
  if (isRefusal(customer)) return customer;
  const owner = await ownerFor(given, body.owner ?? customer.owner);
  if (isRefusal(owner)) return owner;
  const lines: PricedLineGiven[] = [];
  for (const [index, { line, product: id, quantity, unitPrice, amount }] of body.lines.entries()) {
    const product = await productFor(given, id, `/lines/${index}/product`);
    if (isRefusal(product)) return product;
    lines.push({ line: line ?? String(index + 1), product, quantity, unitPrice: unitPrice ?? null, amount: amount ?? null });
  }
  const currencies = [...new Set(lines.map((line) => line.product.price.currency))];
  if (body.currency === undefined && currencies.length > 1) {
    return refuse('SALES.LINES.CURRENCY_MIXED', `the list prices are in ${currencies.join(' and ')}`, { field: '/lines' });
  }
  return { customer, owner, currency: body.currency ?? currencies[0] ?? (await homeCurrency(given)), lines };
}
