import { isRefusal, type Refusal } from '@zongheng/kernel';
import { type AmountFields, CountField, IdField, KeyField, MoneyField, type Preparation } from '@zongheng/nest-kit';
import { homeCurrency } from '@zongheng/organisation-events';
import { type LineGiven, type ProductFacts, refuse, type Valuation } from '@zongheng/sales-domain';
import { productFor } from './products.commands.ts';

/** How many lines a list of them may have, and what it is. */
export const someLines = { max: 50, description: 'What it is worth, by line' };

/** One line of a deal, as a request gives it. */
export class LineFields {
  @KeyField({ optional: true, description: 'What the line is called within the deal (default: its number)', example: '1' })
  readonly line?: string;

  @IdField({ optional: true, description: 'A product of the catalogue', example: 'rack' })
  readonly product?: string;

  @KeyField({ optional: true, description: 'The product line, where no product is named yet', example: 'data-centre' })
  readonly productLine?: string;

  @CountField({ optional: true, description: 'How many (default 1)', example: 4 })
  readonly quantity?: number;

  @MoneyField({ optional: true, description: 'What the whole line is worth (default: list price × quantity; 0 without a product)' })
  readonly amount?: AmountFields;
}

/** The valuation that lines give: products looked up, amounts by default from the list price, one currency. */
export async function valuationOf(given: Preparation, lines: readonly LineFields[], currency?: string): Promise<Valuation | Refusal> {
  const priced: { readonly line: LineGiven; readonly currency: string | null }[] = [];
  for (const [index, fields] of lines.entries()) {
    const product = fields.product === undefined ? null : await productFor(given, fields.product, `/lines/${index}/product`);
    if (isRefusal(product)) return product;
    priced.push(lineGiven(fields, index, product));
  }
  const named = [...new Set([currency, ...priced.map((each) => each.currency)].filter((each) => each !== undefined && each !== null))];
  if (named.length > 1) return refuse('SALES.LINES.CURRENCY_MIXED', `the lines are in ${named.join(' and ')}`, { field: '/lines' });
  return { currency: named[0] ?? (await homeCurrency(given)), lines: priced.map((each) => each.line) };
}

function lineGiven(
  fields: LineFields,
  index: number,
  product: ProductFacts | null,
): { readonly line: LineGiven; readonly currency: string | null } {
  const quantity = fields.quantity ?? 1;
  const amount = fields.amount?.minor ?? (product ? product.price.minor * quantity : 0);
  const line = { line: fields.line ?? String(index + 1), product, productLine: fields.productLine ?? null, quantity, amount };
  return { line, currency: fields.amount?.currency ?? product?.price.currency ?? null };
}
