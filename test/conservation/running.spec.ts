import { jest } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { addDays, type BusinessDate, businessDate } from '@zongheng/kernel';
import { anyCommands } from '@zongheng/receivables-domain/testing';
import fc from 'fast-check';
import { customers, employees, founding, regions, teams } from '../faults/load/world.ts';
import type { BulkCommand } from '../running/api.ts';
import { temporaryFolders } from '../running/folders.ts';
import { type Installation, startInstallation } from '../running/installation.ts';
import { endProgramsAfterwards } from '../running/program.ts';

jest.setTimeout(240_000);
const folders = temporaryFolders();
endProgramsAfterwards();

interface Money {
  readonly minor: number;
  readonly currency: string;
}
interface Groups {
  readonly at: string;
  readonly groups: readonly { readonly keys: Readonly<Record<string, string | null>>; readonly open: readonly Money[] }[];
  readonly totals: { readonly open: readonly Money[] };
}

const rounds = 4;
const dates = Array.from({ length: 7 }, (_, index) => addDays(businessDate('2024-01-15'), index * 25));
let installation: Installation;

const cny = (minor: number): Money => ({ minor, currency: 'CNY' });
const inCny = (amounts: readonly Money[]): number => amounts.find(({ currency }) => currency === 'CNY')?.minor ?? 0;

/** Stories of random accounts tell of 2026; here they are of two years before, so that nothing is in the future. */
const earlier = (date: BusinessDate): BusinessDate => addDays(date, -730);

/** The commands of a random account as lines of the bulk interface; those of no line here are left out. */
function linesOf(customer: string, round: number): readonly BulkCommand[] {
  const [commands = []] = fc.sample(anyCommands, { numRuns: 1, seed: round * 100 + customers.indexOf(customer) });
  return commands.flatMap((command): BulkCommand[] => {
    const said = { on: earlier(command.on), reason: 'random' };
    const named = (key: string): string => `${key}-${round}`;
    switch (command.type) {
      case 'IssueInvoice': {
        const lines = command.lines.map(({ text, net }) => ({ text, net: cny(net) }));
        return [
          {
            command: command.type,
            id: customer,
            body: { number: named(command.number), due: earlier(command.due), lines, on: earlier(command.on) },
          },
        ];
      }
      case 'ReceivePayment': {
        const names = command.names.map(({ number, gross }) => ({ number: named(number), amount: cny(gross ?? 1) }));
        const { minor } = command.received;
        return [
          {
            command: command.type,
            id: customer,
            body: { payment: named(command.payment), amount: cny(minor), names, on: earlier(command.on) },
          },
        ];
      }
      case 'ReversePayment':
        return [{ command: command.type, id: customer, body: { payment: named(command.payment), ...said } }];
      case 'WriteOffInvoice':
      case 'DisputeInvoice':
      case 'VoidInvoice':
        return [{ command: command.type, id: customer, body: { number: named(command.number), ...said } }];
      case 'RefundCredit':
        return [{ command: command.type, id: customer, body: { refund: named(command.refund), amount: cny(command.gross), ...said } }];
      case 'ReverseRefund':
        return [{ command: command.type, id: customer, body: { refund: named(command.refund), ...said } }];
      default:
        return [];
    }
  });
}

/** Who is moved between the rounds: an employee to another team, a customer to another region, another to another owner. */
function movesOf(round: number): readonly BulkCommand[] {
  const on = addDays(businessDate('2024-02-01'), round * 20);
  const pick = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;
  return [
    { command: 'TransferEmployee', id: pick(employees, round), body: { unit: pick(teams, round + 1), on } },
    { command: 'ChangeCustomerDetails', id: pick(customers, round), body: { region: pick(regions, round + 1), on } },
    { command: 'AssignCustomerOwner', id: pick(customers, round + 5), body: { owner: pick(employees, round + 3), on } },
  ];
}

/** Until nothing is recorded any more, and the books show all of it. */
async function settled(): Promise<void> {
  for (let head = -1, still = 0; still < 3;) {
    await sleep(150);
    const now = await installation.api.head();
    still = now === head ? still + 1 : 0;
    head = now;
  }
  for (const view of ['receivables/ageing', 'accounts', 'ledger']) await installation.api.caughtUp(view);
}

const ageing = (query: string) => installation.api.read<Groups>(`/v1/receivables/ageing?${query}&limit=200`);

beforeAll(async () => {
  installation = await startInstallation(folders.make());
  await installation.api.bulkAll(founding().map((line) => ({ ...line, body: { ...line.body, on: '2023-12-01' } })));
});
afterAll(() => installation?.end());

it('what is open is the same by owner, unit, region and customer on every date, through random entries and moves, and known as it was', async () => {
  const before: { readonly moment: string; readonly date: string; readonly by: string; readonly found: Groups['groups'] }[] = [];
  let refused = 0;
  for (let round = 0; round < rounds; round += 1) {
    for await (const { problem } of installation.api.bulk(customers.flatMap((customer) => linesOf(customer, round))))
      refused += problem ? 1 : 0;
    await settled();
    await installation.api.bulkAll(movesOf(round));
    await settled();
    for (const date of dates) {
      for (const by of ['owner', 'unit', 'region', 'customer', 'company,department', 'bucket']) {
        const { groups, totals, at } = await ageing(`asOf=${date}&groupBy=${by}`);
        const each = groups.map(({ open }) => inCny(open));
        expect([date, by, each.reduce((sum, open) => sum + open, 0), each.some((open) => open < 0)]).toEqual([
          date,
          by,
          inCny(totals.open),
          false,
        ]);
        before.push({ moment: at, date, by, found: groups });
      }
    }
  }
  for (const { moment, date, by, found } of before.filter((_, index) => index % 7 === 0)) {
    expect((await ageing(`asOf=${date}&groupBy=${by}&recordedAsOf=${moment}`)).groups).toEqual(found);
  }
  const log = await installation.api.log();
  expect(log.filter(({ type }) => type === 'AccountReclassified').length).toBeGreaterThan(rounds);
  expect(refused).toBeLessThan(log.length);
});

it('and is what the lines of the ledger add up to, account by account', async () => {
  for (const date of dates) {
    const { groups } = await ageing(`asOf=${date}&groupBy=account`);
    const shown = Object.fromEntries(groups.map(({ keys, open }) => [keys['account'], inCny(open)]));
    for (const customer of customers) {
      let sum = 0;
      for (let next: string | null = '', first = true; first || next !== null; first = false) {
        const page: { items: readonly { open: number }[]; next: string | null } = await installation.api.read(
          `/v1/ledger?account=${customer}&date[lte]=${date}&limit=200${next ? `&cursor=${next}` : ''}`,
        );
        sum += page.items.reduce((total, { open }) => total + open, 0);
        next = page.next;
      }
      expect([date, customer, sum]).toEqual([date, customer, shown[customer] ?? 0]);
    }
  }
});
