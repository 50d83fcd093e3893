import { jest } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { addDays, type BusinessDate } from '@zongheng/kernel';
import { type Act, simulate } from '@zongheng/simulation';
import type { BulkCommand } from '../running/api.ts';
import { temporaryFolders } from '../running/folders.ts';
import { type Installation, startInstallation } from '../running/installation.ts';
import { endProgramsAfterwards } from '../running/program.ts';
import { everyGroup } from './maven/figures.ts';
import { AccountBooks } from './simulated/accounts.ts';
import { AgreementBooks } from './simulated/agreements.ts';
import { Books, type Dimension, type Figure } from './simulated/books.ts';

jest.setTimeout(180_000);
const folders = temporaryFolders();
endProgramsAfterwards();

const until = '2024-06-30' as BusinessDate;
const world = {
  seed: 'journey',
  until,
  days: 365,
  reps: 60,
  teams: 16,
  customers: 500,
  deals: 800,
  lateShare: 0.05,
  billing: true,
  planners: 4,
};

let installation: Installation;
const books = new Books();
const agreements = new AgreementBooks();
const accounts = new AccountBooks();
let follows = 0;

/** Sends the acts in order. After people or customers move, it waits for what follows by itself: then there is but one outcome. */
async function live(): Promise<void> {
  let batch: BulkCommand[] = [];
  const send = async (): Promise<void> => {
    await installation.api.bulkAll(batch, { 'x-actor': 'simulation' });
    batch = [];
  };
  for (const act of simulate(world)) {
    books.read(act);
    agreements.read(act);
    accounts.read(act);
    batch.push({ ...act });
    if (batch.length >= 2_000) await send();
    const rest = leftBehindBy(act);
    if (!rest) continue;
    follows += 1;
    await send();
    await untilNobodyIs(rest);
  }
  await send();
}

/** A query for what an act leaves behind until its policy has come to it; null for acts that nothing follows. */
function leftBehindBy({ command, id = '', body }: Act): string | null {
  if (command === 'TransferEmployee') return `owner=${id}&unit[ne]=${String(body['unit'])}`;
  if (command === 'ChangeCustomerDetails') return `customer=${id}&region[ne]=${String(body['region'])}`;
  return null;
}

async function untilNobodyIs(leftBehind: string): Promise<void> {
  for (const [view, goesOn] of [
    ['opportunities', 'status=open'],
    ['contracts', 'status[in]=signed,suspended'],
  ] as const) {
    for (let turn = 0; ; turn += 1) {
      if (turn === 2_000) throw new Error(`nobody came to the ${view} with ${leftBehind}`);
      await installation.api.caughtUp(view);
      const { items } = await installation.api.read<{ items: readonly unknown[] }>(`/v1/${view}?limit=1&${goesOn}&${leftBehind}`);
      if (items.length === 0) break;
      await sleep(10);
    }
  }
}

beforeAll(async () => {
  installation = await startInstallation(folders.make());
  await live();
  await installation.api.caughtUp('funnel');
  await installation.api.caughtUp('contracts/expected');
  await installation.api.caughtUp('receivables/ageing');
});
afterAll(() => installation?.end());

const dates = Array.from({ length: 25 }, (_, index) => addDays(until, -15 * index));

/** The groups of a day over HTTP, those with nothing in them left out. */
async function shownOn(date: string, dimension: Dimension): Promise<ReadonlyMap<string, Figure>> {
  const { groups } = await everyGroup(installation.api, `groupBy=${dimension}&asOf=${date}`);
  return new Map(groups.map(({ keys, count, amounts }) => [keys[dimension] ?? '', { count, minor: amounts[0]?.minor ?? 0 }]));
}

describe('the funnel of a simulated carrier', () => {
  it('has people and customers that move while deals are open', () => {
    expect(follows).toBeGreaterThan(10);
    expect(books.on(until, 'stage').size).toBeGreaterThanOrEqual(6);
  });

  it.each<Dimension>(['stage', 'owner', 'unit', 'department', 'region'])(
    'by %s shows on every date what plain reading of its acts gives',
    async (dimension) => {
      for (const date of dates) {
        const shown = await shownOn(date, dimension);
        const read = books.on(date, dimension);
        expect([date, Object.fromEntries([...shown].sort())]).toEqual([date, Object.fromEntries([...read].sort())]);
      }
    },
  );

  it('is the same by any grouping: the groups of each sum to all deals', async () => {
    for (const grouping of ['stage', 'owner', 'team', 'province', 'segment', 'source', 'closeMonth']) {
      const { groups } = await everyGroup(installation.api, `groupBy=${grouping}&asOf=${until}`);
      const total = [...books.on(until, 'stage').values()].reduce((sum, figure) => sum + figure.count, 0);
      expect([grouping, groups.reduce((sum, group) => sum + group.count, 0)]).toEqual([grouping, total]);
    }
  });
});

/** Expected revenue by month over HTTP, every page of it. */
async function expectedOn(date: string, dimension: 'none' | 'owner' | 'unit' | 'region'): Promise<Readonly<Record<string, number>>> {
  const months: [string, number][] = [];
  let cursor = '';
  do {
    const grouping = dimension === 'none' ? '' : `&groupBy=${dimension}`;
    const path = `/v1/contracts/expected?asOf=${date}&fromMonth=2023-01&toMonth=2032-12&limit=200${grouping}${cursor}`;
    const page = await installation.api.read<{
      readonly groups: readonly {
        readonly keys: Readonly<Record<string, string | null>>;
        readonly amounts: readonly { readonly minor: number }[];
      }[];
      readonly next: string | null;
    }>(path);
    for (const { keys, amounts } of page.groups) months.push([Object.values(keys).join(' '), amounts[0]?.minor ?? 0]);
    cursor = page.next === null ? '' : `&cursor=${page.next}`;
  } while (cursor !== '');
  return Object.fromEntries(months.toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

describe('the agreements of a simulated carrier', () => {
  it('are signed, changed, renewed and ended', async () => {
    expect(agreements.size).toBeGreaterThan(50);
    const types = new Set((await installation.api.log()).map(({ type }) => type));
    const happen = [
      'ContractSigned',
      'ContractAmended',
      'ContractRenewed',
      'ContractSuspended',
      'ContractTerminated',
      'ContractReclassified',
    ];
    expect(happen.filter((type) => !types.has(type))).toEqual([]);
  });

  it.each(['none', 'owner', 'unit', 'region'] as const)(
    'bring in every month, by %s, on every date, what plain reading of its acts gives',
    async (dimension) => {
      for (const date of dates) expect([date, await expectedOn(date, dimension)]).toEqual([date, agreements.on(date, dimension)]);
    },
  );
});

interface Money {
  readonly minor: number;
}
interface Summary {
  readonly totals: { readonly invoiced: readonly Money[]; readonly collected: readonly Money[] };
}
interface Ageing {
  readonly groups: readonly { readonly keys: { readonly bucket: string }; readonly open: readonly Money[] }[];
}

describe('the receivables of a simulated carrier', () => {
  it('are billed month by month, and paid on time, late, short or never', () => {
    expect(accounts.size).toBeGreaterThan(200);
    expect(Object.keys(accounts.on(until).buckets).length).toBeGreaterThanOrEqual(4);
  });

  it('show ageing, invoiced and collected on every date as plain reading of its acts gives', async () => {
    for (const date of dates) {
      const { groups } = await installation.api.read<Ageing>(`/v1/receivables/ageing?asOf=${date}`);
      const { totals } = await installation.api.read<Summary>(`/v1/receivables/summary?from=2023-01-01&to=${date}`);
      const buckets = Object.fromEntries(groups.map(({ keys, open }) => [keys.bucket, open[0]?.minor ?? 0]));
      const shown = { buckets, invoiced: totals.invoiced[0]?.minor ?? 0, collected: totals.collected[0]?.minor ?? 0 };
      expect([date, shown]).toEqual([date, accounts.on(date)]);
    }
  });
});

describe('the plans of a simulated carrier', () => {
  it('are allotted, worked on, checked, corrected where they fell short, closed, and roll on', async () => {
    const types = new Set((await installation.api.log()).map(({ type }) => type));
    const happen = [
      'PlanDrafted',
      'TargetDecomposed',
      'PlanCommitted',
      'ActionCompleted',
      'ProgressChecked',
      'CorrectionDecided',
      'FeedbackGiven',
      'PlanClosed',
      'PlanRolledForward',
    ];
    expect(happen.filter((type) => !types.has(type))).toEqual([]);
  });

  it('hold for the departments exactly what the company allotted', async () => {
    const month = '2024-05';
    await installation.api.caughtUp('plans');
    const { items } = await installation.api.read<{
      readonly items: readonly { readonly id: string; readonly targets: readonly { readonly amount: number }[] }[];
    }>(`/v1/plans?period=${month}&limit=200`);
    const amountOf = ({ targets }: (typeof items)[number]): number => targets.reduce((sum, { amount }) => sum + amount, 0);
    const units = items.filter(({ id }) => id.startsWith(`${month}.unit.`));
    const company = units.filter(({ id }) => id.endsWith('.sim-company'));
    const departments = units.filter(({ id }) => !id.endsWith('.sim-company'));
    expect(departments.length).toBeGreaterThan(3);
    expect(departments.reduce((sum, plan) => sum + amountOf(plan), 0)).toBe(company.reduce((sum, plan) => sum + amountOf(plan), 0));
  });
});
