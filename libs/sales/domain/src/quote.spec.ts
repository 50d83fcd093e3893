import { specification } from '@zongheng/kernel/testing';
import type { QuoteFact } from '@zongheng/sales-events';
import { type AcceptQuote, type ExpireQuote, type IssueQuote, quoteDecider } from './quote.ts';
import { counted, offer, priced } from './testing/offers.ts';
import { date, modem, on, zhao } from './testing/people.ts';

const spec = specification(quoteDecider);
const head = { number: 'Q-2026-001', opportunity: 'deal', validUntil: date('2026-02-28') };
const issuing = (given: Partial<IssueQuote> = {}): IssueQuote => ({ type: 'IssueQuote', ...on('2026-01-05'), ...head, ...offer, ...given });
const accepting = (day: string): AcceptQuote => ({ type: 'AcceptQuote', ...on(day), note: null });
const expiring = (day: string): ExpireQuote => ({ type: 'ExpireQuote', ...on(day) });
const issued: QuoteFact = { type: 'QuoteIssued', businessDate: date('2026-01-05'), data: { ...head, ...counted } };
const accepted: QuoteFact = { type: 'QuoteAccepted', businessDate: date('2026-02-28'), data: { note: null, ...counted } };
const expired: QuoteFact = {
  type: 'QuoteExpired',
  businessDate: date('2026-03-01'),
  data: { validUntil: head.validUntil, ...counted },
};

describe('a quote', () => {
  it('is issued at list prices, where no other price or amount was agreed', () => {
    spec.given().when(issuing()).then(issued);
    spec.given(issued).when(issuing()).thenRefused('SALES.QUOTE.EXISTS');
  });

  it.each<[string, string, Partial<IssueQuote>]>([
    ['a last day gone by', 'SALES.PLANNED_DATE_PAST', { validUntil: date('2026-01-04') }],
    ['no lines', 'SALES.LINES.COUNT_OUT_OF_RANGE', { lines: [] }],
    ['too many lines', 'SALES.LINES.COUNT_OUT_OF_RANGE', { lines: Array.from({ length: 201 }, (_, index) => priced(String(index), 1)) }],
    ['a line twice', 'SALES.LINES.REPEATED', { lines: [priced('1', 1), priced('1', 2)] }],
    ['nothing of a product', 'SALES.LINES.QUANTITY_OUT_OF_RANGE', { lines: [priced('1', 0)] }],
    ['a negative price', 'SALES.LINES.AMOUNT_OUT_OF_RANGE', { lines: [priced('1', 1, { unitPrice: -1 })] }],
    [
      'more money than there is',
      'SALES.LINES.AMOUNT_OUT_OF_RANGE',
      { lines: [priced('1', 1_000_000_000, { unitPrice: 9_000_000_000_000 })] },
    ],
    ['a list price in another currency', 'SALES.LINES.CURRENCY_MIXED', { currency: 'USD' }],
    [
      'a retired product',
      'SALES.PRODUCT.RETIRED',
      { ...on('2026-03-01'), validUntil: date('2026-03-31'), lines: [priced('1', 1, { product: modem })] },
    ],
    ['an owner who has left', 'SALES.OWNER.LEFT', { ...on('2026-03-01'), validUntil: date('2026-03-31'), owner: zhao }],
    ['a date to come', 'DATE.IN_FUTURE', on('2026-07-01')],
  ])('is refused with %s', (_, code, given) => {
    spec.given().when(issuing(given)).thenRefused(code);
  });

  it('is accepted up to its last day', () => {
    spec.given(issued).when(accepting('2026-02-28')).then(accepted);
    spec.given(issued).whenRepeated(accepting('2026-02-28')).thenNothing();
    spec.given(issued).when(accepting('2026-03-01')).thenRefused('SALES.QUOTE.OUTDATED');
    spec.given(issued, expired).when(accepting('2026-03-01')).thenRefused('SALES.QUOTE.CLOSED');
    spec.given(issued).when(accepting('2026-01-04')).thenRefused('DATE.BEFORE_LAST');
    spec.given().when(accepting('2026-01-04')).thenRefused('SALES.QUOTE.UNKNOWN');
  });

  it('runs out after its last day', () => {
    spec.given(issued).when(expiring('2026-03-01')).then(expired);
    spec.given(issued).whenRepeated(expiring('2026-03-01')).thenNothing();
    spec.given(issued).when(expiring('2026-02-28')).thenRefused('SALES.QUOTE.STILL_VALID');
    spec.given(issued, accepted).when(expiring('2026-03-01')).thenRefused('SALES.QUOTE.CLOSED');
    spec.given(issued).when(expiring('2026-07-01')).thenRefused('DATE.IN_FUTURE');
    spec.given().when(expiring('2026-03-01')).thenRefused('SALES.QUOTE.UNKNOWN');
  });
});
