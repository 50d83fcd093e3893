import type { BusinessDate } from '@zongheng/kernel';
import type { AccountFact, Posting } from '@zongheng/receivables-events';
import { evolve } from './evolve.ts';
import { postingsBetween, type Touched } from './postings.ts';
import type { AccountState } from './state.ts';

/** A fact without what follows from the account before and after it. */
type Unposted<F> = F extends { readonly type: infer Type; readonly data: infer Data }
  ? { readonly type: Type; readonly data: Omit<Data, 'postings'>; readonly businessDate: BusinessDate }
  : never;
/** A fact that moves amounts. */
type Posted = Extract<AccountFact, { readonly data: { readonly postings: readonly Posting[] } }>;

/** What is being decided: the facts so far, and the account after them. */
export class Draft {
  readonly facts: AccountFact[] = [];
  state: AccountState;
  /** Invoices of which more may be open than before, credits of which more may be free. */
  readonly invoices = new Set<string>();
  readonly credits = new Set<string>();

  constructor(state: AccountState) {
    this.state = state;
  }

  /** Records a fact that moves no amount. */
  say(fact: AccountFact): void {
    this.state = evolve(this.state, fact);
    this.facts.push(fact);
  }

  /** Records a fact that moves amounts of what it touches, with its postings. */
  post(fact: Unposted<Posted>, touched: Touched & { readonly credits?: readonly string[] }): void {
    // What `Unposted` left out is put back: first empty, for evolve does not read it, then as it follows.
    const bare = { ...fact, data: { ...fact.data, postings: [] } } as unknown as Posted;
    const after = evolve(this.state, bare);
    const postings = postingsBetween(this.state, after, touched);
    this.facts.push({ ...bare, data: { ...bare.data, postings } } as Posted);
    this.state = after;
    for (const number of touched.invoices ?? []) this.invoices.add(number);
    for (const credit of touched.credits ?? []) this.credits.add(credit);
  }
}
