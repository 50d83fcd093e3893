import { jest } from '@jest/globals';
import { founding } from '../faults/load/world.ts';
import type { Api } from '../running/api.ts';
import { temporaryFolders } from '../running/folders.ts';
import { type Installation, startInstallation } from '../running/installation.ts';
import { endProgramsAfterwards } from '../running/program.ts';

jest.setTimeout(120_000);
const folders = temporaryFolders();
endProgramsAfterwards();

let installation: Installation;
let api: Api;
/** The moments between what is recorded, as an answer names them. */
const moments: string[] = [];

interface Count {
  readonly count: number;
  readonly mergedAway: number;
}
interface Due {
  readonly customers: readonly {
    readonly customer: { readonly id: string };
    readonly daysOverdue: number;
    readonly lastContact: string | null;
  }[];
  readonly next: string | null;
}
interface Moves {
  readonly count: { readonly from: number; readonly to: number };
  readonly moves: readonly { readonly customer: string; readonly move: string; readonly mergedInto?: string | null }[];
  readonly redefined?: boolean;
}

const large = (least: number) => ({
  name: { zh: '大客户', en: 'Large' },
  conditions: [{ of: 'attribute', key: 'staff', is: 'gte', values: [least] }],
});
const idsOf = ({ customers }: { readonly customers: readonly { readonly id: string }[] }) => customers.map(({ id }) => id);
const dueOf = ({ customers }: Due) => customers.map(({ customer, daysOverdue }) => [customer.id, daysOverdue]);
const read = <Body>(path: string): Promise<Body> => api.read<Body>(path);

/** Carries out what happened on a day, and takes down the moment after it. */
async function happened(on: string, ...commands: readonly (readonly [path: string, body: object])[]): Promise<void> {
  for (const [path, body] of commands) await api.command(path, { on, ...body });
  for (const view of ['customers', 'segments', 'merges']) await api.caughtUp(view);
  moments.push((await read<{ at: string }>('/v1/events?limit=1')).at);
}

beforeAll(async () => {
  installation = await startInstallation(folders.make());
  ({ api } = installation);
  const own = founding().filter(({ command }) => command !== 'RegisterCustomer');
  await api.bulkAll(own.map((line) => ({ ...line, body: { ...line.body, on: '2024-01-01' } })));
  const firm = (id: string) => ['/v1/customers', { id, kind: 'enterprise', name: `公司${id}`, owner: 'rep-1' }] as const;
  const staff = (id: string, number: number) => [`/v1/customers/${id}/set-attributes`, { set: { staff: number } }] as const;
  const label = { zh: '员工人数', en: 'Staff' };
  await happened(
    '2024-01-02',
    ['/v1/attributes/define', { subject: 'customer', attribute: 'staff', kind: 'integer', label }],
    firm('a'),
    firm('b'),
    firm('c'),
  );
  await happened('2024-02-01', staff('a', 500), staff('b', 50), ['/v1/segments', { id: 'large', ...large(100) }]);
  const call = { channel: 'phone', direction: 'out', outcome: 'interested', subject: '回访' };
  await happened('2024-03-01', staff('b', 200), staff('c', 900), ['/v1/customers/a/record-interaction', { interaction: 'i1', ...call }]);
  await happened('2024-04-01', ['/v1/merges/merge', { merged: 'c', into: 'a', reason: '同一企业' }]);
  await happened('2024-05-01', ['/v1/segments/large/revise', large(300)]);
  await happened('2024-06-01', ['/v1/merges/unmerge', { merged: 'c', reason: '两家企业' }]);
});
afterAll(() => installation?.end());

it('a segment has on each day of the past the customers that it had then, by the definition of then', async () => {
  const counts: (readonly [string, number, number])[] = [];
  for (const day of ['2024-02-15', '2024-03-15', '2024-04-15', '2024-05-15', '2024-06-15']) {
    const { count, mergedAway } = await read<Count>(`/v1/segments/large/count?asOf=${day}`);
    counts.push([day, count, mergedAway]);
  }
  expect(counts).toEqual([
    ['2024-02-15', 1, 0],
    ['2024-03-15', 3, 0],
    ['2024-04-15', 2, 1],
    ['2024-05-15', 1, 1],
    ['2024-06-15', 2, 0],
  ]);
  const before = await api.ask('GET', '/v1/segments/large/count?asOf=2024-01-15');
  expect(before).toMatchObject({ status: 404, body: { code: 'READ.NOT_FOUND', detail: 'segments had no large as of 2024-01-15' } });
});

it('its customers come in pages, and are those that are there now where nothing changed since', async () => {
  const first = await read<{ customers: readonly { id: string }[]; next: string | null }>(
    '/v1/segments/large/customers?asOf=2024-03-15&limit=2',
  );
  expect(idsOf(first)).toEqual(['a', 'b']);
  const second = await read<{ customers: readonly { id: string }[]; next: string | null }>(
    `/v1/segments/large/customers?asOf=2024-03-15&limit=2&cursor=${first.next ?? ''}`,
  );
  expect([idsOf(second), second.next]).toEqual([['c'], null]);
  const now = await read<{ customers: readonly object[] }>('/v1/segments/large/customers');
  const folded = await read<{ customers: readonly object[] }>(`/v1/segments/large/customers?recordedAsOf=${moments.at(-1) ?? ''}`);
  expect(folded.customers).toEqual(now.customers);
});

it('its moves between two moments make up the difference of its counts, on either clock', async () => {
  const moved = await read<Moves>('/v1/segments/large/changes?from=2024-02-15&to=2024-04-15');
  expect(moved).toMatchObject({ count: { from: 1, to: 2 }, entered: 1, left: 0, redefined: false });
  expect(moved.moves).toMatchObject([{ customer: 'b', move: 'entered' }]);
  const merged = await read<Moves>(`/v1/segments/large/changes?from=${moments[2] ?? ''}&to=${moments[3] ?? ''}`);
  expect(merged).toMatchObject({ count: { from: 3, to: 2 }, moves: [{ customer: 'c', move: 'left', mergedInto: 'a' }] });
  expect(await read<Moves>('/v1/segments/large/changes?from=2024-04-15&to=2024-05-15')).toMatchObject({
    redefined: true,
    moves: [{ customer: 'b', move: 'left', mergedInto: null }],
  });
  const begun = await read<Moves>('/v1/segments/large/changes?from=2024-01-15&to=2024-02-15');
  expect(begun).toMatchObject({ count: { from: 0, to: 1 }, moves: [{ customer: 'a', move: 'entered' }] });
});

it('customers are due on each day of the past by the contacts of then, with any file that is theirs', async () => {
  expect(dueOf(await read<Due>('/v1/customers-due?asOf=2024-02-03'))).toEqual([
    ['a', 2],
    ['b', 2],
    ['c', 2],
  ]);
  const after = await read<Due>('/v1/customers-due?asOf=2024-03-02');
  expect(dueOf(after)).toEqual([
    ['b', 30],
    ['c', 30],
  ]);
  expect(dueOf(await read<Due>('/v1/customers-due?asOf=2024-04-02'))).toEqual([
    ['b', 61],
    ['a', 2],
  ]);
  const moves = await read<Moves>('/v1/customers-due/changes?from=2024-02-03&to=2024-03-02');
  expect(moves).toMatchObject({ count: { from: 3, to: 2 }, moves: [{ customer: 'a', move: 'no-longer-due' }] });
});

it('a page of those due goes on where the one before ended, now and in the past, with the same customers', async () => {
  for (const when of ['', '&asOf=2024-03-02', `&recordedAsOf=${moments.at(-1) ?? ''}`]) {
    const whole = await read<Due>(`/v1/customers-due?limit=100${when}`);
    const seen: unknown[] = [];
    for (let next: string | null = ''; next !== null;) {
      const page: Due = await read<Due>(`/v1/customers-due?limit=1${when}${next === '' ? '' : `&cursor=${next}`}`);
      expect(page.customers.length).toBeLessThanOrEqual(1);
      seen.push(...page.customers);
      ({ next } = page);
    }
    expect(seen).toEqual(whole.customers);
  }
  const now = await read<Due>('/v1/customers-due?limit=100');
  expect((await read<Due>(`/v1/customers-due?limit=100&recordedAsOf=${moments.at(-1) ?? ''}`)).customers).toEqual(now.customers);
});
