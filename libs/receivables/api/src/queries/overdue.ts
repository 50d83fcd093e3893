import { addDays, type BusinessDate, DateText, daysBetween, Id, Key, KeyOf, LabelText, MoneyOf, Shape, Type } from '@zongheng/kernel';
import { CountField, DateField, IdField, IntegerField, queryEndpoint, type QueryContext, ServedDocuments } from '@zongheng/nest-kit';
import type { ReminderLevel } from '@zongheng/receivables-events';
import { accounts, type AccountDocument, type InvoiceDocument, invoices, receivablesPolicies } from '@zongheng/receivables-views';
import { inForce } from './in-force.ts';
import { type PromiseState, promiseStates, stateOfPromised } from './promise-states.ts';

const shownMax = 200;
const accountsMax = 1000;

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

  @IntegerField({ min: 1, max: shownMax }, { optional: true, description: `At most so many (default ${shownMax})`, example: 50 })
  readonly limit?: number;
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
  views: [invoices, accounts, receivablesPolicies],
  title: { zh: '催收工作单', en: 'Overdue' },
  summary: { zh: '逾期发票及下一次催款', en: 'Overdue invoices, the longest overdue first, each with its next reminder' },
  description: {
    zh: '有争议的不列；提醒由人发出并登记（send-reminder），系统不自动发送',
    en: 'Without those disputed. People send reminders and record them (send-reminder); nothing is sent by itself',
  },
  time: 'none',
  params: OverdueParams,
  answer: Shape({ date: DateText(), invoices: Type.Array(Overdue) }),
  table: 'invoices',
  async handle(query, given) {
    const { date = query.asOf, days = 1, limit = shownMax } = query.params;
    const mine = await accountsAsked(query.params, given);
    const overdue = { field: 'overdue', op: 'lte' as const, value: addDays(date, -Math.max(1, days)) };
    const where = mine ? [overdue, { field: 'account', op: 'in' as const, values: mine.map(({ id }) => id) }] : [overdue];
    const found =
      mine?.length === 0
        ? []
        : await given.get(ServedDocuments).find(invoices, {
            where,
            sort: { field: 'overdue', direction: 'asc' },
            limit,
          });
    const { levels } = await inForce(given, { asOf: date, upTo: query.upTo });
    const owners = await ownersOf(found, given);
    return { date, invoices: found.map((invoice) => shownOverdue(invoice, owners.get(invoice.account), date, levels)) };
  },
});

/** The accounts that are asked for; null where all are. */
async function accountsAsked({ account, owner, unit }: OverdueParams, given: QueryContext): Promise<readonly AccountDocument[] | null> {
  if (account === undefined && owner === undefined && unit === undefined) return null;
  const where = [
    ...(account === undefined ? [] : [{ field: 'customer', op: 'eq' as const, value: account }]),
    ...(owner === undefined ? [] : [{ field: 'owner', op: 'eq' as const, value: owner }]),
    ...(unit === undefined ? [] : [{ field: 'unit', op: 'eq' as const, value: unit }]),
    { field: 'isOpen', op: 'eq' as const, value: true },
  ];
  return given.get(ServedDocuments).find(accounts, { where, limit: accountsMax });
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

/** The highest level that is due and not sent, or the first that will be. */
function nextReminder({ due, reminders }: InvoiceDocument, date: BusinessDate, levels: readonly ReminderLevel[]) {
  const last = Math.max(-1, ...reminders.map(({ level }) => levels.findIndex((each) => each.level === level)));
  const left = levels.slice(last + 1).map((level) => ({ ...level, from: addDays(due, level.daysOverdue) }));
  const next = left.findLast(({ from }) => from <= date) ?? left[0];
  if (!next) return null;
  const { level, label, channel, from } = next;
  return { level, label, channel, from, isDue: from <= date };
}
