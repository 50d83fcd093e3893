import { type LineGiven, refuse, type SplitGiven } from '@zongheng/contracts-domain';
import { linesMax, monthsMax, type Split, splits } from '@zongheng/contracts-events';
import { type BusinessDate, isRefusal, minorMax, type Month, type Refusal } from '@zongheng/kernel';
import { CountField, DateField, IdField, IntegerField, KeyField, ListField, MonthField, OneOf, type Preparation } from '@zongheng/nest-kit';
import { productLineFor } from './references.ts';
import { profileFor } from './split-profile.commands.ts';

const amount = { min: 0, max: minorMax };

class MonthFields {
  @MonthField({ description: 'The month', example: '2026-04' })
  readonly month!: Month;

  @IntegerField(amount, { description: 'Its net revenue, in minor units', example: 7_200_000 })
  readonly amount!: number;
}

/** One line of a contract, as a request gives it. */
export class ContractLineFields {
  @KeyField({ optional: true, description: 'What the line is called within the contract (default: its number)', example: '1' })
  readonly line?: string;

  @IdField({ optional: true, description: 'A product of the catalogue', example: 'rack' })
  readonly product?: string;

  @KeyField({ optional: true, description: 'The product line, where no product is named', example: 'data-centre' })
  readonly productLine?: string;

  @CountField({ optional: true, description: 'How many (default 1)', example: 12 })
  readonly quantity?: number;

  @IntegerField(amount, {
    optional: true,
    description: 'Net, in minor units, for all its days (default: the sum of its months)',
    example: 86_400_000,
  })
  readonly amount?: number;

  @OneOf(splits, {
    optional: true,
    description: 'How it comes to its months (default: as given where months are, by the profile where one is, else equal)',
    example: 'equal',
  })
  readonly split?: Split;

  @IdField({ optional: true, description: 'The split profile', example: 'summer-peak' })
  readonly profile?: string;

  @ListField(() => MonthFields, { optional: true, min: 1, max: monthsMax, description: 'Month by month' })
  readonly months?: readonly MonthFields[];

  @DateField({ optional: true, description: 'The first day it runs (default: that of the agreement)', example: '2026-04-01' })
  readonly from?: BusinessDate;

  @DateField({ optional: true, description: 'The last day it runs (default: that of the agreement)', example: '2027-03-31' })
  readonly to?: BusinessDate;
}

export const someLines = { min: 1, max: linesMax };

/** Lines with what they name looked up. */
export async function linesOf(given: Preparation, lines: readonly ContractLineFields[]): Promise<readonly LineGiven[] | Refusal> {
  const found: LineGiven[] = [];
  for (const [index, fields] of lines.entries()) {
    const field = `/lines/${index}`;
    const productLine = await productLineOf(given, fields, field);
    if (isRefusal(productLine)) return productLine;
    const split = await splitOf(given, fields, field);
    if (isRefusal(split)) return split;
    const { line = String(index + 1), product = null, quantity = 1, from = null, to = null } = fields;
    found.push({ line, product, productLine, quantity, from, to, split });
  }
  return found;
}

async function productLineOf(given: Preparation, { product, productLine }: ContractLineFields, field: string): Promise<string | Refusal> {
  if (product !== undefined) return productLineFor(given, product, `${field}/product`);
  return (
    productLine ??
    refuse('CONTRACTS.PRODUCT.LINE_MISSING', 'neither a product nor a product line is named', { field: `${field}/productLine` })
  );
}

async function splitOf(given: Preparation, fields: ContractLineFields, field: string): Promise<SplitGiven | Refusal> {
  const { months, profile, amount: whole } = fields;
  const by = fields.split ?? (months ? 'as-given' : profile === undefined ? 'equal' : 'by-profile');
  if (by === 'as-given' && months)
    return { by, amount: whole ?? null, months: months.map((each) => ({ month: each.month, amount: each.amount })) };
  if (by === 'as-given' || whole === undefined) {
    return refuse('CONTRACTS.LINES.AMOUNT_MISSING', `it is split ${by}, without ${by === 'as-given' ? 'months' : 'an amount'}`, {
      field: `${field}/amount`,
    });
  }
  if (by !== 'by-profile') return { by, amount: whole };
  const found = await profileFor(given, profile ?? '', `${field}/profile`);
  return isRefusal(found) ? found : { by, amount: whole, profile: found };
}
