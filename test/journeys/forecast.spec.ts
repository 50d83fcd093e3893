import { jest } from '@jest/globals';
import { addDays, type BusinessDate } from '@zongheng/kernel';
import type { Period } from '@zongheng/planning-events';
import { type Act, byMonth, simulate } from '@zongheng/simulation';
import type { Problem, ShownEvent, Standing } from '../running/api.ts';
import { temporaryFolders } from '../running/folders.ts';
import { type Installation, startInstallation } from '../running/installation.ts';
import { endProgramsAfterwards } from '../running/program.ts';
import { explanation } from './explained/explanations.ts';
import { type Parents, type Recomputed, recomputed } from './forecast/recomputed.ts';
import type { Money } from './maven/figures.ts';

jest.setTimeout(300_000);
const folders = temporaryFolders();
endProgramsAfterwards();

const until = '2024-06-20' as BusinessDate;
const world = { seed: 'forecast', until, days: 300, reps: 12, teams: 4, customers: 60, deals: 260, lateShare: 0.1, planners: 4 };
const categories = ['commit', 'best-case', 'pipeline'] as const;

interface Row extends Omit<Recomputed, 'commit' | 'best-case' | 'pipeline'> {
  readonly kind: string;
  readonly kindLabel: string;
  readonly subject: string;
  readonly name: string;
  readonly currency: string;
  readonly commit: Shown;
  readonly 'best-case': Shown;
  readonly pipeline: Shown;
  readonly open: Shown;
  readonly expected: number;
  readonly gap: number | null;
  readonly expectedGap: number | null;
  readonly coverage: number | null;
}
interface Shown {
  readonly count: number;
  readonly amount: number;
  readonly weighted: number;
}
interface Forecast extends Standing {
  readonly groups: readonly Row[];
  readonly next: string | null;
}

let installation: Installation;
let log: readonly ShownEvent[];
let parents: Parents;

beforeAll(async () => {
  installation = await startInstallation(folders.make());
  const { api } = installation;
  const acts = [...simulate(world)].map((act): Act =>
    act.command === 'RegisterCustomer' ? { ...act, body: { ...act.body, duplicates: 'register' } } : { ...act },
  );
  for (const month of byMonth(acts)) await api.bulkAll(month, { 'x-actor': 'simulation' });
  // What is to be won is planned for the company too, and raised before the quarter is over.
  const won = { metric: 'deals-won' };
  await api.command('/v1/plans/2024-Q2.unit.sim-company/draft', { on: '2024-03-20' });
  await api.command('/v1/plans/2024-Q2.unit.sim-company/set-target', { ...won, amount: 900_000_000, on: '2024-03-20' });
  await api.command('/v1/plans/2024-Q2.unit.sim-company/commit', { on: '2024-03-25' });
  const raised = { ...won, amount: 950_000_000, reason: '新区', on: '2024-05-15' };
  await api.command('/v1/plans/2024-Q2.unit.sim-company/revise-target', raised);
  for (const view of ['plans/forecast', 'forecast', 'opportunities', 'units']) await api.caughtUp(view);
  log = await api.log();
  const { items } = await api.read<{ items: readonly { readonly id: string; readonly parent: string | null }[] }>('/v1/units?limit=200');
  parents = new Map(items.map(({ id, parent }) => [id, parent]));
});
afterAll(() => installation?.end());

/** Every page of the forecast of a period. */
async function forecast(asked: string): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (let next: string | null = ''; next !== null;) {
    const page: Forecast = await installation.api.read(
      `/v1/plans/forecast?${asked}&limit=200${next === '' ? '' : `&cursor=${String(next)}`}`,
    );
    rows.push(...page.groups);
    next = page.next;
  }
  return rows;
}

/** Half to even, as every figure is rounded. */
function rounded(thousandths: number): number {
  const [below, rest] = [Math.floor(thousandths / 1000), ((thousandths % 1000) + 1000) % 1000];
  if (rest !== 500) return rest > 500 ? below + 1 : below;
  return below % 2 === 0 ? below : below + 1;
}

function shownAs({ target, closed, overdue, ...open }: Recomputed) {
  const shown = Object.fromEntries(
    categories.map((category) => [category, { ...open[category], weighted: rounded(open[category].weighted) }]),
  );
  const sum = (of: 'count' | 'amount' | 'weighted') => categories.reduce((all, category) => all + open[category][of], 0);
  const expected = closed + rounded(sum('weighted'));
  return {
    target,
    closed,
    ...shown,
    open: { count: sum('count'), amount: sum('amount'), weighted: rounded(sum('weighted')) },
    overdue,
    expected,
    gap: target === 0 ? null : target - closed,
    expectedGap: target === 0 ? null : target - expected,
  };
}

describe('the forecast against target', () => {
  it('is of every subject what the events themselves say, for any period and on any date', async () => {
    let rows = 0;
    for (const [period, asOf] of [
      ['2024-06', until],
      ['2024-06', '2024-05-20'],
      ['2024-Q2', '2024-05-01'],
      ['2024-Q2', until],
      ['2024', '2024-06-10'],
    ] as const) {
      const found = await forecast(`period=${period}&asOf=${asOf}`);
      const told = found.map((row) => {
        const { kind: _kind, kindLabel: _label, name: _name, subject, currency, coverage: _coverage, ...figures } = row;
        const { keys: _keys, labels: _labels, ...shown } = figures as typeof figures & { readonly keys: unknown; readonly labels: unknown };
        return [`${subject}/${currency}`, shown] as const;
      });
      const expected = [...recomputed(log, parents, period as Period, asOf as BusinessDate)].map(
        ([key, one]) => [key, shownAs(one)] as const,
      );
      expect([period, asOf, Object.fromEntries(told)]).toEqual([period, asOf, Object.fromEntries(expected)]);
      for (const { target, closed, open, gap, coverage } of found) {
        const covered = target === 0 || closed >= target ? null : Math.abs((coverage ?? 0) - (open.amount / (gap ?? 1)) * 1000) <= 0.5;
        expect(covered).toBe(coverage === null ? null : true);
      }
      rows += found.length;
    }
    expect(rows).toBeGreaterThan(60);
  });

  it('counts as open in a month to come what sales forecasts for it', async () => {
    interface Category {
      readonly count: number;
      readonly amounts: readonly Money[];
      readonly weighted: readonly Money[];
    }
    type Month = Readonly<Record<(typeof categories)[number], Category>>;
    const { groups } = await installation.api.read<{ groups: readonly (Month & { readonly month: string | null })[] }>(
      `/v1/forecast?asOf=${until}&fromMonth=2024-07&toMonth=2024-07`,
    );
    const sales = groups.find(({ month }) => month === '2024-07');
    const [row] = await forecast(`period=2024-07&asOf=${until}&kind=company`);
    for (const category of categories) {
      const minor = (moneys: readonly Money[] | undefined) => moneys?.[0]?.minor ?? 0;
      const { count, amounts, weighted } = sales?.[category] ?? { count: 0, amounts: [], weighted: [] };
      expect([category, row?.[category]]).toEqual([category, { count, amount: minor(amounts), weighted: minor(weighted) }]);
    }
    expect(row?.open.count).toBeGreaterThan(0);
  });

  it('agrees with the plan: what is closed is the actual that it is held against', async () => {
    const reps = await forecast(`period=2024-06&asOf=${until}&kind=person`);
    for (const { subject, target, closed } of reps.filter((row) => row.target > 0)) {
      const { lines } = await installation.api.read<{
        lines: readonly { readonly aim: { readonly metric: string }; readonly plan: number; readonly actual: number }[];
      }>(`/v1/plans/progress?plan=2024-06.person.${subject}&asOf=${until}`);
      expect(lines.find(({ aim }) => aim.metric === 'deals-won')).toMatchObject({ plan: target, actual: closed });
    }
    expect(reps.filter(({ target }) => target > 0).length).toBeGreaterThan(1);
  });

  it('is taken apart from the expected gap down to the events', async () => {
    const { api } = installation;
    const address = `/v1/plans/forecast/explain?period=2024-Q2&asOf=${until}&kind=company&subject=sim-company&currency=CNY`;
    const [row] = await forecast(`period=2024-Q2&asOf=${until}&kind=company`);
    const types = new Set<string>();
    const compared: (readonly [address: string | null, found: unknown, said: unknown])[] = [];
    const taken = async (from: string): Promise<unknown> => {
      const told = await explanation(api, from);
      for (const { type } of told.rows) types.add(type);
      for (const { explain, value } of told.parts ?? []) compared.push([explain, explain === null ? value : await taken(explain), value]);
      return told.totals ?? told.value;
    };
    expect(await taken(address)).toBe(row?.expectedGap);
    expect(compared.filter(([, found, said]) => JSON.stringify(found) !== JSON.stringify(said))).toEqual([]);
    expect(compared.length).toBeGreaterThan(5);
    expect([...types]).toEqual(expect.arrayContaining(['OpportunityAdvanced', 'OpportunityWon', 'TargetSet', 'TargetRevised']));
    const changed = await explanation(
      api,
      `/v1/plans/forecast/changes/explain?figure=open&period=2024-Q2&kind=company&subject=sim-company&from=${addDays(until, -40)}&to=${until}`,
    );
    expect(changed.rows.length).toBeGreaterThan(0);
  });

  it('is of one product line where one is asked for, and of nothing that targets are not set for', async () => {
    const [whole] = await forecast(`period=2024-Q2&asOf=${until}&kind=company`);
    const [line] = await forecast(`period=2024-Q2&asOf=${until}&kind=company&productLine=vpn`);
    expect(line?.target).toBe(0);
    expect(line?.open.amount).toBeLessThan(whole?.open.amount ?? 0);
    const refused = await installation.api.ask<Problem>('GET', '/v1/plans/forecast?region=gd');
    expect(refused).toMatchObject({ status: 400, body: { field: 'region' } });
    const foreign = await installation.api.ask<Problem>('GET', '/v1/plans/forecast/explain?figure=closed&stage=won');
    expect(foreign).toMatchObject({ status: 400, body: { code: 'QUERY.PARAMETER_MALFORMED', field: 'stage' } });
  });

  it('is a table, and in the language asked for', async () => {
    const csv = await installation.api.ask<string>('GET', `/v1/plans/forecast?period=2024-Q2&asOf=${until}&format=csv`);
    expect(csv.body.split('\r\n')[0]).toContain('subject,name,currency,target,closed,commit.count,commit.amount,commit.weighted');
    const zh = await installation.api.read<Forecast>(`/v1/plans/forecast?period=2024-Q2&asOf=${until}&kind=company`, {
      'accept-language': 'zh',
    });
    expect(zh.groups[0]).toMatchObject({ kind: 'company', kindLabel: '公司' });
  });
});
