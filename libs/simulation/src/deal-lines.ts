import type { Carrier, SimulatedProduct } from './carrier.ts';
import type { SimulatedCustomer } from './customers.ts';
import type { Random } from './random.ts';

/** A line of a deal as its commands carry it. */
export interface SimulatedLine {
  readonly product: string;
  readonly quantity: number;
  readonly amount: { readonly minor: number; readonly currency: 'CNY' };
}

/** What a customer may want: one product, or two different ones. */
export function linesOf(random: Random, carrier: Carrier, customer: SimulatedCustomer): SimulatedLine[] {
  const shares = carrier.products.map((product) => [product, product.share] as const);
  const first = random.weighted(shares);
  const second = random.chance(0.25) ? random.weighted(shares) : first;
  const wanted = second.id === first.id ? [first] : [first, second];
  return wanted.map((product) => lineOf(random, product, customer.size));
}

/** The same lines at another price: a price that stayed would be no news, and whoever told it again after the deal closed would be refused. */
export function revalued(random: Random, lines: readonly SimulatedLine[]): SimulatedLine[] {
  const perMille = random.between(780, 1250);
  return lines.map((line) => {
    const minor = wholeYuan((line.amount.minor * perMille) / 1000);
    return { ...line, amount: { ...line.amount, minor: minor === line.amount.minor ? minor + oneYuan : minor } };
  });
}

/** The lines as quotes and orders name them: numbered, the amount agreed for each in minor units. */
export function offered(lines: readonly SimulatedLine[]): readonly object[] {
  return lines.map(({ product, quantity, amount }, index) => ({ line: String(index + 1), product, quantity, amount: amount.minor }));
}

function lineOf(random: Random, product: SimulatedProduct, size: number): SimulatedLine {
  const quantity = Math.max(1, Math.min(400, Math.round(random.skewed(3 * size, 0.8))));
  const perMille = random.between(820, 1000);
  return { product: product.id, quantity, amount: { minor: wholeYuan((product.price * quantity * perMille) / 1000), currency: 'CNY' } };
}

const oneYuan = 100;

function wholeYuan(minor: number): number {
  return Math.round(minor / oneYuan) * oneYuan;
}
