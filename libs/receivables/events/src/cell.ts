import { CurrencyText, type CustomerId, DateText, Id, MonthText, Shape, type Static, Type, underOwner } from '@zongheng/kernel';

/** Who an account is counted under: its customer (after a merge, the file that stays), who looks after them, and where. */
export const AccountCell = Shape({
  customer: Id<CustomerId>(),
  ...underOwner,
});
export type AccountCell = Static<typeof AccountCell>;

/**
 * The whole cell an amount of an account is counted in: everything a figure can be grouped or filtered by, as it stood at that moment. Credit
 * on account belongs to no invoice: its contract, month and due date are null.
 */
export const Cell = Shape({
  ...AccountCell.properties,
  contract: Type.Union([Id(), Type.Null()]),
  currency: CurrencyText(),
  /** The date the invoice is due. */
  due: Type.Union([DateText(), Type.Null()]),
  /** The month the invoice is for: its revenue is expected in it. */
  month: Type.Union([MonthText(), Type.Null()]),
  disputed: Type.Boolean(),
});
export type Cell = Static<typeof Cell>;

/**
 * One line of what an event does to the balances: from a date on, so much more (or less) stands in a cell. What leaves a cell is negative
 * there and positive where it enters. An entry that comes late, behind changes of the cell, has a posting for each of them.
 */
export const Posting = Shape({
  date: DateText(),
  cell: Cell,
  /** Of open receivables, gross, in minor units. */
  open: Type.Integer(),
  /** Of invoices that are open. */
  invoices: Type.Integer(),
  /** Of credit on account, in minor units. */
  credit: Type.Integer(),
});
export type Posting = Static<typeof Posting>;

/** The most cells one event may move: an account with more of them open at once is moved by several. */
export const postingsMax = 20_000;
export const Postings = Type.Array(Posting, { maxItems: postingsMax });

/** The key of something as part of a document's id: what no id may hold is written `~` and its code in hexadecimal. Different keys stay different. */
export function plainKey(key: string): string {
  return key.replaceAll(/[^A-Za-z0-9_-]/gu, (character) => `~${character.codePointAt(0)?.toString(16) ?? ''}~`);
}

/** The id of something of an account, an invoice or a payment, where it stands beside those of other accounts. */
export function entryId(account: string, key: string): string {
  return `${account}.${plainKey(key)}`;
}
