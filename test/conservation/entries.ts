import { addDays, type BusinessDate } from '@zongheng/kernel';
import { openOn } from '@zongheng/receivables-domain/testing';
import type { AccountCell, AccountFact, RecordedAccountEvent } from '@zongheng/receivables-events';

/** What stands in a group: open of invoices, how many these are, and credit on account. */
export interface Standing {
  readonly open: number;
  readonly invoices: number;
  readonly credit: number;
}

export const dimensions = ['customer', 'owner', 'unit', 'region'] as const;
export type Dimension = (typeof dimensions)[number];

/** Accounts entry by entry: what each owes on a date by its own facts alone, and under whom it stood then. No posting has a part in it. */
export class Entries {
  readonly #accounts = new Map<string, AccountFact[]>();
  /** Every date on which something is recorded, and the days around it. */
  readonly dates: readonly BusinessDate[];

  /** @param upTo what was recorded up to this position. */
  constructor(events: readonly RecordedAccountEvent[], upTo: number) {
    const dates = new Set<BusinessDate>();
    for (const event of events) {
      if (event.position > upTo) continue;
      this.#accounts.set(event.stream, [...(this.#accounts.get(event.stream) ?? []), event]);
      for (const days of [-1, 0, 1]) dates.add(addDays(event.businessDate, days));
    }
    this.dates = [...dates].toSorted();
  }

  /** What stands on a date by the keys of a dimension; groups in which nothing stands are left out. */
  on(date: BusinessDate, dimension: Dimension): Readonly<Record<string, Standing>> {
    const groups = new Map<string, Standing>();
    for (const facts of this.#accounts.values()) {
      const cell = cellOn(facts, date);
      if (!cell) continue;
      const key = String(cell[dimension]);
      const before = groups.get(key) ?? { open: 0, invoices: 0, credit: 0 };
      const { open, invoices, credit } = standingOn(facts, date);
      groups.set(key, { open: before.open + open, invoices: before.invoices + invoices, credit: before.credit + credit });
    }
    return Object.fromEntries([...groups].filter(([, { open, credit }]) => open !== 0 || credit !== 0).toSorted());
  }
}

function standingOn(facts: readonly AccountFact[], date: BusinessDate): Standing {
  const numbers = new Set(facts.flatMap((fact) => (fact.type === 'InvoiceIssued' ? [fact.data.number] : [])));
  const each = [...numbers].map((number) => openOn(facts, number, date));
  const open = each.reduce((sum, amount) => sum + amount, 0);
  return { open, invoices: each.filter((amount) => amount > 0).length, credit: open - owedOn(facts, date) };
}

/** What a customer owes on a date, all in all. */
function owedOn(facts: readonly AccountFact[], date: BusinessDate): number {
  return facts.reduce((sum, fact) => {
    const from = fact.type === 'InvoiceVoided' ? fact.data.since : fact.businessDate;
    return from > date ? sum : sum + owedBy(fact);
  }, 0);
}

function owedBy(fact: AccountFact): number {
  switch (fact.type) {
    case 'InvoiceIssued':
    case 'InvoiceReinstated':
    case 'PaymentReversed':
    case 'CreditNoteReversed':
    case 'CreditRefunded':
      return fact.data.gross;
    case 'InvoiceVoided':
    case 'InvoiceWrittenOff':
    case 'PaymentReceived':
    case 'CreditNoteIssued':
    case 'RefundReversed':
      return -fact.data.gross;
    default:
      return 0;
  }
}

/** Under whom an account stood on a date: what its first entry says, then what each move says from its day on. */
function cellOn(facts: readonly AccountFact[], date: BusinessDate): AccountCell | null {
  const first = facts.find((fact) => fact.type === 'InvoiceIssued' || fact.type === 'PaymentReceived');
  const moved = facts.findLast((fact) => fact.type === 'AccountReclassified' && fact.businessDate <= date);
  return moved?.type === 'AccountReclassified' ? moved.data.to : (first?.data.to ?? null);
}
