import { type CustomerId, DateText, documentView, Id, idOf, Shape, type Static, Type, underOwner } from '@zongheng/kernel';
import { type AccountCell, accountEvents, type RecordedAccountEvent } from '@zongheng/receivables-events';

const Sum = Type.Integer();

/** What stands on an account in one currency, in minor units. */
const Balance = Shape({
  currency: Type.String(),
  open: Sum,
  invoices: Sum,
  /** Credit on account. */
  credit: Sum,
  /** What the customer owes, without what stands on account. */
  balance: Sum,
});

export const AccountDocument = Shape({
  id: Id<CustomerId>(),
  /** The file it is counted under: another one after a merge. */
  customer: Id<CustomerId>(),
  ...underOwner,
  balances: Type.Array(Balance),
  isOpen: Type.Boolean(),
  opened: DateText(),
  lastPayment: Type.Union([DateText(), Type.Null()]),
  revision: Type.Integer({ minimum: 0 }),
});
export type AccountDocument = Static<typeof AccountDocument>;

const opening: readonly string[] = ['InvoiceIssued', 'PaymentReceived'];

export const accounts = documentView<AccountDocument, RecordedAccountEvent>({
  name: 'accounts',
  version: 1,
  meaning: { zh: '客户账户', en: 'Customer accounts' },
  handles: accountEvents.map(({ type }) => type),
  keysOf: (event) => [idOf(event.stream)],
  evolve(account, event) {
    const before = account ?? begun(event);
    return before && { ...posted(followed(before, event), event), revision: event.revision };
  },
  fields: { customer: 'text', owner: 'text', unit: 'text', region: 'text', isOpen: 'flag', lastPayment: 'text' },
  indexes: [['customer'], ['owner', 'isOpen'], ['unit', 'isOpen'], ['region', 'isOpen'], ['isOpen'], ['lastPayment']],
  index: ({ customer, owner, unit, region, isOpen, lastPayment }) => ({ fields: { customer, owner, unit, region, isOpen, lastPayment } }),
});

/** An account begins with its first invoice or payment. */
function begun(event: RecordedAccountEvent): AccountDocument | null {
  if (!opening.includes(event.type) || !('to' in event.data) || !('customer' in event.data.to)) return null;
  const { customer, owner, unit, region } = event.data.to;
  const id = idOf(event.stream) as CustomerId;
  const { businessDate: opened, revision } = event;
  return { id, customer, owner, unit, region, balances: [], isOpen: false, opened, lastPayment: null, revision };
}

function followed(account: AccountDocument, event: RecordedAccountEvent): AccountDocument {
  switch (event.type) {
    case 'AccountReclassified':
      return { ...account, ...cellOf(event.data.to) };
    case 'PaymentReceived': {
      const { lastPayment } = account;
      const isLatest = lastPayment === null || event.businessDate > lastPayment;
      return isLatest ? { ...account, lastPayment: event.businessDate } : account;
    }
    default:
      return account;
  }
}

function cellOf({ customer, owner, unit, region }: AccountCell): AccountCell {
  return { customer, owner, unit, region };
}

function posted(account: AccountDocument, event: RecordedAccountEvent): AccountDocument {
  if (!('postings' in event.data)) return account;
  const balances = new Map(account.balances.map((balance) => [balance.currency, balance]));
  for (const { cell, open, invoices, credit } of event.data.postings) {
    const before = balances.get(cell.currency) ?? { open: 0, invoices: 0, credit: 0 };
    const now = { open: before.open + open, invoices: before.invoices + invoices, credit: before.credit + credit };
    balances.set(cell.currency, { currency: cell.currency, ...now, balance: now.open - now.credit });
  }
  const sorted = [...balances.values()].toSorted((one, other) => (one.currency < other.currency ? -1 : 1));
  return { ...account, balances: sorted, isOpen: sorted.some(({ open, credit }) => open !== 0 || credit !== 0) };
}
