import { jest } from '@jest/globals';
import { founding } from '../faults/load/world.ts';
import { crm } from '../running/crm.ts';
import { temporaryFolders } from '../running/folders.ts';
import { type Installation, startInstallation } from '../running/installation.ts';
import { endProgramsAfterwards } from '../running/program.ts';

jest.setTimeout(180_000);
const folders = temporaryFolders();
endProgramsAfterwards();

type Json = Readonly<Record<string, unknown>>;
interface Money {
  readonly minor: number;
  readonly currency: string;
}
interface Ageing {
  readonly groups: readonly { readonly open: readonly Money[] }[];
  readonly totals: { readonly invoices: number; readonly open: readonly Money[] };
}

const cny = (minor: number): Money => ({ minor, currency: 'CNY' });
let dataDir: string;
let installation: Installation;

const account = (customer: string) => `/v1/accounts/${customer}`;
const invoice = (number: string, on: string, due: string, net: number) => ({
  number,
  on,
  due,
  lines: [{ text: '机柜租用费', net: cny(net), taxRate: 600 }],
});
const ageing = (query: string) => installation.api.read<Ageing>(`/v1/receivables/ageing?${query}`);
const command = (path: string, body: Json) => installation.api.command(path, body);

beforeAll(async () => {
  dataDir = folders.make();
  installation = await startInstallation(dataDir);
  await installation.api.bulkAll(founding().map((line) => ({ ...line, body: { ...line.body, on: '2024-01-01' } })));
});
afterAll(() => installation?.end());

it('a credit note and a refund are taken back over the wire: invoices, statement and figures follow', async () => {
  const customer = account('customer-5');
  await command(`${customer}/issue-invoice`, invoice('FP-N', '2024-03-01', '2024-03-31', 100_00));
  const lines = [{ text: '减免', net: cny(40_00), taxRate: 600 }];
  await command(`${customer}/issue-credit-note`, { note: 'HZ-1', number: 'FP-N', lines, reason: '减免', on: '2024-03-10' });
  await command(`${customer}/reverse-credit-note`, { note: 'HZ-1', reason: '减免有误', on: '2024-03-20' });
  await command(`${customer}/receive-payment`, { payment: 'd1', amount: cny(150_00), on: '2024-04-01' });
  await command(`${customer}/refund-credit`, { refund: 'TK-1', amount: cny(44_00), reason: '退款', on: '2024-04-10' });
  const { token } = await command(`${customer}/reverse-refund`, { refund: 'TK-1', reason: '银行退回', on: '2024-04-20' });
  const { entries, statements } = await installation.api.read<{
    entries: readonly Json[];
    statements: readonly Readonly<Record<string, Money>>[];
  }>('/v1/customers/customer-5/statement?from=2024-03-01&to=2024-04-30', { 'consistency-token': token });
  expect(entries.map(({ kind, balance }) => [kind, balance])).toEqual([
    ['invoice', 106_00],
    ['credit-note', 63_60],
    ['reversal', 106_00],
    ['payment', -44_00],
    ['refund', 0],
    ['reversal', -44_00],
  ]);
  expect([statements[0]?.['credited'], statements[0]?.['refunded'], statements[0]?.['closing']]).toEqual([cny(0), cny(0), cny(-44_00)]);
  const open = async (day: string) => (await ageing(`asOf=${day}&groupBy=account&account=customer-5`)).totals.open;
  expect([await open('2024-03-09'), await open('2024-03-10'), await open('2024-03-20'), await open('2024-04-01')]).toEqual([
    [cny(106_00)],
    [cny(63_60)],
    [cny(106_00)],
    [],
  ]);
  await installation.api.caughtUp('credit-notes');
  const { items } = await installation.api.read<{ items: readonly Json[] }>('/v1/credit-notes?account=customer-5');
  expect(items.map(({ status, reversed }) => [status, reversed])).toEqual([['reversed', '2024-03-20']]);
});

it('promises counted over a whole period, those that another took the place of too; the broken ones page by page', async () => {
  await command(`${account('customer-2')}/issue-invoice`, invoice('FP-9', '2024-06-01', '2024-06-30', 900_00));
  for (const by of ['2024-07-05', '2024-07-10', '2024-07-15', '2024-08-01'])
    await command(`${account('customer-2')}/promise-payment`, { number: 'FP-9', by, on: '2024-07-01' });
  await installation.api.caughtUp('promises');
  const asked = '/v1/receivables/promises?from=2024-06-01&to=2024-07-31';
  const counts = ({ kept, broken, open, rate }: Json) => [kept, broken, open, rate];
  expect(counts(await installation.api.read<Json>(`${asked}&asOf=2024-07-12`))).toEqual([0, 2, 1, 0]);
  expect(counts(await installation.api.read<Json>(`${asked}&asOf=2024-06-08`))).toEqual([0, 0, 0, null]);
  const days: unknown[] = [];
  for (let next: string | null = null, first = true; first || next !== null; first = false) {
    const page: { broke: readonly Json[]; next: string | null } & Json = await installation.api.read(
      `${asked}&limit=2${next === null ? '' : `&cursor=${next}`}`,
    );
    expect([counts(page), page.broke.length <= 2]).toEqual([[0, 3, 0, 0], true]);
    days.push(...page.broke.map(({ by }) => by));
    next = page.next;
  }
  expect(days).toEqual(['2024-07-05', '2024-07-10', '2024-07-15']);
  await command(`${account('customer-2')}/void-invoice`, { number: 'FP-9', reason: '重复开具', on: '2024-07-20' });
  await installation.api.caughtUp('promises');
  expect(counts(await installation.api.read<Json>(asked))).toEqual([0, 0, 0, null]);
});

it('what an application that never was had moved is told as a correction, apart from what came late', async () => {
  const issued = await command(`${account('customer-4')}/issue-invoice`, invoice('FP-C', '2024-09-01', '2024-09-30', 100_00));
  const unnamed = { payment: 'c1', amount: cny(106_00), on: '2024-09-05' };
  await command(`${account('customer-4')}/receive-payment`, unnamed);
  const epoch = issued.token.split('.')[0] ?? '';
  const moment = `${epoch}.${await installation.api.head()}`;
  const named = { payment: 'c2', amount: cny(106_00), names: [{ number: 'FP-C' }], on: '2024-09-06' };
  const { events, token } = await command(`${account('customer-4')}/receive-payment`, named);
  expect(events.map(({ type }) => type)).toEqual(['PaymentReceived', 'ApplicationWithdrawn', 'PaymentApplied']);
  const after = `${epoch}.${await installation.api.head()}`;
  const { totals, subtotals } = await installation.api.read<{
    totals: Json;
    subtotals: Readonly<Record<string, { open: readonly Money[] }>>;
  }>(`/v1/receivables/ageing/changes/explain?from=2024-09-05@${moment}&to=2024-09-05@${after}&account=customer-4`, {
    'consistency-token': token,
  });
  expect([totals['open'], subtotals['correction']?.open, subtotals['late']?.open]).toEqual([[cny(106_00)], [cny(106_00)], []]);
});

it('figures in one currency: what stands by the rate of the day asked, and no old report changes when a new rate comes', async () => {
  const usd = (minor: number): Money => ({ minor, currency: 'USD' });
  const lines = [{ text: '国际专线', net: usd(1_000_00) }];
  await command(`${account('customer-3')}/issue-invoice`, { number: 'FP-USD', due: '2024-09-30', lines, on: '2024-09-01' });
  const rate = async (of: number, on: string) => {
    await command('/v1/exchange-rates/set', { from: 'USD', to: 'CNY', rate: of, on });
    await installation.api.caughtUp('receivables/ageing');
  };
  await rate(710_000_000, '2024-09-01');
  const asked = (day: string, more: string) => ageing(`asOf=${day}&groupBy=account&account=customer-3${more}`);
  expect((await asked('2024-09-15', '')).totals.open).toEqual([usd(1_000_00)]);
  const before = await asked('2024-09-15', '&in=CNY');
  expect([before.totals, before.groups[0]?.open]).toEqual([{ invoices: 1, open: [cny(7_100_00)] }, [cny(7_100_00)]]);
  await rate(725_000_000, '2024-10-01');
  expect([(await asked('2024-10-01', '&in=CNY')).totals.open, (await asked('2024-09-30', '&in=CNY')).totals.open]).toEqual([
    [cny(7_250_00)],
    [cny(7_100_00)],
  ]);
  expect((await asked('2024-09-15', '&in=EUR')).totals.open).toEqual([usd(1_000_00)]);
  const summary = await installation.api.read<{ totals: { invoiced: readonly Money[]; rates: readonly Json[] } }>(
    '/v1/receivables/summary?from=2024-09-01&to=2024-10-31&asOf=2024-10-31&account=customer-3&in=CNY',
  );
  expect([summary.totals.invoiced, summary.totals.rates.map(({ currency }) => currency)]).toEqual([[cny(7_100_00)], ['CNY']]);
  const changes = await installation.api.read<{ totals: Readonly<Record<string, Json>> }>(
    '/v1/receivables/ageing/changes?from=2024-09-15&to=2024-10-01&account=customer-3&in=CNY',
  );
  const open = ['from', 'to', 'change'].map((end) => changes.totals[end]?.['open']);
  expect(open).toEqual([[cny(7_100_00)], [cny(7_250_00)], [cny(150_00)]]);
  await installation.api.caughtUp('receivables/by-month');
  const { groups } = await installation.api.read<{ groups: readonly Json[] }>(
    '/v1/receivables/by-month?asOf=2024-10-01&fromMonth=2024-09&toMonth=2024-09&customer=customer-3&in=CNY',
  );
  expect(groups).toMatchObject([{ month: null, invoiced: [cny(7_250_00)] }]);
  const late = await installation.api.post('/v1/exchange-rates/set', { from: 'USD', to: 'CNY', rate: 700_000_000, on: '2024-09-15' });
  expect([late.status, late.body['code']]).toEqual([409, 'DATE.BEFORE_LAST']);
  await installation.api.caughtUp('exchange-rates');
  const { item } = await installation.api.read<{ item: Json }>('/v1/exchange-rates/USD-CNY');
  expect([item['rate'], (item['rates'] as readonly unknown[]).length]).toEqual([725_000_000, 2]);
});

it('has views that equal a fold of the log after all that', async () => {
  const names = ['receivables', 'invoices', 'payments', 'credit-notes', 'accounts', 'promises', 'ledger', 'exchange-rates'];
  const verified = await crm(['--data-dir', dataDir, 'verify', ...names]);
  expect([verified.code, verified.stderr]).toEqual([0, '']);
});
