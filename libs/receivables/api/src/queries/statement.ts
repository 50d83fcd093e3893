import { addDays, type BusinessDate, DateText, Id, isPlainId, MoneyOf, Shape, Type } from '@zongheng/kernel';
import { pageEndOf, periodOf, ProblemError, queryEndpoint, type QueryContext, readerOf, ServedDocuments, Sum } from '@zongheng/nest-kit';
import { type AccountDocument, accounts, ledger, LedgerEntry, receivables } from '@zongheng/receivables-views';
import type { Condition } from '@zongheng/read-store';

const flows = ['invoiced', 'credited', 'received', 'refunded', 'writtenOff'] as const;

const Line = Shape({ ...LedgerEntry.properties, balance: Sum });
/** The whole period in one currency: opening + invoiced − credited − received + refunded − written off = closing. */
const Statement = Shape({
  currency: Type.String(),
  opening: MoneyOf(),
  invoiced: MoneyOf(),
  credited: MoneyOf(),
  received: MoneyOf(),
  refunded: MoneyOf(),
  writtenOff: MoneyOf(),
  closing: MoneyOf(),
});

/** What a customer is sent: what they owed, what came, what they owe. What was applied to what moves nothing of it. */
export const statementEndpoint = queryEndpoint({
  path: 'customers/:id/statement',
  views: [ledger, receivables, accounts],
  title: { zh: '对账单', en: 'Statement of account' },
  summary: { zh: '客户对账单：期初、往来、期末', en: 'The statement of a customer’s account: opening balance, entries, closing balance' },
  description: {
    zh: '合计为整个期间；分录逐页列出，每条附当时余额；客户合并后，含并入客户的账户，旧编号同样可查',
    en: 'The sums are of the whole period; entries come in pages, each with the balance after it. Of a customer whose file others went into, their accounts too, by either id',
  },
  time: 'period',
  answer: Shape({
    customer: Id(),
    accounts: Type.Array(Id()),
    from: DateText(),
    to: DateText(),
    statements: Type.Array(Statement),
    entries: Type.Array(Line),
  }),
  table: 'entries',
  paged: true,
  async handle(query, given, place) {
    const { from, to } = periodOf(query);
    const { customer, accounts: ids } = await accountsOf(given);
    const where: Condition[] = [
      { field: 'account', op: 'in', values: [...ids] },
      { field: 'date', op: 'gte', value: from },
      { field: 'date', op: 'lte', value: to },
      { field: 'amount', op: 'ne', value: 0 },
      { field: 'position', op: 'lte', value: query.upTo },
    ];
    const sort = { field: 'date', direction: 'asc' } as const;
    const documents = given.get(ServedDocuments);
    const page = await documents.page(ledger, { where, sort, limit: query.limit, after: pageEndOf(place) });
    const opening = balances(given, ids, addDays(from, -1), query.upTo);
    const closing = balances(given, ids, to, query.upTo);
    const passed = flowsIn(given, ids, { from, to, upTo: query.upTo });
    const currencies = [...new Set([...opening.keys(), ...passed.keys(), ...closing.keys()])].toSorted();
    const before = place === null ? opening : balancesIn(place);
    const { entries, after } = withBalances(page.documents, before);
    return {
      customer,
      accounts: ids,
      from,
      to,
      statements: currencies.map((currency) => {
        const money = (minor: number | undefined) => ({ minor: minor ?? 0, currency });
        const sums = Object.fromEntries(flows.map((name) => [name, money(passed.get(currency)?.[name])]));
        return { currency, opening: money(opening.get(currency)), ...sums, closing: money(closing.get(currency)) };
      }),
      entries,
      next: page.next && { ...page.next, balances: Object.fromEntries(after) },
    };
  },
});

/** The most accounts that one statement is of: a file has one, and few files are merged into one. */
const accountsMax = 500;

/** The customer who is asked for by their id, or by that of a file that went into theirs, and their accounts. @throws ProblemError where there is none. */
async function accountsOf(given: QueryContext): Promise<{ readonly customer: string; readonly accounts: readonly string[] }> {
  const { id = '' } = given;
  if (!isPlainId(id))
    throw new ProblemError('REQUEST.URL_MALFORMED', 'the id has characters that may not stand in one, or too many', { field: 'id' });
  const documents = given.get(ServedDocuments);
  const body = (await documents.ask(accounts, (collection) => collection.get([id]))).get(id)?.body ?? null;
  const customer = body === null ? id : (JSON.parse(body) as AccountDocument).customer;
  const found = await documents.find(accounts, { where: [{ field: 'customer', op: 'eq', value: customer }], limit: accountsMax });
  if (found.length > 0) return { customer, accounts: found.map((account) => account.id).toSorted() };
  throw new ProblemError('READ.NOT_FOUND', `nothing stands on an account of ${id} as of now`, { field: 'id' });
}

/** What the customer owes on a date, less what stands on account, by currency. */
function balances(given: QueryContext, ids: readonly string[], asOf: BusinessDate, upTo: number): ReadonlyMap<string, number> {
  const figures = readerOf(given, receivables).sum({
    asOf,
    upTo,
    filters: { account: { keys: new Set(ids) } },
    groupBy: [{ dim: 'currency' }],
    measures: ['open', 'credit'],
  });
  const sums = [...figures].map(({ keys, sums: { open = 0n, credit = 0n } }): [string, number] => [keys[0] ?? '', Number(open - credit)]);
  return new Map(sums);
}

/** What came and went in a period, by currency. */
function flowsIn(
  given: QueryContext,
  ids: readonly string[],
  period: { readonly from: BusinessDate; readonly to: BusinessDate; readonly upTo: number },
): ReadonlyMap<string, Readonly<Record<string, number>>> {
  const figures = readerOf(given, receivables).sum({
    ...period,
    filters: { account: { keys: new Set(ids) } },
    groupBy: [{ dim: 'currency' }],
    measures: flows,
  });
  return new Map(
    [...figures].map(({ keys, sums }) => [keys[0] ?? '', Object.fromEntries(flows.map((name) => [name, Number(sums[name] ?? 0n)]))]),
  );
}

/** The entries of a page, each with what stood after it, and what stood at its end. */
function withBalances(entries: readonly LedgerEntry[], before: ReadonlyMap<string, number>) {
  const after = new Map(before);
  const told = entries.map((entry) => {
    const balance = (after.get(entry.currency) ?? 0) + entry.amount;
    after.set(entry.currency, balance);
    return { ...entry, balance };
  });
  return { entries: told, after };
}

/** What stood, by currency, where the page before ended. @throws ProblemError where no answer said so. */
function balancesIn(place: unknown): ReadonlyMap<string, number> {
  const { balances: stood } = place as { readonly balances?: unknown };
  const known = Object.entries(typeof stood === 'object' && stood !== null ? stood : {}) as readonly (readonly [string, unknown])[];
  const sums = known.filter((entry): entry is readonly [string, number] => Number.isSafeInteger(entry[1]));
  if (sums.length === known.length && typeof stood === 'object') return new Map(sums);
  throw new ProblemError('QUERY.PARAMETER_MALFORMED', 'cursor is none that an answer gave', { field: 'cursor' });
}
