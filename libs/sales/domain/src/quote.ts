import { type BusinessDate, type Command, datesInOrder, type Decider, type Decision, earliestDate, isRefusal } from '@zongheng/kernel';
import type { QuoteFact } from '@zongheng/sales-events';
import { type Counted, countedOf, type Offer } from './priced-lines.ts';
import { refuse } from './refusals.ts';
import { plannedInPast } from './work.ts';

/** What a quote is, issued or answered. */
export interface IssuedQuote {
  readonly status: 'issued' | 'accepted' | 'expired';
  readonly number: string;
  readonly opportunity: string | null;
  readonly validUntil: BusinessDate;
  readonly counted: Counted;
}

/** A quote as its stream tells it. */
export interface QuoteState {
  /** Null until it is issued. */
  readonly quote: IssuedQuote | null;
  readonly last: BusinessDate;
}

export interface IssueQuote extends Command<'IssueQuote'>, Offer {
  readonly number: string;
  readonly opportunity: string | null;
  /** The last day on which it can be accepted. */
  readonly validUntil: BusinessDate;
}

/** `on` is the date the customer accepted it, up to its last day. */
export interface AcceptQuote extends Command<'AcceptQuote'> {
  readonly note: string | null;
}

/** From the day after its last day on. */
export type ExpireQuote = Command<'ExpireQuote'>;

export type QuoteCommand = IssueQuote | AcceptQuote | ExpireQuote;

export const quoteDecider: Decider<QuoteState, QuoteCommand, QuoteFact> = {
  initialState: () => ({ quote: null, last: earliestDate }),
  evolve,
  decide(state, command) {
    if (command.type === 'IssueQuote') return issue(state, command);
    const { quote, last } = state;
    if (!quote) return refuse('SALES.QUOTE.UNKNOWN', 'nothing was ever issued under this id');
    switch (command.type) {
      case 'AcceptQuote':
        return accept(quote, last, command);
      case 'ExpireQuote':
        return expire(quote, last, command);
    }
  },
};

function evolve({ quote }: QuoteState, fact: QuoteFact): QuoteState {
  const last = fact.businessDate;
  switch (fact.type) {
    case 'QuoteIssued': {
      const { number, opportunity, validUntil, ...counted } = fact.data;
      return { quote: { status: 'issued', number, opportunity, validUntil, counted }, last };
    }
    case 'QuoteAccepted':
      return { quote: quote && { ...quote, status: 'accepted' }, last };
    case 'QuoteExpired':
      return { quote: quote && { ...quote, status: 'expired' }, last };
  }
}

function issue(state: QuoteState, command: IssueQuote): Decision<QuoteFact> {
  const { on, number, opportunity, validUntil } = command;
  if (state.quote) return refuse('SALES.QUOTE.EXISTS', `the quote ${state.quote.number} is ${state.quote.status}`);
  const no = datesInOrder(command, state.last) ?? plannedInPast(validUntil, on, '/validUntil');
  if (no) return no;
  const counted = countedOf(command, on);
  if (isRefusal(counted)) return counted;
  return [{ type: 'QuoteIssued', businessDate: on, data: { number, opportunity, validUntil, ...counted } }];
}

function accept({ status, validUntil, counted }: IssuedQuote, last: BusinessDate, command: AcceptQuote): Decision<QuoteFact> {
  const { on, note } = command;
  if (status === 'accepted') return [];
  if (status === 'expired') return refuse('SALES.QUOTE.CLOSED', `it ran out on ${last}`);
  const no = datesInOrder(command, last);
  if (no) return no;
  if (on > validUntil) return refuse('SALES.QUOTE.OUTDATED', `it was valid until ${validUntil}, the date is ${on}`, { field: '/on' });
  return [{ type: 'QuoteAccepted', businessDate: on, data: { note, ...counted } }];
}

function expire({ status, validUntil, counted }: IssuedQuote, last: BusinessDate, command: ExpireQuote): Decision<QuoteFact> {
  if (status === 'expired') return [];
  if (status === 'accepted') return refuse('SALES.QUOTE.CLOSED', `it was accepted on ${last}`);
  const no = datesInOrder(command, last);
  if (no) return no;
  if (command.on <= validUntil) return refuse('SALES.QUOTE.STILL_VALID', `it is valid until ${validUntil}`, { field: '/on' });
  return [{ type: 'QuoteExpired', businessDate: command.on, data: { validUntil, ...counted } }];
}
