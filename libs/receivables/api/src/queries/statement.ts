import { addDays, type BusinessDate, DateText, Id, isPlainId, MoneyOf, Shape, Type } from '@zongheng/kernel';
import { periodOf, ProblemError, queryEndpoint, type QueryContext, readerOf, ServedDocuments, Sum } from '@zongheng/nest-kit';
import { accounts, ledger, LedgerEntry, receivables } from '@zongheng/receivables-views';

const entriesMax = 10_000;

const Line = Shape({ ...LedgerEntry.properties, balance: Sum });
const Currency = Shape({ currency: Type.String(), opening: MoneyOf(), entries: Type.Array(Line), closing: MoneyOf() });

/** What a customer is sent: what they owed, what came, what they owe. What was applied to what moves nothing of it. */
export const statementEndpoint = queryEndpoint({
  path: 'customers/:id/statement',
  views: [ledger, receivables, accounts],
  title: { zh: '对账单', en: 'Statement of account' },
  summary: { zh: '客户对账单：期初、往来、期末', en: 'The statement of a customer’s account: opening balance, entries, closing balance' },
  time: 'period',
  answer: Shape({ customer: Id(), from: DateText(), to: DateText(), statements: Type.Array(Currency) }),
  async handle(query, given) {
    const { from, to } = periodOf(query);
    const account = await accountOf(given);
    const where = [
      { field: 'account', op: 'eq' as const, value: account },
      { field: 'date', op: 'gte' as const, value: from },
      { field: 'date', op: 'lte' as const, value: to },
    ];
    const found = await given.get(ServedDocuments).find(ledger, { where, sort: { field: 'date', direction: 'asc' }, limit: entriesMax });
    const entries = found.filter(({ amount, position }) => amount !== 0 && position <= query.upTo);
    const opening = balances(given, account, addDays(from, -1), query.upTo);
    const closing = balances(given, account, to, query.upTo);
    const currencies = [...new Set([...opening.keys(), ...closing.keys(), ...entries.map(({ currency }) => currency)])].toSorted();
    return {
      customer: account,
      from,
      to,
      statements: currencies.map((currency) => {
        const before = opening.get(currency) ?? 0;
        return {
          currency,
          opening: { minor: before, currency },
          entries: withBalances(
            entries.filter((entry) => entry.currency === currency),
            before,
          ),
          closing: { minor: closing.get(currency) ?? 0, currency },
        };
      }),
    };
  },
});

/** The customer whose account is asked for. @throws ProblemError where nothing stands on it. */
async function accountOf(given: QueryContext): Promise<string> {
  const { id = '' } = given;
  if (!isPlainId(id))
    throw new ProblemError('REQUEST.URL_MALFORMED', 'the id has characters that may not stand in one, or too many', { field: 'id' });
  const known = await given.get(ServedDocuments).ask(accounts, (collection) => collection.get([id]));
  if ((known.get(id)?.body ?? null) !== null) return id;
  throw new ProblemError('READ.NOT_FOUND', `nothing stands on an account of ${id} as of now`, { field: 'id' });
}

/** What the customer owes on a date, less what stands on account, by currency. */
function balances(given: QueryContext, account: string, asOf: BusinessDate, upTo: number): ReadonlyMap<string, number> {
  const figures = readerOf(given, receivables).sum({
    asOf,
    upTo,
    filters: { account: { keys: new Set([account]) } },
    groupBy: [{ dim: 'currency' }],
    measures: ['open', 'credit'],
  });
  const sums = [...figures].map(({ keys, sums: { open = 0n, credit = 0n } }): [string, number] => [keys[0] ?? '', Number(open - credit)]);
  return new Map(sums);
}

function withBalances(entries: readonly LedgerEntry[], opening: number) {
  let balance = opening;
  return entries.map((entry) => {
    balance += entry.amount;
    return { ...entry, balance };
  });
}
