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
const day = (ago: number): string => new Date(Date.now() + 8 * 3_600_000 - ago * 86_400_000).toISOString().slice(0, 10);
const cny = (minor: number) => ({ minor, currency: 'CNY' });

let dataDir: string;
let installation: Installation;
const command = (path: string, body: Json) => installation.api.command(`/v1/${path}`, body);
const typesOf = async (stream: string) =>
  (await installation.api.stream(stream)).map(({ type, businessDate, actor }) => [type, businessDate, actor]);
const restart = async () => {
  await installation.end();
  installation = await startInstallation(dataDir);
};
const told = async (stream: string, count: number) => {
  for (let turn = 0; turn < 400; turn += 1) {
    const events = await typesOf(stream);
    if (events.length >= count) return events;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${stream} never came to ${count} events`);
};

beforeAll(async () => {
  dataDir = folders.make();
  installation = await startInstallation(dataDir);
  await installation.api.bulkAll(founding().map((line) => ({ ...line, body: { ...line.body, on: day(200) } })));
});
afterAll(() => installation?.end());

describe('what falls due by the calendar', () => {
  const quote = (id: string, validUntil: string) =>
    command('quotes', {
      id,
      number: `BJ-${id}`,
      customer: 'customer-1',
      validUntil,
      lines: [{ product: 'vpn', quantity: 1 }],
      on: day(30),
    });

  it('a quote that nobody accepted runs out on the day after its last, once, though the program stood still that day', async () => {
    await quote('q-1', day(10));
    await quote('q-2', day(0));
    await quote('q-3', day(10));
    await command('quotes/q-3/accept', { on: day(20) });
    await restart();
    const ranOut = ['QuoteExpired', day(9), 'due:quotes-run-out'];
    expect((await told('quote-q-1', 2))[1]).toEqual(ranOut);
    await restart();
    expect((await crm(['--data-dir', dataDir, 'due'])).stdout).toContain('quotes-run-out');
    expect(await typesOf('quote-q-1')).toHaveLength(2);
    expect((await typesOf('quote-q-2')).map(([type]) => type)).toEqual(['QuoteIssued']);
    expect((await typesOf('quote-q-3')).map(([type]) => type)).toEqual(['QuoteIssued', 'QuoteAccepted']);
  });

  it('customers are reminded where the policy says that this happens by itself, each invoice once at each level', async () => {
    const lines = [{ text: '机柜租用费', net: cny(1_000_00) }];
    const invoice = (number: string) => command('accounts/customer-2/issue-invoice', { number, due: day(20), lines, on: day(60) });
    for (const number of ['FP-1', 'FP-2', '发票 3']) await invoice(number);
    await command('accounts/customer-2/dispute-invoice', { number: 'FP-2', reason: '重复计费', on: day(1) });
    await installation.api.caughtUp('invoices');
    const due = () => crm(['--data-dir', dataDir, 'due']);
    expect((await due()).stdout).toContain(`payment-reminders on ${day(0)}: 0 due, 0 done, 0 refused`);
    await command('receivables-policies/define-sending', { sending: 'by-itself', on: day(1) });
    expect((await due()).stdout).toContain(`payment-reminders on ${day(0)}: 2 due, 2 done, 0 refused`);
    expect((await due()).stdout).toContain(`payment-reminders on ${day(0)}: 0 due, 0 done, 0 refused`);
    const reminded = (await installation.api.stream('account-customer-2')).filter(({ type }) => type === 'ReminderSent');
    expect(reminded.map(({ data, businessDate }) => [(data as Json)['number'], (data as Json)['level'], businessDate]).toSorted()).toEqual([
      ['FP-1', 'first', day(0)],
      ['发票 3', 'first', day(0)],
    ]);
  });

  it('each thing happens once where the process is killed in the middle of it, and once more', async () => {
    const quotes = Array.from({ length: 400 }, (_, index) => `q-many-${index}`);
    const terms = { customer: 'customer-3', validUntil: day(5), lines: [{ product: 'vpn', quantity: 1 }], on: day(30) };
    await installation.api.bulkAll(
      quotes.map((id) => ({ command: 'IssueQuote', id, key: `issue-${id}`, body: { number: `BJ-${id}`, ...terms } })),
    );
    const ranOut = async () =>
      (await installation.api.log()).filter(({ type, stream }) => type === 'QuoteExpired' && stream.startsWith('quote-q-many'));
    for (let life = 0; life < 2; life += 1) {
      await installation.kill();
      installation = await startInstallation(dataDir);
      for (let turn = 0; turn < 400 && (await ranOut()).length === 0; turn += 1) await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await installation.kill();
    installation = await startInstallation(dataDir);
    await told(`quote-${quotes.at(-1) ?? ''}`, 2);
    expect((await crm(['--data-dir', dataDir, 'due'])).stdout).toContain('0 refused');
    const expired = await ranOut();
    expect([expired.length, new Set(expired.map(({ stream }) => stream)).size]).toEqual([quotes.length, quotes.length]);
    expect(new Set(expired.map(({ businessDate }) => businessDate))).toEqual(new Set([day(4)]));
  });
});
