import { addDays, type BusinessDate, DateText, daysBetween, Id, Key, KeyOf, LabelText, MoneyOf, Shape, Type } from '@zongheng/kernel';
import {
  CountField,
  DateField,
  type FigureQuery,
  IdField,
  Moneys,
  pageEndOf,
  queryEndpoint,
  type QueryContext,
  readerOf,
  ServedDocuments,
  Sum,
} from '@zongheng/nest-kit';
import type { KeyFilter } from '@zongheng/projection';
import type { Condition, PageEnd } from '@zongheng/read-store';
import type { ReminderLevel } from '@zongheng/receivables-events';
import {
  accounts,
  type AccountDocument,
  type InvoiceDocument,
  invoices,
  receivables,
  receivablesPolicies,
} from '@zongheng/receivables-views';
import { AgeingFigures, shownAgeing } from '../figures/ageing.ts';
import { nextReminder } from '../due/next-reminder.ts';
import { inForce } from './in-force.ts';
import { type PromiseState, promiseStates, stateOfPromised } from './promise-states.ts';

/** Of how many accounts invoices are asked for at once. */
const accountsAtOnce = 4_000;

export class OverdueParams {
  @DateField({ optional: true, description: 'The day (default today)', example: '2026-03-02' })
  readonly date?: BusinessDate;

  @IdField({ optional: true, description: 'The customer', example: 'customer-1' })
  readonly account?: string;

  @IdField({ optional: true, description: 'Who looks after the customer', example: 'li-na' })
  readonly owner?: string;

  @IdField({ optional: true, description: 'The unit they belong to', example: 'east' })
  readonly unit?: string;

  @CountField({ optional: true, description: 'At least so many days overdue (default 1)', example: 30 })
  readonly days?: number;
}

const Next = Shape({
  level: Key(),
  label: LabelText(),
  channel: Key(),
  /** The day from which on it is due. */
  from: DateText(),
  isDue: Type.Boolean(),
});
const Overdue = Shape({
  id: Id(),
  account: Id(),
  owner: Type.Union([Id(), Type.Null()]),
  unit: Type.Union([Id(), Type.Null()]),
  number: Key(),
  due: DateText(),
  daysOverdue: Type.Integer(),
  open: MoneyOf(),
  reminders: Type.Integer(),
  promised: Type.Union([Shape({ by: DateText(), state: KeyOf(promiseStates) }), Type.Null()]),
  next: Type.Union([Next, Type.Null()]),
});

/** What is to be urged today: a worklist, for nothing is sent by itself. */
export const overdueEndpoint = queryEndpoint({
  path: 'receivables/overdue',
  views: [invoices, accounts, receivablesPolicies, receivables],
  title: { zh: '催收工作单', en: 'Overdue' },
  summary: { zh: '逾期发票及下一次催款', en: 'Overdue invoices, the longest overdue first, each with its next reminder' },
  description: {
    zh: '列现在未清的，按所给日期计逾期；有争议的不列；合计为全部，发票逐页列出；提醒由人登记（send-reminder），或按规则到期自动登记',
    en: 'What is open now, by the days it is overdue on the date given; without what is disputed. Totals are of all, invoices come in pages. People record reminders (send-reminder), unless the policy says that this happens by itself',
  },
  time: 'none',
  params: OverdueParams,
  answer: Shape({ date: DateText(), totals: Shape({ invoices: Sum, open: Moneys }), invoices: Type.Array(Overdue) }),
  table: 'invoices',
  paged: true,
  async handle(query, given, place) {
    const { date = query.asOf } = query.params;
    const due = addDays(date, -Math.max(1, query.params.days ?? 1));
    const page = await overdueIn(given, query.params, due, { limit: query.limit, after: pageEndOf(place) });
    const { levels } = await inForce(given.get(ServedDocuments), { asOf: date, upTo: query.upTo });
    const owners = await ownersOf(page.invoices, given);
    return {
      date,
      totals: totalOf(query, given, due),
      invoices: page.invoices.map((invoice) => shownOverdue(invoice, owners.get(invoice.account), date, levels)),
      next: page.next,
    };
  },
});

interface PageAsked {
  readonly limit: number;
  readonly after: PageEnd | null;
}

/** Invoices due on a day or before, the longest overdue first: of the accounts asked for, each lot of them in its order, then all in one. */
async function overdueIn(given: QueryContext, params: OverdueParams, due: BusinessDate, { limit, after }: PageAsked) {
  const documents = given.get(ServedDocuments);
  const mine = await accountsAsked(params, documents);
  const where: Condition[] = [{ field: 'overdue', op: 'lte', value: due }];
  const sort = { field: 'overdue', direction: 'asc' } as const;
  const lots: (readonly Condition[])[] = mine ? lotsOf(mine).map((values) => [{ field: 'account', op: 'in', values }]) : [[]];
  const pages = await Promise.all(lots.map((of) => documents.page(invoices, { where: [...where, ...of], sort, limit, after })));
  const found = pages.flatMap((page) => page.documents).toSorted((one, other) => compare(one.due, other.due) || compare(one.id, other.id));
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  const isMore = found.length > limit || pages.some((page) => page.next !== null);
  return { invoices: shown, next: isMore && last ? { value: last.due, key: last.id } : null };
}

/** What is overdue in all, from the books. */
function totalOf({ asOf, upTo, params }: FigureQuery<OverdueParams>, given: QueryContext, due: BusinessDate) {
  const { account, owner, unit } = params;
  const only = Object.entries({ customer: account, owner, unit }).flatMap(([name, key]): [string, KeyFilter][] =>
    key === undefined ? [] : [[name, { keys: new Set([key]) }]],
  );
  const filters = { ...Object.fromEntries(only), due: { to: due }, disputed: { keys: new Set(['no']) } };
  return shownAgeing(new AgeingFigures(readerOf(given, receivables), { asOf, upTo, filters }, []).total());
}

/** The accounts that are asked for; null where all are. */
async function accountsAsked({ account, owner, unit }: OverdueParams, documents: ServedDocuments): Promise<readonly string[] | null> {
  if (account === undefined && owner === undefined && unit === undefined) return null;
  const where: Condition[] = [
    ...(account === undefined ? [] : [{ field: 'customer', op: 'eq' as const, value: account }]),
    ...(owner === undefined ? [] : [{ field: 'owner', op: 'eq' as const, value: owner }]),
    ...(unit === undefined ? [] : [{ field: 'unit', op: 'eq' as const, value: unit }]),
    { field: 'isOpen', op: 'eq', value: true },
  ];
  const keys: string[] = [];
  for await (const page of documents.keysOf(accounts, where)) keys.push(...page);
  return keys;
}

function lotsOf(keys: readonly string[]): readonly (readonly string[])[] {
  return Array.from({ length: Math.ceil(keys.length / accountsAtOnce) }, (_, lot) =>
    keys.slice(lot * accountsAtOnce, (lot + 1) * accountsAtOnce),
  );
}

function compare(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1;
}

async function ownersOf(found: readonly InvoiceDocument[], given: QueryContext): Promise<ReadonlyMap<string, AccountDocument>> {
  const keys = [...new Set(found.map(({ account }) => account))];
  const known = await given.get(ServedDocuments).ask(accounts, (collection) => collection.get(keys));
  // Only the view writes these bodies.
  return new Map([...known].flatMap(([key, { body }]) => (body === null ? [] : [[key, JSON.parse(body) as AccountDocument]])));
}

function shownOverdue(
  invoice: InvoiceDocument,
  account: AccountDocument | undefined,
  date: BusinessDate,
  levels: readonly ReminderLevel[],
) {
  const { id, number, due, open, amount, reminders, promised } = invoice;
  return {
    id,
    account: invoice.account,
    owner: account?.owner ?? null,
    unit: account?.unit ?? null,
    number,
    due,
    daysOverdue: daysBetween(due, date),
    open: { minor: open, currency: amount.currency },
    reminders: reminders.length,
    promised: promised && { by: promised.by, state: stateOfPromised(promised.by, date) satisfies PromiseState },
    next: nextReminder(invoice, date, levels),
  };
}
