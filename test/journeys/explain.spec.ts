import { jest } from '@jest/globals';
import { addDays, type BusinessDate } from '@zongheng/kernel';
import { type Act, byMonth, simulate } from '@zongheng/simulation';
import fc from 'fast-check';
import type { Standing } from '../running/api.ts';
import { temporaryFolders } from '../running/folders.ts';
import { type Installation, startInstallation } from '../running/installation.ts';
import { endProgramsAfterwards } from '../running/program.ts';
import { anyCell, anyMoments, type Deal } from './explained/cells.ts';
import { type Endpoint, explainingEndpoints } from './explained/endpoints.ts';
import { type Explanation, explanation, filled, lessOf, type Measures, sumOf } from './explained/explanations.ts';

jest.setTimeout(300_000);
const folders = temporaryFolders();
endProgramsAfterwards();

const until = '2024-06-30' as BusinessDate;
const world = {
  seed: 'explained',
  until,
  days: 300,
  reps: 16,
  teams: 4,
  customers: 80,
  deals: 220,
  lateShare: 0.1,
  planners: 4,
  billing: true,
};
const groupsTried = 4;
const explained = [
  'funnel',
  'funnel/conversion',
  'funnel/time-in-stage',
  'forecast',
  'win-loss',
  'sales-analysis',
  'sales-cycle',
  'contracts/expected',
  'contracts/backlog',
  'contracts/signed',
  'contracts/renewal-rate',
  'receivables/ageing',
  'receivables/summary',
  'receivables/by-month',
  'plans/actuals',
  'plans/targets',
  'plans/forecast',
  'plans/tasks',
  'customer-base',
];

let installation: Installation;
let endpoints: readonly Endpoint[];
/** The moment when half of what happened was recorded. */
let halfway: string;

interface Group {
  readonly keys: Readonly<Record<string, string | null>>;
  readonly [member: string]: unknown;
}
interface Figures extends Standing {
  readonly groups: readonly Group[];
}

beforeAll(async () => {
  installation = await startInstallation(folders.make());
  const { api } = installation;
  // In so small a world two firms may well be called alike, and are two.
  const acts = [...simulate(world)].map((act): Act =>
    act.command === 'RegisterCustomer' ? { ...act, body: { ...act.body, duplicates: 'register' } } : { ...act },
  );
  const middle = Math.floor(acts.length / 2);
  for (const month of byMonth(acts.slice(0, middle))) await api.bulkAll(month, { 'x-actor': 'simulation' });
  await api.caughtUp('funnel');
  halfway = (await api.read<Standing>(`/v1/funnel?asOf=${until}`)).at;
  for (const month of byMonth(acts.slice(middle))) await api.bulkAll(month, { 'x-actor': 'simulation' });
  const { items } = await api.read<{ items: readonly { readonly id: string }[] }>('/v1/opportunities?status=open&limit=3');
  for (const { id } of items) await api.command(`/v1/opportunities/${id}/void`, { reason: '误登' });
  for (const path of ['funnel', 'funnel/conversion', 'sales-cycle', 'contracts/expected', 'receivables/ageing', 'plans/actuals'])
    await api.caughtUp(path);
  endpoints = await explainingEndpoints(api);
});
afterAll(() => installation?.end());

const timeOf = ({ isPeriod }: Endpoint): string => `asOf=${until}${isPeriod ? `&from=2023-12-01&to=${until}` : ''}`;

/** The parameters that name a group: by units and regions themselves, without those below them. */
function parametersOf({ keys }: Group): string {
  return Object.entries(keys)
    .map(([name, key]) => {
      if (key === null) return `&${name}[missing]=true`;
      return `&${name}${name === 'unit' || name === 'region' ? '[only]' : ''}=${encodeURIComponent(key)}`;
    })
    .join('');
}

/** The member of a group that a figure is, `cycle.median` one further in; undefined where its measures are members themselves. */
function memberOf(group: Group, figure: string): unknown {
  return figure.split('.').reduce<unknown>((value, name) => (value as Readonly<Record<string, unknown>> | undefined)?.[name], group);
}

/** What an explanation comes to: the sum of its rows and its totals, or its value. */
function saidOf({ rows, totals, value }: Explanation): readonly unknown[] {
  return totals ? [filled(sumOf(rows.map(({ measures }) => measures)), totals), totals] : [value];
}

/** The same as the group shows it. */
function shownOf({ totals }: Explanation, group: Group, figure: string): readonly unknown[] {
  const member = memberOf(group, figure);
  if (!totals) return [member];
  const from = (typeof member === 'object' && member !== null && !Array.isArray(member) ? member : group) as Readonly<
    Record<string, unknown>
  >;
  // A part of a figure, such as what was open at the start, need not be shown by itself.
  const shown = {
    ...totals,
    ...Object.fromEntries(Object.keys(totals).flatMap((name) => (Object.hasOwn(from, name) ? [[name, from[name]]] : []))),
  };
  return [shown, shown];
}

async function groupsOf(endpoint: Endpoint, groupBy: string | null) {
  const grouping = groupBy === null ? '' : `&groupBy=${groupBy}`;
  const figures = await installation.api.read<Figures>(`${endpoint.path}?${timeOf(endpoint)}&limit=200${grouping}`);
  const step = Math.max(1, Math.floor(figures.groups.length / groupsTried));
  return { at: figures.at, groups: figures.groups.filter((_group, index) => index % step === 0) };
}

describe('why a number is what it is', () => {
  it('can be asked of every endpoint that has figures', () => {
    const paths = endpoints.map(({ path }) => path);
    expect(explained.filter((path) => !paths.includes(`/v1/${path}`))).toEqual([]);
    expect(endpoints.every(({ figures }) => figures.length > 0)).toBe(true);
  });

  it('is answered by contributions that sum to the figure of the group, at the same moment', async () => {
    let compared = 0;
    for (const endpoint of endpoints) {
      for (const groupBy of endpoint.groupings) {
        const { at, groups } = await groupsOf(endpoint, groupBy);
        for (const group of groups) {
          for (const figure of endpoint.figures) {
            const address = `${endpoint.path}/explain?figure=${figure}&at=${at}&${timeOf(endpoint)}${parametersOf(group)}`;
            const told = await explanation(installation.api, address);
            expect([address, ...saidOf(told)]).toEqual([address, ...shownOf(told, group, figure)]);
            compared += told.rows.length;
          }
        }
      }
    }
    expect(compared).toBeGreaterThan(1000);
  });

  it('is answered by its parts where it is made from others: each has a value, and an address that explains it', async () => {
    const { api } = installation;
    let parts = 0;
    for (const endpoint of endpoints) {
      const { at, groups } = await groupsOf(endpoint, null);
      const group = groups.at(-1);
      if (!group) continue;
      for (const figure of endpoint.figures) {
        const asked = `${endpoint.path}/explain?figure=${figure}&at=${at}&${timeOf(endpoint)}${parametersOf(group)}`;
        for (const part of (await explanation(api, asked)).parts ?? []) {
          if (part.explain === null) continue;
          const { totals, value } = await explanation(api, part.explain);
          expect([part.explain, totals ?? value]).toEqual([part.explain, part.value]);
          parts += 1;
        }
      }
    }
    expect(parts).toBeGreaterThan(10);
  });

  it('and why it changed between two moments, by what is new, what came late and what was corrected', async () => {
    const { api } = installation;
    const kinds = new Set<string>();
    for (const endpoint of endpoints) {
      const { at } = await api.read<Standing>(`${endpoint.path}?${timeOf(endpoint)}`);
      const period = endpoint.isPeriod ? '&from=2023-12-01&to=2024-06-30' : '';
      const between = endpoint.isPeriod
        ? `asOf=2024-06-30${period}&since=2024-03-31@${halfway}`
        : `from=2024-03-31@${halfway}&to=2024-06-30@${at}`;
      for (const figure of endpoint.figures) {
        const changed = await explanation(api, `${endpoint.path}/changes/explain?figure=${figure}&at=${at}&${between}`);
        if (!changed.totals || !changed.subtotals) continue;
        const explain = `${endpoint.path}/explain?figure=${figure}&at=${at}${period}`;
        const earlier = await totalsOf(`${explain}&asOf=2024-03-31&recordedAsOf=${halfway}`);
        const later = await totalsOf(`${explain}&asOf=2024-06-30`);
        const like = changed.totals;
        expect([endpoint.path, figure, like]).toEqual([endpoint.path, figure, filled(lessOf(later, earlier), like)]);
        expect(filled(sumOf(Object.values(changed.subtotals)), like)).toEqual(like);
        for (const [kind, subtotal] of Object.entries(changed.subtotals)) {
          const rows = changed.rows.filter((row) => row.kind === kind);
          expect([figure, kind, filled(sumOf(rows.map(({ measures }) => measures)), like)]).toEqual([figure, kind, subtotal]);
        }
        const corrections = changed.rows.filter(({ kind }) => kind === 'correction');
        expect(corrections.every(({ type }) => /Corrected$|Voided$/.test(type))).toBe(true);
        for (const { kind = '' } of changed.rows) kinds.add(kind);
      }
    }
    expect([...kinds].sort()).toEqual(expect.arrayContaining(['correction', 'late', 'new']));
  });
});

describe('any cell of the funnel, on any date, as known at any moment', () => {
  /** The figure of a cell, and what explains it: all its events. */
  async function bothOf(asked: string) {
    const { groups } = await installation.api.read<Figures>(`/v1/funnel?groupBy=&${asked}`);
    const told = await explanation(installation.api, `/v1/funnel/explain?${asked}`);
    const nothing = { count: 0, lines: 0, amounts: [] };
    const { keys: _keys, labels: _labels, weighted: _weighted, ...figure } = groups[0] ?? { keys: {}, ...nothing };
    return { figure, explained: filled(sumOf(told.rows.map(({ measures }) => measures)), nothing), totals: told.totals ?? {} };
  }

  it('is the sum of the events that explain it, and its change that of what is new, late and corrected', async () => {
    const { api } = installation;
    const { items } = await api.read<{ items: readonly Deal[] }>('/v1/opportunities?limit=200');
    const head = await api.head();
    const epoch = halfway.slice(0, halfway.lastIndexOf('.'));
    const days = Array.from({ length: 50 }, (_, index) => addDays(until, 7 * (index - 48)));
    let [full, changes] = [0, 0];
    await fc.assert(
      fc.asyncProperty(anyCell(items), anyMoments(days, head), async (cell, { dates, positions }) => {
        const [from, to] = [0, 1].map((end) => ({ date: dates[end] ?? until, moment: `${epoch}.${positions[end] ?? head}` }));
        if (!from || !to) throw new Error('two moments were drawn');
        const [earlier, later] = await Promise.all(
          [from, to].map(({ date, moment }) => bothOf(`asOf=${date}&recordedAsOf=${moment}${cell}`)),
        );
        expect([earlier?.explained, earlier?.totals]).toEqual([earlier?.figure, earlier?.figure]);
        expect([later?.explained, later?.totals]).toEqual([later?.figure, later?.figure]);
        const changed = await explanation(
          api,
          `/v1/funnel/changes/explain?from=${from.date}@${from.moment}&to=${to.date}@${to.moment}${cell}`,
        );
        const { regrouped, ...kinds } = changed.subtotals ?? {};
        const like = changed.totals ?? {};
        expect(regrouped).toEqual({ count: 0, lines: 0, amounts: [] });
        expect(filled(sumOf(Object.values(kinds)), like)).toEqual(filled(lessOf(later?.totals ?? {}, earlier?.totals ?? {}), like));
        expect(filled(sumOf(changed.rows.map(({ measures }) => measures)), like)).toEqual(like);
        if (later?.figure['count'] !== 0) full += 1;
        changes += changed.rows.length;
      }),
      { numRuns: 60 },
    );
    expect(full).toBeGreaterThan(10);
    expect(changes).toBeGreaterThan(100);
  });
});

async function totalsOf(address: string): Promise<Measures> {
  const { totals } = await explanation(installation.api, address);
  if (!totals) throw new Error(`${address} has no totals`);
  return totals;
}
