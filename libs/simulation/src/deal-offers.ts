import { addDays, type BusinessDate } from '@zongheng/kernel';
import type { SimulatedCustomer } from './customers.ts';
import { offered, type SimulatedLine } from './deal-lines.ts';
import { after, type DealSetting, type Diary } from './diary.ts';

/** A quote that was issued, until it is answered. */
export interface OpenQuote {
  readonly lines: readonly SimulatedLine[];
  readonly validUntil: BusinessDate;
}

/** Quotes the lines, valid for a month or two. */
export function issueQuote(
  { random }: DealSetting,
  diary: Diary,
  customer: SimulatedCustomer,
  on: BusinessDate,
  lines: readonly SimulatedLine[],
): OpenQuote {
  const validUntil = addDays(on, random.between(30, 75));
  const number = `SIM-Q-${diary.number}`;
  diary.enter('quote', 'IssueQuote', on, {
    number,
    customer: customer.id,
    opportunity: diary.idOf('deal'),
    validUntil,
    lines: offered(lines),
  });
  return { lines, validUntil };
}

/** The customer takes the quote, where it is still good; says whether. */
export function acceptQuote(diary: Diary, quote: OpenQuote, on: BusinessDate): boolean {
  const isGood = on <= quote.validUntil;
  if (isGood) diary.enter('quote', 'AcceptQuote', on, {});
  else expireQuote(diary, quote);
  return isGood;
}

/** Nobody took it: it runs out. */
export function expireQuote(diary: Diary, { validUntil }: OpenQuote): void {
  diary.enter('quote', 'ExpireQuote', addDays(validUntil, 1), {});
}

/** An order for what was won: delivered in one part or two; a few are cancelled. */
export function placeOrder(
  { random }: DealSetting,
  diary: Diary,
  customer: SimulatedCustomer,
  won: BusinessDate,
  { lines, quoted }: { readonly lines: readonly SimulatedLine[]; readonly quoted: boolean },
): void {
  const placed = after(won, random.between(0, 5));
  diary.enter('order', 'PlaceOrder', placed, {
    number: `SIM-O-${diary.number}`,
    customer: customer.id,
    opportunity: diary.idOf('deal'),
    ...(quoted ? { quote: diary.idOf('quote') } : {}),
    lines: offered(lines),
  });
  const delivered = after(placed, random.skewed(30, 0.5));
  if (random.chance(0.04)) return diary.enter('order', 'CancelOrder', delivered, { reason: '客户取消建设' });
  const half = Math.floor((lines[0]?.quantity ?? 0) / 2);
  if (half > 0 && random.chance(0.35)) diary.enter('order', 'FulfilOrder', delivered, { parts: [{ line: '1', quantity: half }] });
  diary.enter('order', 'FulfilOrder', after(delivered, random.between(0, 20)), {});
}
