import { jest } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { founding } from '../faults/load/world.ts';
import type { Answer, Api, Standing } from '../running/api.ts';
import { temporaryFolders } from '../running/folders.ts';
import { type Installation, startInstallation } from '../running/installation.ts';
import { endProgramsAfterwards } from '../running/program.ts';

jest.setTimeout(120_000);
const folders = temporaryFolders();
endProgramsAfterwards();

let installation: Installation;
let api: Api;

beforeAll(async () => {
  installation = await startInstallation(folders.make());
  ({ api } = installation);
  await api.bulkAll(founding().map((line) => ({ ...line, body: { ...line.body, on: '2024-01-01' } })));
});
afterAll(() => installation?.end());

/** Carries a command out, and answers once every view shows it. */
async function done(path: string, body: object): Promise<void> {
  await api.command(path, { on: '2024-02-01', ...body });
  await settled();
}

async function settled(): Promise<void> {
  for (const view of ['customers', 'segments', 'opportunities', 'tasks', 'customers/customer-1/timeline']) await api.caughtUp(view);
  while ((await read<Standing>('/v1/customers/customer-1/360')).behind.events > 0) await sleep(20);
}

const read = <Body>(path: string): Promise<Body> => api.read<Body>(path);

interface Overview {
  readonly customer: { readonly id: string; readonly stage: string; readonly contacts: readonly { readonly name: string }[] };
  readonly merged: readonly { readonly id: string }[];
  readonly related: readonly { readonly customer: string; readonly name: string; readonly label: object }[];
  readonly latest: readonly { readonly type: string }[];
  readonly sections: Readonly<Record<string, readonly { readonly id: string }[]>>;
}
interface Timeline {
  readonly customer: string;
  readonly files: readonly string[];
  readonly entries: readonly { readonly type: string; readonly on: string; readonly data: Readonly<Record<string, unknown>> }[];
  readonly next: string | null;
}
interface Found {
  readonly items: readonly { readonly id: string; readonly mergedInto: string | null }[];
}
interface Owed {
  readonly accounts: readonly string[];
}
interface Base {
  readonly groups: readonly { readonly month: string; readonly registered: number }[];
}
const owedBy = (id: string): Promise<Owed> => read<Owed>(`/v1/customers/${id}/statement?from=2024-03-01&to=2024-03-31`);
const stageOf = async (id: string): Promise<string> => (await read<Overview>(`/v1/customers/${id}/360`)).customer.stage;
const idsOf = ({ items }: Found): readonly string[] => items.map(({ id }) => id).toSorted();
const foundBy = async (q: string): Promise<readonly string[]> =>
  idsOf(await read<Found>(`/v1/customers?q=${encodeURIComponent(q.toWellFormed())}`));
const typesOf = ({ entries }: Timeline): readonly string[] => entries.map(({ type }) => type);

/** Whatever is asked of customers, but the history of what happened to them: that keeps the merge, and its undoing. */
const asked = [
  'customers?limit=200',
  'customers?q=港',
  'customers/harbour',
  'customers/harbour/360',
  'customers/port/360',
  'customers-due',
  'merges',
  'segments/large/count',
  'segments/large/customers',
  'segments/large/resembling',
  'customer-base?fromMonth=2024-01&groupBy=owner,stage',
  'opportunities?limit=200',
  'funnel?groupBy=owner,region',
  'tasks',
  'accounts',
  'contracts',
  'receivables/ageing?groupBy=customer',
  'customers/harbour/statement?from=2024-03-01&to=2024-03-31',
  'customers/port/statement?from=2024-03-01&to=2024-03-31',
];

/** What of an answer says which moment it holds at, and what happened up to then. */
interface History {
  readonly latest?: unknown;
  readonly next?: unknown;
}

async function everything(): Promise<Readonly<Record<string, unknown>>> {
  const answers: Record<string, unknown> = {};
  for (const path of asked) {
    for (;;) {
      const { at: _at, behind, latest: _latest, next: _next, ...answer } = await read<Standing & History>(`/v1/${path}`);
      // How often something was said of an account says itself that it was merged: the revision is part of the history.
      answers[path] = JSON.parse(JSON.stringify(answer, (name, value: unknown) => (name === 'revision' ? undefined : value)));
      if (behind.events === 0) break;
      await sleep(20);
    }
  }
  return answers;
}

describe('a customer, from the first call to the merge of two files and back', () => {
  it('is registered with what is known, and nobody else may have the same tax code', async () => {
    const port = { kind: 'enterprise', name: '宁波港务集团', owner: 'rep-1', identity: '9133 0200-ma2a', phone: '0574-8769 5000' };
    await done('/v1/customers', { id: 'port', ...port });
    const again = await api.post('/v1/customers', { id: 'port-2', ...port, name: '宁波港', on: '2024-02-01' });
    expect(again).toMatchObject({ status: 409, body: { code: 'CUSTOMERS.IDENTITY.HELD', detail: 'it is that of port' } });
    expect((await api.ask('GET', '/v1/customers/port-2')).status).toBe(404);
    await done('/v1/customers', { id: 'harbour', kind: 'enterprise', name: '宁波港', owner: 'rep-2', phone: '0574 8769 5001' });
  });

  it('is found by any part of its name, by pinyin, by initials, by phone and by identity', async () => {
    for (const q of ['港务', 'gangwu', 'nbgw', '87695000', '91330200MA2A']) expect([q, await foundBy(q)]).toEqual([q, ['port']]);
  });

  it('is found however a number is parted, whatever its width, and by Chinese and letters mixed', async () => {
    const numbers = [
      '0574-8769-5000',
      '(0574) 8769 5000',
      '０５７４ ８７６９ ５０００',
      '+86 574 8769 5000',
      '９１３３０２００ＭＡ２Ａ',
      '91330200ma2a',
    ];
    for (const q of [...numbers, 'NBGW', 'ning bo gang wu', '宁波gangwu', 'ningbo港务', '　港务　集团 ']) {
      expect([q, await foundBy(q)]).toEqual([q, ['port']]);
    }
  });

  it('is not found by what only looks like a part of it, and odd questions are answered in plain words', async () => {
    for (const q of ['%', '_', '港_务', '港%', '*', "' OR 1=1 --", '😀', '\ud83d', 'x'.repeat(200)])
      expect([q, await foundBy(q)]).toEqual([q, []]);
    expect(await foundBy('港')).toEqual(['harbour', 'port']);
    for (const q of ['', ' ', '　', '\u0000', 'x'.repeat(201)]) {
      const answer = await api.ask('GET', `/v1/customers?q=${encodeURIComponent(q)}`);
      expect([q, answer]).toMatchObject([q, { status: 400, body: { code: 'QUERY.PARAMETER_MALFORMED', field: 'q' } }]);
    }
  });

  it('has contacts, preferences, consents and needs on its file, all in one read', async () => {
    await done('/v1/customers/port/add-contact', { contact: 'zhang', name: '张工', role: '信息部网络主管', primary: true });
    await done('/v1/customers/port/set-preference', { channels: ['phone'], avoid: ['fax'], hours: { from: '09:00', to: '17:30' } });
    await done('/v1/customers/port/grant-consent', { channel: 'email', purpose: 'marketing', evidence: '书面同意' });
    await done('/v1/customers/port/identify-need', { need: 'n1', productLine: 'data-centre', interest: 'high' });
    await done('/v1/customers/port/record-relationship', { other: 'harbour', kind: 'parent' });
    const { customer } = await read<Overview>('/v1/customers/port/360');
    expect(customer).toMatchObject({
      id: 'port',
      contacts: [{ contact: 'zhang', name: '张工' }],
      consents: [{ channel: 'email', purpose: 'marketing', granted: true }],
      needs: [{ need: 'n1', interest: 'high' }],
      relationships: [{ other: 'harbour', kind: 'parent' }],
      identity: { document: 'tax-code', number: '91330200MA2A' },
    });
    expect(idsOf(await read<Found>('/v1/customers?q=张工'))).toEqual(['port']);
  });

  it('is related to another, which sees it from its own side, whichever file tells of it', async () => {
    const relatedOf = async (id: string) => (await read<Overview>(`/v1/customers/${id}/360`)).related;
    expect(await relatedOf('port')).toMatchObject([
      { customer: 'harbour', name: '宁波港', kind: 'parent', told: 'here', label: { zh: '上级公司', en: 'Parent' } },
    ]);
    expect(await relatedOf('harbour')).toMatchObject([
      { customer: 'port', name: '宁波港务集团', kind: 'parent', told: 'there', label: { zh: '下级公司', en: 'Subsidiary' } },
    ]);
  });

  it('shows the tasks that are for it, whoever else they are for', async () => {
    const task = { title: '续约走访', owner: 'rep-2', deadline: '2024-03-31', customers: ['harbour', 'port'] };
    await done('/v1/tasks', { id: 'round', ...task });
    for (const id of ['port', 'harbour']) {
      const tasksOf = async () => (await read<Overview>(`/v1/customers/${id}/360`)).sections['tasks'] ?? [];
      for (let turn = 0; turn < 200 && (await tasksOf()).length === 0; turn += 1) await sleep(20);
      expect(await tasksOf()).toMatchObject([{ id: 'round', status: 'open', customers: ['harbour', 'port'] }]);
    }
  });

  it('has interactions on their own dates, in any order, each once', async () => {
    const call = { channel: 'hotline', direction: 'in', outcome: 'interested', subject: '咨询双路专线', by: 'rep-1', contact: 'zhang' };
    await done('/v1/customers/port/record-interaction', { interaction: 'i2', ...call, on: '2024-03-05' });
    await done('/v1/customers/port/record-interaction', { interaction: 'i1', ...call, channel: 'letter', on: '2023-11-20' });
    const repeated = await api.command('/v1/customers/port/record-interaction', { interaction: 'i1', ...call, on: '2024-01-01' });
    expect(repeated.events).toEqual([]);
    const whole = await read<Timeline>('/v1/customers/port/timeline');
    expect(whole.entries[0]).toMatchObject({ type: 'InteractionRecorded', on: '2024-03-05', department: 'team-1' });
    expect(whole.entries.at(-1)).toMatchObject({ type: 'InteractionRecorded', on: '2023-11-20' });
    const letters = await read<Timeline>('/v1/customers/port/timeline?channel=letter');
    expect(letters.entries.map(({ data }) => data['interaction'])).toEqual(['i1']);
    const seen: string[] = [];
    for (let next: string | null = ''; next !== null;) {
      const page: Timeline = await read<Timeline>(`/v1/customers/port/timeline?limit=2${next === '' ? '' : `&cursor=${next}`}`);
      seen.push(...typesOf(page));
      ({ next } = page);
    }
    expect(seen).toEqual(typesOf(whole));
  });

  it('becomes one of the base when a deal of theirs is won', async () => {
    const lines = [{ product: 'vpn', quantity: 1 }];
    await done('/v1/customers/port/change-details', { standing: 'identified', on: '2024-03-06' });
    const deal = { title: '双路专线', customer: 'port', owner: 'rep-1', lines, expectedClose: '2024-03-31' };
    await done('/v1/opportunities', { id: 'deal', ...deal, on: '2024-03-06' });
    await done('/v1/opportunities/deal/assign', { owner: 'rep-1', on: '2024-03-06' });
    expect((await read<Overview>('/v1/customers/port/360')).sections['openOpportunities']?.map(({ id }) => id)).toEqual(['deal']);
    await done('/v1/opportunities/deal/win', { reason: '直接签约', on: '2024-03-07' });
    for (let turn = 0; turn < 200 && (await stageOf('port')) === 'identified'; turn += 1) await sleep(20);
    expect(await stageOf('port')).toBe('won');
    await api.caughtUp('customer-base');
    const { groups } = await read<Base>('/v1/customer-base?asOf=2024-03-31&fromMonth=2024-01');
    expect(groups).toMatchObject([
      { month: '2024-01', active: 0, joined: 0 },
      { month: '2024-02', active: 0, joined: 0, registered: (groups[0]?.registered ?? 0) + 2 },
      { month: '2024-03', active: 1, joined: 1, left: 0, registered: (groups[0]?.registered ?? 0) + 2 },
    ]);
  });

  it('is counted live by a segment over fields, attributes and measures', async () => {
    await done('/v1/attributes/define', {
      subject: 'customer',
      attribute: '员工人数',
      kind: 'integer',
      label: { zh: '员工人数', en: 'Staff' },
    });
    const wrong = await api.post('/v1/customers/port/set-attributes', { set: { 员工人数: '很多' }, on: '2024-03-08' });
    expect(wrong).toMatchObject({ status: 422, body: { code: 'CUSTOMERS.CUSTOMER.ATTRIBUTE_MISMATCHED' } });
    await done('/v1/customers/port/set-attributes', { set: { 员工人数: 4200 }, on: '2024-03-08' });
    await done('/v1/customers/harbour/set-attributes', { set: { 员工人数: 3000 }, on: '2024-03-08' });
    const conditions = [
      { of: 'attribute', key: '员工人数', is: 'gte', values: [1000] },
      { of: 'field', key: 'kind', is: 'eq', values: ['enterprise'] },
    ];
    await done('/v1/segments', { id: 'large', name: { zh: '大客户', en: 'Large' }, conditions });
    expect(await read('/v1/segments/large/count')).toMatchObject({ count: 2 });
    const won = [...conditions, { of: 'measure', key: 'wonDeals', is: 'gte', values: [1] }];
    await done('/v1/segments/large/revise', { name: { zh: '大客户', en: 'Large' }, conditions: won });
    expect(await read('/v1/segments/large/count')).toMatchObject({ count: 1 });
    await done('/v1/segments/large/revise', { name: { zh: '大客户', en: 'Large' }, conditions });
  });

  it('and another file are one after a merge: the old id forwards wherever it is read, and undone, it is as before', async () => {
    for (const [id, net] of [
      ['port', 1_000_00],
      ['harbour', 500_00],
    ] as const) {
      const lines = [{ text: '机柜租用费', productLine: 'data-centre', net: { minor: net, currency: 'CNY' }, taxRate: 0 }];
      await done(`/v1/accounts/${id}/issue-invoice`, { number: `FP-${id}`, due: '2024-03-31', lines, on: '2024-03-08' });
    }
    const before = await everything();
    await done('/v1/merges/merge', { merged: 'harbour', into: 'port', reason: '同一企业' });
    expect(await read('/v1/customers/harbour')).toMatchObject({ item: { id: 'port' } });
    expect(await read('/v1/customers?q=宁波港')).toMatchObject({
      items: expect.arrayContaining([expect.objectContaining({ id: 'harbour', mergedInto: 'port' })]),
    });
    const both = await read<Overview>('/v1/customers/harbour/360');
    expect([both.customer.id, both.merged.map(({ id }) => id)]).toEqual(['port', ['harbour']]);
    const told = await read<Timeline>('/v1/customers/harbour/timeline?limit=100');
    expect(told.files.toSorted()).toEqual(['harbour', 'port']);
    expect(typesOf(told).filter((type) => type === 'CustomerRegistered')).toHaveLength(2);
    expect(await read('/v1/segments/large/count')).toMatchObject({ count: 1, mergedAway: 1 });
    for (const id of ['harbour', 'port']) {
      for (let turn = 0; turn < 200 && (await owedBy(id)).accounts.length < 2; turn += 1) await sleep(20);
      expect(await owedBy(id)).toMatchObject({
        customer: 'port',
        accounts: ['harbour', 'port'],
        statements: [{ closing: { minor: 1_500_00 } }],
      });
    }
    const refused = await api.post('/v1/customers/harbour/change-details', { name: '别名', on: '2024-03-09' });
    expect(refused).toMatchObject({ status: 409, body: { code: 'CUSTOMERS.CUSTOMER.MERGED', detail: 'harbour forwards to port' } });

    await done('/v1/merges/unmerge', { merged: 'harbour', reason: '两家公司' });
    for (let turn = 0; turn < 200 && (await owedBy('port')).accounts.length > 1; turn += 1) await sleep(20);
    expect(await everything()).toEqual(before);
    expect(await read('/v1/segments/large/count')).toMatchObject({ count: 2, mergedAway: 0 });
  });

  it('whose registration is refused has reserved nothing: the number is another’s to have, and the id is still free', async () => {
    const firm = { kind: 'enterprise', name: '半途公司', identity: 'HALFWAY00001', on: '2024-03-10' };
    const refused = await api.post('/v1/customers', { id: 'halfway', ...firm, owner: 'nobody' });
    expect(refused).toMatchObject({ body: { code: 'CUSTOMERS.CUSTOMER.OWNER_NOT_EMPLOYED' } });
    await done('/v1/customers', { id: 'whole', ...firm, owner: 'rep-1' });
    const late = await api.post('/v1/customers', { id: 'halfway', ...firm, owner: 'rep-1' });
    expect(late).toMatchObject({ status: 409, body: { code: 'CUSTOMERS.IDENTITY.HELD', detail: 'it is that of whole' } });
    await done('/v1/customers', { id: 'halfway', ...firm, identity: 'ANOTHER00001', owner: 'rep-1' });
  });

  it('keeps a number that is given up and recorded again at once, and lets one go that is given up', async () => {
    const holder = { kind: 'enterprise', name: '守号公司', owner: 'rep-1', identity: 'KEPTKEPT0001' };
    await done('/v1/customers', { id: 'keeper', ...holder });
    for (let round = 0; round < 10; round += 1) {
      await api.command('/v1/customers/keeper/record-identity', { on: '2024-03-10' });
      await api.command('/v1/customers/keeper/record-identity', { identity: holder.identity, on: '2024-03-10' });
      await sleep(round * 3);
      const other = await api.post('/v1/customers', { id: 'taker', ...holder, on: '2024-03-10' });
      expect(other).toMatchObject({ status: 409, body: { code: 'CUSTOMERS.IDENTITY.HELD' } });
    }
    await api.command('/v1/customers/keeper/record-identity', { on: '2024-03-10' });
    const taken = (): Promise<Answer> => api.post('/v1/customers', { id: 'taker', ...holder, on: '2024-03-10' });
    let answer = await taken();
    for (let turn = 0; turn < 200 && answer.status !== 201; turn += 1) {
      await sleep(20);
      answer = await taken();
    }
    expect(answer.status).toBe(201);
  });

  it('that looks like one who is there is refused, registered or merged, as the rule says', async () => {
    const twin = { kind: 'enterprise', name: '孪生公司', owner: 'rep-1', on: '2024-03-10' };
    const reference = { system: 'crm-2019', key: 'ACC-7' };
    await done('/v1/customers', { id: 'twin-a', ...twin });
    const likely = { status: 409, body: { code: 'CUSTOMERS.CUSTOMER.LIKELY_DUPLICATE', detail: 'it looks like twin-a' } };
    expect(await api.post('/v1/customers', { id: 'twin-b', ...twin, duplicates: 'ask' })).toMatchObject(likely);
    expect(await api.post('/v1/customers', { id: 'twin-b', ...twin, reference })).toMatchObject(likely);
    expect((await api.ask('GET', '/v1/customers/twin-b')).status).toBe(404);
    await done('/v1/customers', { id: 'twin-b', ...twin, reference, duplicates: 'merge' });
    await api.caughtUp('merges');
    expect(await read('/v1/customers/twin-b')).toMatchObject({ item: { id: 'twin-a' } });
    expect(await read('/v1/merges/twin-b')).toMatchObject({ item: { into: 'twin-a' } });
    await done('/v1/customer-rules/set-duplicate-rule', { action: 'register', by: ['name'], on: '2024-03-11' });
    await done('/v1/customers', { id: 'twin-c', ...twin, reference: { ...reference, key: 'ACC-8' } });
    expect(await read('/v1/customers/twin-c')).toMatchObject({ item: { id: 'twin-c', mergedInto: null } });
  });

  it('of two registrations at once with one tax code exactly one wins', async () => {
    for (let round = 0; round < 10; round += 1) {
      const both = await Promise.all(
        ['a', 'b'].map((side) =>
          api.post('/v1/customers', {
            id: `race-${round}-${side}`,
            kind: 'enterprise',
            name: `竞争${round}${side}`,
            owner: 'rep-1',
            identity: `RACE${round}0000`,
            on: '2024-03-10',
          }),
        ),
      );
      expect(both.filter(({ status }) => status < 300)).toHaveLength(1);
    }
  });
});
