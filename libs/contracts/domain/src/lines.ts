import { type BusinessDate, minorMax, type Month, type Refusal, isRefusal } from '@zongheng/kernel';
import { type ContractLine, linesMax, type MonthPart, monthsMax, type Split } from '@zongheng/contracts-events';
import type { ProfileFacts } from './facts.ts';
import { refuse } from './refusals.ts';
import { type Rule, splitOver } from './schedule/split.ts';
import { type Days, monthsOf } from './schedule/term.ts';

const quantityMax = 1_000_000_000;

/** How the amount of a line comes to its months. */
export type SplitGiven =
  | { readonly by: Exclude<Split, 'by-profile' | 'as-given'>; readonly amount: number }
  | { readonly by: 'by-profile'; readonly amount: number; readonly profile: ProfileFacts }
  /** Month by month; months left out bring nothing. An amount given too must be their sum. */
  | {
      readonly by: 'as-given';
      readonly amount: number | null;
      readonly months: readonly { readonly month: Month; readonly amount: number }[];
    };

/** A line as a command gives it. Amounts are net, in minor units of the contract’s currency, for all the days of the line. */
export interface LineGiven {
  readonly line: string;
  readonly product: string | null;
  readonly productLine: string;
  readonly quantity: number;
  /** The days it runs; null: from the first, or to the last, of the stretch it is agreed for. */
  readonly from: BusinessDate | null;
  readonly to: BusinessDate | null;
  readonly split: SplitGiven;
}

/** Refuses a stretch of days that is no term. Null where it can be one. */
export function faultOfTerm(term: Days, field: string): Refusal | null {
  if (term.to >= term.from && monthsOf(term).length <= monthsMax) return null;
  return refuse('CONTRACTS.TERM.INVALID', `it would run from ${term.from} to ${term.to}`, { field });
}

/** Given lines split over a stretch of days, which is a term; or the first thing wrong with them. */
export function linesOver(given: readonly LineGiven[], days: Days): ContractLine[] | Refusal {
  if (given.length === 0 || given.length > linesMax) {
    return refuse('CONTRACTS.LINES.COUNT_OUT_OF_RANGE', `there are ${given.length} lines`, { field: '/lines' });
  }
  const lines: ContractLine[] = [];
  for (const [index, each] of given.entries()) {
    const field = `/lines/${index}`;
    if (lines.some(({ line }) => line === each.line)) {
      return refuse('CONTRACTS.LINES.REPEATED', `the line ${each.line} stands twice`, { field: `${field}/line` });
    }
    const line = lineOver(each, days, field);
    if (isRefusal(line)) return line;
    lines.push(line);
  }
  return lines;
}

function lineOver(given: LineGiven, days: Days, field: string): ContractLine | Refusal {
  const { line, product, productLine, quantity, split } = given;
  const own = { from: given.from ?? days.from, to: given.to ?? days.to };
  if (own.from < days.from || own.to > days.to || own.to < own.from) {
    const found = `the line runs from ${own.from} to ${own.to}, the agreement from ${days.from} to ${days.to}`;
    return refuse('CONTRACTS.LINES.DAYS_OUTSIDE', found, { field: given.from === null ? `${field}/to` : `${field}/from` });
  }
  if (!Number.isSafeInteger(quantity) || quantity < 0 || quantity > quantityMax) {
    return refuse('CONTRACTS.LINES.QUANTITY_OUT_OF_RANGE', `the quantity is ${quantity}`, { field: `${field}/quantity` });
  }
  const months = split.by === 'as-given' ? asGiven(split, own, field) : bySplit(split, own, field);
  if (isRefusal(months)) return months;
  const profile = split.by === 'by-profile' ? split.profile : null;
  return {
    line,
    product,
    productLine,
    quantity,
    split: split.by,
    profile: profile?.id ?? null,
    profileRevision: profile?.revision ?? null,
    months,
  };
}

function bySplit(split: Exclude<SplitGiven, { by: 'as-given' }>, own: Days, field: string): MonthPart[] | Refusal {
  const no = outOfRange(split.amount, `${field}/amount`);
  if (no) return no;
  const rule: Rule = split.by === 'by-profile' ? { by: 'by-profile', profile: split.profile } : { by: split.by };
  const months = splitOver(split.amount, own, rule);
  return months ?? refuse('CONTRACTS.PROFILE.WEIGHTLESS', `it gives nothing from ${own.from} to ${own.to}`, { field: `${field}/profile` });
}

function asGiven({ amount, months }: Extract<SplitGiven, { by: 'as-given' }>, own: Days, field: string): MonthPart[] | Refusal {
  const given = new Map<Month, number>();
  const covered = monthsOf(own);
  for (const [index, each] of months.entries()) {
    const at = `${field}/months/${index}`;
    if (given.has(each.month) || covered.every(({ month }) => month !== each.month)) {
      return refuse('CONTRACTS.LINES.MONTH_OUTSIDE', `${each.month} is outside ${own.from} to ${own.to}, or stands twice`, {
        field: `${at}/month`,
      });
    }
    const no = outOfRange(each.amount, `${at}/amount`);
    if (no) return no;
    given.set(each.month, each.amount);
  }
  const sum = months.reduce((total, each) => total + each.amount, 0);
  if (amount !== null && amount !== sum) {
    return refuse('CONTRACTS.LINES.SUM_MISMATCH', `the months sum to ${sum}, the amount is ${amount}`, { field: `${field}/months` });
  }
  return outOfRange(sum, `${field}/months`) ?? covered.map(({ month, from, to }) => ({ month, from, to, amount: given.get(month) ?? 0 }));
}

function outOfRange(amount: number, field: string): Refusal | null {
  if (Number.isSafeInteger(amount) && amount >= 0 && amount <= minorMax) return null;
  return refuse('CONTRACTS.LINES.AMOUNT_OUT_OF_RANGE', `the amount is ${amount}`, { field });
}
