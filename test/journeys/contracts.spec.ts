import { jest } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { founding } from '../faults/load/world.ts';
import { crmOn } from '../running/crm.ts';
import { temporaryFolders } from '../running/folders.ts';
import { type Installation, startInstallation } from '../running/installation.ts';
import { endProgramsAfterwards } from '../running/program.ts';

jest.setTimeout(120_000);
const folders = temporaryFolders();
endProgramsAfterwards();

let dataDir: string;
let installation: Installation;

interface Money {
  readonly minor: number;
  readonly currency: string;
}
interface Group {
  readonly keys: Readonly<Record<string, string | null>>;
  readonly month: string;
  readonly amounts: readonly Money[];
}
interface Contract {
  readonly id: string;
  readonly number: string;
  readonly status: string;
  readonly value: Money;
  readonly standing: { readonly owner: string; readonly unit: string; readonly region: string | null; readonly ends: string };
  readonly schedule: readonly { readonly month: string; readonly amount: number }[];
  readonly held: { readonly amount: Money } | null;
}

const agreement = {
  number: 'HT-1',
  title: '机柜租用',
  customer: 'customer-1',
  owner: 'rep-1',
  begins: '2024-01-01',
  ends: '2024-12-31',
  lines: [{ product: 'vpn', amount: 1_200_01 }],
};

/** Expected revenue by month, as of a date, in fen. */
async function expected(asOf: string, more = ''): Promise<Record<string, number>> {
  await installation.api.caughtUp('contracts/expected');
  const path = `/v1/contracts/expected?fromMonth=2024-01&toMonth=2025-12&asOf=${asOf}&limit=200${more}`;
  const { groups } = await installation.api.read<{ groups: readonly Group[] }>(path);
  const months: Record<string, number> = {};
  for (const { keys, amounts } of groups) months[Object.values(keys).join(' ')] = amounts[0]?.minor ?? 0;
  return months;
}

const sum = (months: Record<string, number>): number => Object.values(months).reduce((total, minor) => total + minor, 0);

async function contract(id: string): Promise<Contract> {
  await installation.api.caughtUp('contracts');
  return (await installation.api.read<{ item: Contract }>(`/v1/contracts/${id}`)).item;
}

/** Waits until a policy has come to a contract. */
async function untilIt(id: string, is: (found: Contract) => boolean): Promise<Contract> {
  for (let turn = 0; turn < 300; turn += 1) {
    const found = await contract(id);
    if (is(found)) return found;
    await sleep(20);
  }
  throw new Error(`it never came to that: ${JSON.stringify(await contract(id))}`);
}

beforeAll(async () => {
  dataDir = folders.make();
  installation = await startInstallation(dataDir);
  await installation.api.bulkAll(founding().map((line) => ({ ...line, body: { ...line.body, on: '2023-12-01' } })));
});
afterAll(() => installation?.end());

describe('a year-long agreement', () => {
  it('is drafted, counts for nothing, and splits by month to the fen once it is signed', async () => {
    const { api } = installation;
    await api.command('/v1/contracts/k-1/draft', { ...agreement, on: '2023-12-10' });
    expect(await contract('k-1')).toMatchObject({ status: 'draft', value: { minor: 1_200_01, currency: 'CNY' } });
    expect(await expected('2023-12-31')).toEqual({});
    await api.command('/v1/contracts/k-1/sign', { on: '2023-12-20' });
    const months = await expected('2023-12-31');
    expect(Object.keys(months)).toHaveLength(12);
    expect(months['2024-01']).toBe(100_01);
    expect(months['2024-12']).toBe(100_00);
    expect(sum(months)).toBe(1_200_01);
  });

  it('is amended from a day on: earlier months stay, and the past shows what was expected then', async () => {
    const before = await expected('2024-05-31');
    await installation.api.command('/v1/contracts/k-1/amend', {
      effective: '2024-07-01',
      lines: [{ line: '1', product: 'vpn', amount: 900_00 }],
      reason: '增加带宽',
      on: '2024-06-10',
    });
    const after = await expected('2024-06-30');
    for (const month of ['2024-01', '2024-02', '2024-03', '2024-04', '2024-05', '2024-06']) expect(after[month]).toBe(before[month]);
    expect(after['2024-07']).toBe(150_00);
    expect(await expected('2024-05-31')).toEqual(before);
  });

  it('is suspended and resumed, its months shifted', async () => {
    const before = sum(await expected('2024-07-31'));
    await installation.api.command('/v1/contracts/k-1/suspend', {
      effective: '2024-09-01',
      disposition: 'shifted',
      reason: '机房改造',
      on: '2024-08-20',
    });
    const suspended = await contract('k-1');
    expect(suspended).toMatchObject({ status: 'suspended', held: { amount: { minor: 600_00 } } });
    expect(sum(await expected('2024-08-31'))).toBe(before - 600_00);
    await installation.api.command('/v1/contracts/k-1/resume', { effective: '2024-11-01', on: '2024-10-25' });
    const months = await expected('2024-10-31');
    expect(sum(months)).toBe(before);
    expect([months['2024-09'], months['2024-10'], months['2024-11'], months['2025-02']]).toEqual([undefined, undefined, 150_00, 150_00]);
    expect(await contract('k-1')).toMatchObject({ held: null, standing: { ends: '2025-02-28' } });
  });

  it('is due for renewal, and renewed', async () => {
    const due = '/v1/contracts/renewals-due?date=2025-01-01&days=60';
    const { contracts, total, next } = await installation.api.read<{ contracts: readonly Contract[]; total: number; next: null }>(due);
    expect([contracts.map(({ id }) => id), total, next]).toEqual([['k-1'], 1, null]);
    await installation.api.command('/v1/contracts/k-1/renew', {
      ends: '2026-02-28',
      lines: [{ product: 'vpn', amount: 1_320_00, split: 'by-days' }],
      on: '2025-01-15',
    });
    await installation.api.caughtUp('contracts');
    await installation.api.caughtUp('contracts/signed');
    expect((await installation.api.read<{ contracts: readonly Contract[] }>(due)).contracts).toEqual([]);
    const rate = '/v1/contracts/renewal-rate?from=2025-01-01&to=2025-12-31&asOf=2025-12-31';
    const { groups } = await installation.api.read<{ groups: readonly object[] }>(rate);
    expect(groups).toMatchObject([{ ended: 1, renewed: 1, rate: 1000 }]);
  });

  it('is signed once under its number and id, and refused by its code where it cannot be so', async () => {
    const { api } = installation;
    const again = await api.post<{ code: string }>('/v1/contracts', { ...agreement, id: 'k-1', on: '2025-02-01' });
    expect([again.status, again.body.code]).toEqual([409, 'CONTRACTS.CONTRACT.EXISTS']);
    const noOne = await api.post<{ code: string }>('/v1/contracts', { ...agreement, number: 'HT-9', customer: 'nobody' });
    expect([noOne.status, noOne.body.code]).toEqual([404, 'CONTRACTS.CUSTOMER.UNKNOWN']);
    const noMonth = { ...agreement, number: 'HT-9', lines: [{ product: 'vpn', months: [{ month: '2030-01', amount: 1 }] }] };
    expect((await api.post<{ code: string; field: string }>('/v1/contracts', noMonth)).body).toMatchObject({
      code: 'CONTRACTS.LINES.MONTH_OUTSIDE',
      field: '/lines/0/months/0/month',
    });
  });
});

describe('contracts follow', () => {
  beforeAll(async () => {
    const lines = [{ product: 'vpn', split: 'by-profile', profile: 'summer-peak', amount: 1_000_03 }];
    await installation.api.command('/v1/contracts', {
      ...agreement,
      id: 'k-2',
      number: 'HT-2',
      owner: 'rep-3',
      customer: 'customer-3',
      lines,
      on: '2023-12-20',
    });
  });

  it('their owner to another unit and to the successor, with the months from then on and no others', async () => {
    const { api } = installation;
    await api.command('/v1/employees/rep-3/transfer', { unit: 'team-2', on: '2024-03-05' });
    await untilIt('k-2', ({ standing }) => standing.unit === 'team-2');
    await api.command('/v1/employees/rep-3/leave', { successor: 'rep-4', on: '2024-06-01' });
    await untilIt('k-2', ({ standing }) => standing.owner === 'rep-4');
    const months = await expected('2024-12-31', '&groupBy=owner,unit&contract=k-2');
    expect(Object.keys(months).map((key) => key.split(' ').slice(0, 2).join(' '))).toEqual(
      [
        ...Array.from({ length: 2 }, () => 'rep-3 team-3'),
        ...Array.from({ length: 3 }, () => 'rep-3 team-2'),
        ...Array.from({ length: 7 }, () => 'rep-4 team-4'),
      ].toSorted(),
    );
    expect(sum(months)).toBe(1_000_03);
  });

  it('their customer to another region', async () => {
    await installation.api.command('/v1/customers/customer-3/change-details', { region: 'ningbo', on: '2024-07-01' });
    await untilIt('k-2', ({ standing }) => standing.region === 'ningbo');
    const months = await expected('2024-12-31', '&groupBy=region&contract=k-2');
    expect(Object.keys(months).filter((key) => key.startsWith('ningbo'))).toHaveLength(6);
    expect(sum(months)).toBe(1_000_03);
  });

  it('nothing any more once they are terminated; what was signed stays with who signed it', async () => {
    const { api } = installation;
    await api.command('/v1/contracts/k-2/terminate', { lastDay: '2024-09-15', reason: '客户迁出', on: '2024-09-01' });
    const months = await expected('2024-12-31', '&contract=k-2');
    expect(Object.keys(months)).toHaveLength(9);
    await api.caughtUp('contracts/signed');
    const signed = '/v1/contracts/signed?from=2023-12-01&to=2024-12-31&asOf=2024-12-31&groupBy=owner&contract=k-2';
    const { groups } = await api.read<{ groups: readonly object[] }>(signed);
    expect(groups).toMatchObject([
      { keys: { owner: 'rep-3' }, signings: 1, signed: [{ minor: 1_000_03, currency: 'CNY' }], changed: [] },
      { keys: { owner: 'rep-4' }, signings: 0, signed: [], changed: [{ minor: sum(months) - 1_000_03, currency: 'CNY' }] },
    ]);
  });
});

describe('what was learned late', () => {
  it('is a correction: asked as it was known before, the old figures come back', async () => {
    const { api } = installation;
    await api.command('/v1/contracts', { ...agreement, id: 'k-3', number: 'HT-3', on: '2024-01-05' });
    const before = await expected('2024-12-31', '&contract=k-3');
    const known = (await api.read<{ at: string }>('/v1/contracts/expected?contract=k-3')).at;
    await api.command('/v1/contracts/k-3/correct', {
      corrects: 'lines',
      since: '2024-01-05',
      lines: [{ product: 'vpn', amount: 2_400_00 }],
      reason: '金额录入有误',
      on: '2024-05-05',
    });
    expect(sum(await expected('2024-12-31', '&contract=k-3'))).toBe(2_400_00);
    expect(sum(await expected('2024-01-31', '&contract=k-3'))).toBe(2_400_00);
    expect(await expected('2024-12-31', `&contract=k-3&at=${known}`)).toEqual(before);
    const now = (await api.read<{ at: string }>('/v1/contracts/expected?contract=k-3')).at;
    const changes = `/v1/contracts/expected/changes?from=${known}&to=${now}&contract=k-3&fromMonth=2024-01&toMonth=2024-12`;
    const { groups } = await api.read<{ groups: readonly { readonly change: readonly Money[] }[] }>(changes);
    expect(groups.reduce((total, { change }) => total + (change[0]?.minor ?? 0), 0)).toBe(2_400_00 - 1_200_01);
    await api.command('/v1/contracts/k-3/void', { reason: '重复登记', on: '2024-06-01' });
    expect(await expected('2024-12-31', '&contract=k-3')).toEqual({});
    expect(await contract('k-3')).toMatchObject({ status: 'voided', schedule: [], value: { minor: 0 } });
  });
});

it('the backlog of a day is what the months after it bring, and the live views equal a pure fold of the log', async () => {
  const { api } = installation;
  const months = await expected('2024-12-31');
  const { totals } = await api.read<{ totals: { amounts: readonly Money[] } }>('/v1/contracts/backlog?asOf=2024-12-31');
  const later = Object.entries(months).filter(([month]) => month > '2024-12');
  expect(totals.amounts).toEqual([{ minor: sum(Object.fromEntries(later)), currency: 'CNY' }]);
  const verified = await crmOn(dataDir, 'verify', 'contracts', 'contract-months', 'contract-terms');
  expect(verified.match(/ equal /g)).toHaveLength(3);
});

it('a split profile is data: what was split before keeps its months when it is defined anew', async () => {
  const { api } = installation;
  const name = { zh: '淡旺季', en: 'Seasons' };
  const weights = [1, 3, ...Array.from({ length: 10 }, () => 0)];
  await api.command('/v1/split-profiles/seasons/define', { name, basis: 'calendar-months', weights, on: '2024-01-01' });
  const lines = [{ product: 'vpn', profile: 'seasons', amount: 400_00 }];
  await api.command('/v1/contracts', { ...agreement, id: 'k-20', number: 'HT-20', lines, on: '2024-01-05' });
  await api.command('/v1/split-profiles/seasons/define', {
    name,
    basis: 'calendar-months',
    weights: weights.toReversed(),
    on: '2024-02-01',
  });
  expect(await expected('2024-12-31', '&contract=k-20')).toEqual({ '2024-01': 100_00, '2024-02': 300_00 });
  await api.command('/v1/contracts', { ...agreement, id: 'k-21', number: 'HT-21', lines, on: '2024-02-05' });
  expect(await expected('2024-12-31', '&contract=k-21')).toEqual({ '2024-11': 300_00, '2024-12': 100_00 });
  const unknown = await api.post<{ code: string }>('/v1/contracts', {
    ...agreement,
    number: 'HT-22',
    lines: [{ product: 'vpn', profile: 'none', amount: 1 }],
  });
  expect([unknown.status, unknown.body.code]).toEqual([404, 'CONTRACTS.PROFILE.UNKNOWN']);
});

describe('the number of a contract', () => {
  const sign = (id: string, number: string, more: object = {}) =>
    installation.api.post<{ code?: string }>('/v1/contracts', { ...agreement, id, number, on: '2024-01-05', ...more });

  it('is no other contract’s, whichever of them is first, drafts among them', async () => {
    const raced = await Promise.all(['k-10', 'k-11', 'k-12', 'k-13'].map((id) => sign(id, 'HT-10')));
    expect(raced.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409]);
    await installation.api.command('/v1/contracts/k-14/draft', { ...agreement, number: 'HT-14', on: '2024-01-05' });
    expect((await sign('k-15', 'HT-14')).body.code).toBe('CONTRACTS.NUMBER.TAKEN');
    expect((await sign('k-14', 'HT-14')).status).toBe(201);
  });

  it('is taken over from a contract that never came about, which then never will', async () => {
    expect((await sign('k-16', 'HT-16', { customer: 'nobody' })).body.code).toBe('CONTRACTS.CUSTOMER.UNKNOWN');
    expect((await sign('k-17', 'HT-16')).status).toBe(201);
    expect((await sign('k-16', 'HT-17')).body.code).toBe('CONTRACTS.CONTRACT.ABANDONED');
  });

  it('is free again once the contract is voided', async () => {
    const { api } = installation;
    expect((await sign('k-18', 'HT-18')).status).toBe(201);
    await api.command('/v1/contracts/k-18/void', { reason: '客户选错', on: '2024-01-06' });
    for (let turn = 0; turn < 300; turn += 1) {
      if ((await sign('k-19', 'HT-18')).status === 201) break;
      await sleep(20);
    }
    expect(await contract('k-19')).toMatchObject({ number: 'HT-18', status: 'signed' });
  });

  it('is put right: the wrong one is free again, the right one is no other contract’s, and back again', async () => {
    const { api } = installation;
    const rename = (id: string, number: string) =>
      api.post<{ code?: string }>(`/v1/contracts/${id}/rename`, { number, reason: '编号录入有误', on: '2024-01-07' });
    expect((await sign('k-30', 'HT-30')).status).toBe(201);
    expect((await rename('k-30', 'HT-10')).body.code).toBe('CONTRACTS.NUMBER.TAKEN');
    for (const number of ['HT-31', 'HT-30', 'HT-31', 'HT-30', 'HT-31']) expect((await rename('k-30', number)).status).toBe(200);
    expect(await contract('k-30')).toMatchObject({ number: 'HT-31', status: 'signed' });
    expect((await sign('k-32', 'HT-31')).body.code).toBe('CONTRACTS.NUMBER.TAKEN');
    for (let turn = 0; turn < 300; turn += 1) {
      if ((await sign('k-33', 'HT-30')).status === 201) break;
      await sleep(20);
    }
    expect(await contract('k-33')).toMatchObject({ number: 'HT-30' });
    expect((await sign('k-32', 'HT-31')).body.code).toBe('CONTRACTS.NUMBER.TAKEN');
  });

  it('that could not be put right stays free', async () => {
    const early = { number: 'HT-40', reason: '编号录入有误', on: '2024-01-01' };
    const refused = await installation.api.post<{ code?: string }>('/v1/contracts/k-30/rename', early);
    expect(refused.body.code).toBe('DATE.BEFORE_LAST');
    expect((await sign('k-40', 'HT-40')).status).toBe(201);
  });
});
