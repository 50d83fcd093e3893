import { jest } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { founding } from '../faults/load/world.ts';
import { crm } from '../running/crm.ts';
import { temporaryFolders } from '../running/folders.ts';
import { type Installation, startInstallation } from '../running/installation.ts';
import { endProgramsAfterwards } from '../running/program.ts';

jest.setTimeout(180_000);
const folders = temporaryFolders();
endProgramsAfterwards();

interface Money {
  readonly minor: number;
  readonly currency: string;
}
interface Group {
  readonly keys: Readonly<Record<string, string | null>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly invoices: number;
  readonly open: readonly Money[];
}
interface Ageing {
  readonly at: string;
  readonly groups: readonly Group[];
  readonly totals: { readonly invoices: number; readonly open: readonly Money[] };
}
type Json = Readonly<Record<string, unknown>>;
interface Statement {
  readonly statements: readonly Readonly<
    Record<'opening' | 'invoiced' | 'credited' | 'received' | 'refunded' | 'writtenOff' | 'closing', Money>
  >[];
  readonly entries: readonly Json[];
  readonly next: string | null;
}

interface Worklist {
  readonly invoices: readonly Json[];
  readonly totals: { readonly invoices: number; readonly open: readonly Money[] };
  readonly next: string | null;
}

const cny = (minor: number): Money => ({ minor, currency: 'CNY' });
let dataDir: string;
let installation: Installation;

const account = (customer: string) => `/v1/accounts/${customer}`;
const invoice = (number: string, on: string, due: string, net: number, more: Json = {}) => ({
  number,
  on,
  due,
  lines: [{ text: '机柜租用费', productLine: 'data-centre', net: cny(net), taxRate: 600 }],
  ...more,
});
const ageing = (query: string, headers = {}) => installation.api.read<Ageing>(`/v1/receivables/ageing?${query}`, headers);
const opened = async (query: string) => (await ageing(query)).groups.map((group) => [Object.values(group.keys)[0], group.open[0]?.minor]);
const command = (path: string, body: Json) => installation.api.command(path, body);

beforeAll(async () => {
  dataDir = folders.make();
  installation = await startInstallation(dataDir);
  await installation.api.bulkAll(founding().map((line) => ({ ...line, body: { ...line.body, on: '2024-01-01' } })));
});
afterAll(() => installation?.end());

it('an invoice, its payment, and ageing on any date, as known at any moment', async () => {
  await command(`${account('customer-1')}/issue-invoice`, invoice('FP-1', '2024-03-01', '2024-03-31', 1_000_00, { month: '2024-03' }));
  const { token } = await command(`${account('customer-1')}/issue-invoice`, invoice('FP-2', '2024-03-05', '2024-04-30', 500_00));
  const before = await ageing('asOf=2024-04-15', { 'consistency-token': token, 'accept-language': 'zh' });
  expect(before.groups.map(({ keys, labels, open }) => [keys['bucket'], labels['bucket'], open])).toEqual([
    ['current', '未到期', [cny(530_00)]],
    ['1-30', '逾期1–30天', [cny(1_060_00)]],
  ]);
  const paid = await command(`${account('customer-1')}/receive-payment`, {
    payment: 'ICBC/2024-04-10 #17',
    amount: cny(1_200_00),
    names: [{ number: 'FP-1', amount: cny(1_060_00) }],
    on: '2024-04-10',
  });
  const after = await ageing('asOf=2024-04-15', { 'consistency-token': paid.token });
  expect(after.groups.map(({ keys, open }) => [keys['bucket'], open])).toEqual([['current', [cny(390_00)]]]);
  expect(await opened('asOf=2024-04-09')).toEqual([
    ['current', 530_00],
    ['1-30', 1_060_00],
  ]);
  for (const moment of [`at=${before.at}`, `recordedAsOf=${before.at}`]) {
    expect((await ageing(`asOf=2024-04-15&${moment}`, { 'accept-language': 'zh' })).groups).toEqual(before.groups);
  }
});

it('a line of the bank that comes twice counts once, under another key and for another date too', async () => {
  const body = { payment: 'ICBC/2024-04-10 #17', amount: cny(1_200_00), names: [{ number: 'FP-1', amount: cny(1_060_00) }] };
  const again = await command(`${account('customer-1')}/receive-payment`, { ...body, on: '2024-04-10' });
  expect(again.events).toEqual([]);
  const other = await installation.api.post(`${account('customer-1')}/receive-payment`, { ...body, on: '2024-04-11' });
  expect([other.status, other.body['code']]).toEqual([409, 'RECEIVABLES.PAYMENT.EXISTS']);
});

it('invoices, payments and accounts as documents, with what is open, and a table of them', async () => {
  await installation.api.caughtUp('invoices');
  await installation.api.caughtUp('payments');
  await installation.api.caughtUp('accounts');
  const { items } = await installation.api.read<{ items: readonly Json[] }>('/v1/invoices?account=customer-1&sort=date');
  expect(items.map(({ number, status, open, paid }) => [number, status, open, paid])).toEqual([
    ['FP-1', 'settled', 0, 1_060_00],
    ['FP-2', 'part-paid', 390_00, 140_00],
  ]);
  const [payment] = (await installation.api.read<{ items: readonly Json[] }>('/v1/payments?account=customer-1')).items;
  expect(payment).toMatchObject({ reference: 'ICBC/2024-04-10 #17', status: 'applied', unapplied: 0 });
  const one = await installation.api.read<{ item: Json }>(`/v1/payments/${String(payment?.['id'])}`);
  expect(one.item).toEqual(payment);
  const held = await installation.api.read<{ item: Json }>('/v1/accounts/customer-1');
  expect(held.item['balances']).toEqual([{ currency: 'CNY', open: 390_00, invoices: 1, credit: 0, balance: 390_00 }]);
  const table = await installation.api.ask<string>('GET', '/v1/receivables/ageing?asOf=2024-04-15&format=csv');
  expect(table.body.trim().split('\r\n')).toHaveLength(2);
});

it('a reversal reopens what was paid; a statement tells it all', async () => {
  await command(`${account('customer-1')}/reverse-payment`, { payment: 'ICBC/2024-04-10 #17', reason: '退汇', on: '2024-05-02' });
  await installation.api.caughtUp('ledger');
  const { statements, entries } = await installation.api.read<Statement>(
    '/v1/customers/customer-1/statement?from=2024-04-01&to=2024-05-31',
  );
  expect(statements.map(({ opening, closing }) => [opening, closing])).toEqual([[cny(1_590_00), cny(1_590_00)]]);
  expect(entries.map(({ date, kind, amount, balance }) => [date, kind, amount, balance])).toEqual([
    ['2024-04-10', 'payment', -1_200_00, 390_00],
    ['2024-05-02', 'reversal', 1_200_00, 1_590_00],
  ]);
});

it('a statement page by page: the balance goes on from page to page, the sums are of the whole, and a table of it has every entry', async () => {
  const address = '/v1/customers/customer-1/statement?from=2024-01-01&to=2024-05-31';
  const whole = await installation.api.read<Statement>(address);
  const paged: Json[] = [];
  for (let next: string | null = null, first = true; first || next !== null; first = false) {
    const page: Statement = await installation.api.read<Statement>(`${address}&limit=1${next === null ? '' : `&cursor=${next}`}`);
    expect(page.statements).toEqual(whole.statements);
    paged.push(...page.entries);
    next = page.next;
  }
  expect([paged, paged.length]).toEqual([whole.entries, 4]);
  const [sums] = whole.statements;
  if (!sums) throw new Error('nothing was told');
  const { opening, invoiced, credited, received, refunded, writtenOff, closing } = sums;
  expect(opening.minor + invoiced.minor - credited.minor - received.minor + refunded.minor - writtenOff.minor).toBe(closing.minor);
  expect(paged.at(-1)?.['balance']).toBe(closing.minor);
  const view = ['export', 'view', 'customers/customer-1/statement', 'from=2024-01-01', 'to=2024-05-31', 'limit=1'];
  const table = await crm(['--data-dir', dataDir, ...view]);
  expect(table.stdout.trim().split('\r\n')).toHaveLength(1 + 4);
});

it('disputes, promises and reminders, on the worklist of who is overdue', async () => {
  const worklist = async () => {
    await installation.api.caughtUp('invoices');
    return (await installation.api.read<Worklist>('/v1/receivables/overdue?date=2024-06-01')).invoices;
  };
  const first = await installation.api.read<Worklist>('/v1/receivables/overdue?date=2024-06-01&limit=1&unit=team-1');
  const second = await installation.api.read<Worklist>(
    `/v1/receivables/overdue?date=2024-06-01&limit=1&unit=team-1&cursor=${first.next ?? ''}`,
  );
  expect([first, second].map(({ invoices, totals }) => [invoices.map(({ number }) => number), totals])).toEqual([
    [['FP-1'], { invoices: 2, open: [cny(1_590_00)] }],
    [['FP-2'], { invoices: 2, open: [cny(1_590_00)] }],
  ]);
  expect(second.next).toBeNull();
  expect((await worklist()).map(({ number, daysOverdue, next }) => [number, daysOverdue, (next as Json)['level']])).toEqual([
    ['FP-1', 62, 'final'],
    ['FP-2', 32, 'second'],
  ]);
  await command(`${account('customer-1')}/send-reminder`, { number: 'FP-2', level: 'second', on: '2024-06-01' });
  expect((await command(`${account('customer-1')}/send-reminder`, { number: 'FP-2', level: 'second', on: '2024-06-02' })).events).toEqual(
    [],
  );
  await command(`${account('customer-1')}/promise-payment`, { number: 'FP-2', by: '2024-06-10', on: '2024-06-01' });
  await command(`${account('customer-1')}/dispute-invoice`, { number: 'FP-1', reason: '重复计费', on: '2024-06-01' });
  expect((await worklist()).map(({ number, next, promised }) => [number, (next as Json)['level'], promised])).toEqual([
    ['FP-2', 'final', { by: '2024-06-10', state: 'open' }],
  ]);
  await command(`${account('customer-1')}/receive-payment`, {
    payment: 'b2',
    amount: cny(530_00),
    names: [{ number: 'FP-2' }],
    on: '2024-06-09',
  });
  await installation.api.caughtUp('promises');
  const kept = await installation.api.read<Json>('/v1/receivables/promises?from=2024-06-01&to=2024-06-30');
  expect([kept['kept'], kept['broken'], kept['rate']]).toEqual([1, 0, 1000]);
  expect((await ageing('asOf=2024-06-05&groupBy=disputed')).groups.map(({ keys, open }) => [keys['disputed'], open[0]?.minor])).toEqual([
    ['no', 530_00],
    ['yes', 1_060_00],
  ]);
});

it('what a period brought, with days of sales outstanding and effectiveness', async () => {
  const { totals } = await installation.api.read<{ totals: Readonly<Record<string, readonly Json[]>> }>(
    '/v1/receivables/summary?from=2024-03-01&to=2024-05-31',
  );
  expect([totals['invoiced'], totals['invoicedNet'], totals['collected'], totals['open'], totals['overdue']]).toEqual([
    [cny(1_590_00)],
    [cny(1_500_00)],
    [],
    [cny(1_590_00)],
    [cny(1_590_00)],
  ]);
  expect(totals['rates']).toEqual([{ currency: 'CNY', dso: 270, effectiveness: 0 }]);
  const months = await installation.api.read<{ groups: readonly Json[] }>('/v1/receivables/by-month?asOf=2024-05-31&fromMonth=2024-03');
  expect(months.groups.map(({ month, invoiced }) => [month, invoiced])).toEqual([
    ['2024-03', [cny(1_000_00)]],
    [null, [cny(500_00)]],
  ]);
});

it('ageing today is ageing as of today', async () => {
  for (const by of ['bucket', 'owner', 'region', 'unit', 'customer', 'company,bucket']) {
    const now = await installation.api.read<Ageing & { readonly asOf: string }>(`/v1/receivables/ageing?groupBy=${by}`);
    const { groups, totals } = await ageing(`groupBy=${by}&asOf=${now.asOf}`);
    expect([groups, totals]).toEqual([now.groups, now.totals]);
  }
});

it('every figure tells what it is made of, to the last fen', async () => {
  const explained = (path: string) =>
    installation.api.read<{ rows: readonly { type: string; measures: Json }[]; totals: Json; parts?: readonly Json[] }>(path);
  for (const { keys, invoices, open } of (await ageing('asOf=2024-04-15')).groups) {
    const { rows, totals } = await explained(`/v1/receivables/ageing/explain?asOf=2024-04-15&bucket=${String(keys['bucket'])}`);
    expect([totals['invoices'], totals['open']]).toEqual([invoices, open]);
    expect(rows.length).toBeGreaterThan(0);
  }
  const period = 'from=2024-03-01&to=2024-05-31';
  const flows = await explained(`/v1/receivables/summary/explain?${period}&figure=passing`);
  expect([flows.totals['issued'], flows.totals['invoiced'], flows.totals['collected']]).toEqual([2, [cny(1_590_00)], []]);
  const rates = await explained(`/v1/receivables/summary/explain?${period}&figure=rates`);
  expect(rates.parts?.map((part) => part['figure'])).toEqual(['standing', 'sales', 'before', 'passing', 'notYetDue']);
  const month = await explained('/v1/receivables/by-month/explain?asOf=2024-05-31&fromMonth=2024-03&month=2024-03');
  expect([month.totals['invoiced'], month.rows.map(({ type }) => type)[0]]).toEqual([[cny(1_000_00)], 'InvoiceIssued']);
  const changed = await explained('/v1/receivables/ageing/changes/explain?from=2024-03-02&to=2024-03-06');
  expect(changed.totals['open']).toEqual([cny(530_00)]);
});

it('differences between two dates', async () => {
  const changes = await installation.api.read<{ totals: Readonly<Record<'from' | 'to' | 'change', Group>> }>(
    '/v1/receivables/ageing/changes?from=2024-03-02&to=2024-03-06',
  );
  expect([changes.totals.from.open, changes.totals.to.open, changes.totals.change.open]).toEqual([
    [cny(1_060_00)],
    [cny(1_590_00)],
    [cny(530_00)],
  ]);
});

it('an account follows its customer to another owner, from the day of their last entry on', async () => {
  const owner = (await ageing('asOf=2024-06-09&groupBy=owner')).groups[0]?.keys['owner'];
  await command('/v1/customers/customer-1/assign-owner', { owner: 'rep-2', on: '2024-07-01' });
  const owners = async (day: string) =>
    (await ageing(`asOf=${day}&groupBy=owner`)).groups.map(({ keys, open }) => [keys['owner'], open[0]?.minor]);
  for (let turn = 0; turn < 200 && (await owners('2024-07-01'))[0]?.[0] !== 'rep-2'; turn += 1) await sleep(50);
  expect([await owners('2024-06-30'), await owners('2024-07-01')]).toEqual([[[owner, 1_060_00]], [['rep-2', 1_060_00]]]);
});

it('rules as data: other buckets from a day on, and money that stays on account', async () => {
  await command('/v1/receivables-policies/define-buckets', {
    on: '2024-08-01',
    buckets: [
      { bucket: 'current', label: { zh: '未到期', en: 'Current' }, to: 0 },
      { bucket: 'late', label: { zh: '逾期', en: 'Late' }, from: 1 },
    ],
  });
  await installation.api.caughtUp('receivables/ageing');
  expect([await opened('asOf=2024-08-01'), await opened('asOf=2024-07-31')]).toEqual([[['late', 1_060_00]], [['90+', 1_060_00]]]);
  await command('/v1/receivables-policies/define-order', { on: '2024-08-01' });
  await command(`${account('customer-1')}/settle-dispute`, { number: 'FP-1', outcome: 'rejected', on: '2024-08-02' });
  const { events } = await command(`${account('customer-1')}/receive-payment`, { payment: 'b3', amount: cny(10_00), on: '2024-08-02' });
  expect(events.map(({ type }) => type)).toEqual(['PaymentReceived']);
});

it('has views that equal a fold of the log after all that', async () => {
  const names = ['receivables', 'revenue', 'invoices', 'payments', 'credit-notes', 'accounts', 'promises', 'ledger'];
  const verified = await crm(['--data-dir', dataDir, 'verify', ...names]);
  expect([verified.code, verified.stderr]).toEqual([0, '']);
});
