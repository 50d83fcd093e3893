import { type BusinessDate, minorMax, type Refusal } from '@zongheng/kernel';
import type { Line } from '@zongheng/sales-events';
import { type ProductFacts, productGone } from './facts.ts';
import { refuse } from './refusals.ts';

/** The product line of a deal of which nothing is known yet. */
export const unspecifiedProductLine = 'unspecified';

/** The most lines one deal may have. */
export const linesMax = 50;
const quantityMax = 1_000_000_000;

/** A line as a command gives it: of a listed product, or, where none is known yet, of a product line alone. */
export interface LineGiven {
  readonly line: string;
  readonly product: ProductFacts | null;
  /** Counts only where there is no product; null: not known yet. */
  readonly productLine: string | null;
  readonly quantity: number;
  /** In minor units of the valuation's currency, for the whole line. */
  readonly amount: number;
}

/** What a deal is worth, by line; no line: nothing is known yet. */
export interface Valuation {
  readonly currency: string;
  readonly lines: readonly LineGiven[];
}

/** The first thing wrong with given lines; null where they can stand. Products that were on the deal before may have been retired since. */
export function faultOfLines(lines: readonly LineGiven[], on: BusinessDate, before: readonly Line[] = []): Refusal | null {
  if (lines.length > linesMax) {
    return refuse('SALES.LINES.TOO_MANY', `there are ${lines.length} lines, the most is ${linesMax}`, { field: '/lines' });
  }
  for (let index = 0; index < lines.length; index += 1) {
    const given = lines[index];
    if (!given) continue;
    const no = faultOfLine(given, index, on, before) ?? repeated(lines, given, index);
    if (no) return no;
  }
  return null;
}

function faultOfLine({ product, quantity, amount }: LineGiven, index: number, on: BusinessDate, before: readonly Line[]): Refusal | null {
  const field = `/lines/${index}`;
  if (!Number.isSafeInteger(amount) || amount < 0 || amount > minorMax) {
    return refuse('SALES.LINES.AMOUNT_OUT_OF_RANGE', `the amount is ${amount}`, { field: `${field}/amount` });
  }
  if (!Number.isSafeInteger(quantity) || quantity < 0 || quantity > quantityMax) {
    return refuse('SALES.LINES.QUANTITY_OUT_OF_RANGE', `the quantity is ${quantity}`, { field: `${field}/quantity` });
  }
  if (product === null || before.some((line) => line.product === product.id)) return null;
  return productGone(product, on, `${field}/product`);
}

function repeated(lines: readonly LineGiven[], given: LineGiven, index: number): Refusal | null {
  for (let earlier = 0; earlier < index; earlier += 1) {
    if (lines[earlier]?.line === given.line) {
      return refuse('SALES.LINES.REPEATED', `the line ${given.line} stands twice`, { field: `/lines/${index}/line` });
    }
  }
  return null;
}

/** The lines of a cell: the leading one (the greatest amount, the first among equals) first, the others as given; at least one. */
export function linesOf(given: readonly LineGiven[]): Line[] {
  if (given.length === 0) return [{ line: '1', product: null, productLine: unspecifiedProductLine, quantity: 0, amount: 0 }];
  const lines = given.map(({ line, product, productLine, quantity, amount }) => ({
    line,
    product: product?.id ?? null,
    productLine: product?.productLine ?? productLine ?? unspecifiedProductLine,
    quantity,
    amount,
  }));
  let leading = 0;
  for (let index = 1; index < lines.length; index += 1) {
    if ((lines[index]?.amount ?? 0) > (lines[leading]?.amount ?? 0)) leading = index;
  }
  if (leading > 0) lines.unshift(...lines.splice(leading, 1));
  return lines;
}

/** Whether two deals are worth the same, line by line; the order of the lines says nothing. */
export function sameLines(one: readonly Line[], other: readonly Line[]): boolean {
  return one.length === other.length && one.every((line) => other.some((candidate) => sameLine(line, candidate)));
}

function sameLine(one: Line, other: Line): boolean {
  return (
    one.line === other.line &&
    one.product === other.product &&
    one.productLine === other.productLine &&
    one.quantity === other.quantity &&
    one.amount === other.amount
  );
}
