import {
  type BusinessDate,
  type CustomerId,
  divideHalfEven,
  type EmployeeId,
  isRefusal,
  minorMax,
  type OwnerFacts,
  type Refusal,
  type RegionId,
  type UnitId,
} from '@zongheng/kernel';
import type { PricedLine } from '@zongheng/sales-events';
import { type CustomerFacts, ownerGone, type ProductFacts, productGone } from './facts.ts';
import { refuse } from './refusals.ts';

/** The most lines a quote or an order may have. */
export const pricedLinesMax = 200;
const quantityMax = 1_000_000_000;

/** A line of a quote or an order as a command gives it; amounts in minor units of the whole’s currency. */
export interface PricedLineGiven {
  readonly line: string;
  readonly product: ProductFacts;
  readonly quantity: number;
  /** Null: the list price. */
  readonly unitPrice: number | null;
  /** What was agreed for the line; null: quantity × unit price. */
  readonly amount: number | null;
}

/** For whom, by whom and for what a quote or an order is given. */
export interface Offer {
  readonly customer: CustomerFacts;
  readonly owner: OwnerFacts;
  readonly currency: string;
  readonly lines: readonly PricedLineGiven[];
}

/** What a quote or an order is counted by, as its facts state it. */
export interface Counted {
  readonly customer: CustomerId;
  readonly owner: EmployeeId;
  readonly unit: UnitId;
  readonly region: RegionId | null;
  readonly segment: string | null;
  readonly currency: string;
  readonly lines: PricedLine[];
}

/** What an offer is counted by, its lines priced; or what is wrong with it. */
export function countedOf({ customer, owner, currency, lines }: Offer, on: BusinessDate): Counted | Refusal {
  const gone = ownerGone(owner, on, '/owner');
  if (gone) return gone;
  if (lines.length === 0 || lines.length > pricedLinesMax) {
    return refuse('SALES.LINES.COUNT_OUT_OF_RANGE', `there are ${lines.length} lines, from 1 to ${pricedLinesMax} can be`, {
      field: '/lines',
    });
  }
  const priced: PricedLine[] = [];
  for (const [index, given] of lines.entries()) {
    const line = pricedLine(given, currency, on, `/lines/${index}`);
    if (isRefusal(line)) return line;
    if (priced.some((other) => other.line === line.line)) {
      return refuse('SALES.LINES.REPEATED', `the line ${line.line} stands twice`, { field: `/lines/${index}/line` });
    }
    priced.push(line);
  }
  const { id, region, segment } = customer;
  return { customer: id, owner: owner.id, unit: owner.unit, region, segment, currency, lines: priced };
}

function pricedLine(given: PricedLineGiven, currency: string, on: BusinessDate, field: string): PricedLine | Refusal {
  const { line, product, quantity } = given;
  const gone = productGone(product, on, `${field}/product`);
  if (gone) return gone;
  if (!Number.isSafeInteger(quantity) || quantity < 1 || quantity > quantityMax) {
    return refuse('SALES.LINES.QUANTITY_OUT_OF_RANGE', `the quantity is ${quantity}`, { field: `${field}/quantity` });
  }
  if (given.unitPrice === null && product.price.currency !== currency) {
    const found = `${product.id} is priced in ${product.price.currency}, the whole in ${currency}`;
    return refuse('SALES.LINES.CURRENCY_MIXED', found, { field: `${field}/unitPrice` });
  }
  const unitPrice = given.unitPrice ?? product.price.minor;
  const amount = given.amount ?? unitPrice * quantity;
  const no = outOfRange(unitPrice, `${field}/unitPrice`) ?? outOfRange(amount, `${field}/amount`);
  return no ?? { line, product: product.id, productLine: product.productLine, quantity, unitPrice, amount };
}

function outOfRange(amount: number, field: string): Refusal | null {
  if (Number.isSafeInteger(amount) && amount >= 0 && amount <= minorMax) return null;
  return refuse('SALES.LINES.AMOUNT_OUT_OF_RANGE', `the amount is ${amount}`, { field });
}

/** The part of a line’s amount that goes with its units from one count to another: all parts of a line sum to its amount exactly. */
export function amountBetween({ amount, quantity }: PricedLine, from: number, to: number): number {
  return upTo(amount, quantity, to) - upTo(amount, quantity, from);
}

function upTo(amount: number, quantity: number, count: number): number {
  return Number(divideHalfEven(BigInt(amount) * BigInt(count), BigInt(quantity)));
}
