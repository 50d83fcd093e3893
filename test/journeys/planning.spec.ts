import { jest } from '@jest/globals';
import { founding } from '../faults/load/world.ts';
import { crm, crmOn } from '../running/crm.ts';
import { temporaryFolders } from '../running/folders.ts';
import { type Installation, startInstallation } from '../running/installation.ts';
import { endProgramsAfterwards } from '../running/program.ts';
import type { Explained, Line, Plan, Row, Totalled } from './planned/answers.ts';
import { actualsOf, cny, deskOf, targetOf } from './planned/desk.ts';

jest.setTimeout(120_000);
const folders = temporaryFolders();
endProgramsAfterwards();

let dataDir: string;
let installation: Installation;
const carrier = '2024-03.unit.carrier';
const east = '2024-03.unit.east';
const rep = '2024-03.person.rep-1';
const revenue = { metric: 'expected-revenue' };

const { command, read, plan, planOnce, refusal, isThere, invoice, visit } = deskOf(() => installation.api, rep);

beforeAll(async () => {
  dataDir = folders.make();
  installation = await startInstallation(dataDir);
  await installation.api.bulkAll(founding().map((line) => ({ ...line, body: { ...line.body, on: '2023-12-01' } })));
});
afterAll(() => installation?.end());

describe('a month is planned, done, checked and corrected', () => {
  it('what signed agreements promise for it is the base of its targets, by company, department and person', async () => {
    const agreement = { title: '专线', begins: '2024-03-01', ends: '2025-02-28', on: '2024-01-20' };
    const lines = (amount: number) => [{ product: 'vpn', amount }];
    await command('contracts', {
      ...agreement,
      id: 'k-1',
      number: 'HT-1',
      customer: 'customer-1',
      owner: 'rep-1',
      lines: lines(1_200_000),
    });
    await command('contracts', { ...agreement, id: 'k-2', number: 'HT-2', customer: 'customer-2', owner: 'rep-2', lines: lines(600_000) });
    const { rows } = await read<{ rows: readonly { subject: string; amounts: readonly { minor: number; explain: string }[] }[] }>(
      'plans/base?period=2024-03&asOf=2024-02-20',
    );
    const bases = Object.fromEntries(rows.map(({ subject, amounts }) => [subject, amounts[0]?.minor]));
    expect(bases).toMatchObject({ carrier: 150_000, east: 100_000, west: 50_000, 'rep-1': 100_000, 'rep-2': 50_000 });
    for (const { minor, explain } of rows.flatMap(({ amounts }) => amounts)) {
      expect((await installation.api.read<Totalled>(explain)).totals).toEqual({ amount: minor, whole: 0 });
    }
    const proposal = await read<{ rows: readonly object[] }>('plans/proposal?period=2024-03&asOf=2024-02-20&currency=CNY');
    expect(proposal.rows[0]).toMatchObject({ subject: 'carrier', kind: 'company', kindLabel: 'Company', base: 150_000, target: 150_000 });
    const before = await read<{ rows: readonly unknown[] }>('plans/base?period=2024-03&asOf=2024-01-19');
    expect(before.rows).toEqual([]);
  });

  it('the company allots to departments, a department to people: the parts sum, or the plan says its stretch', async () => {
    await command(`plans/${carrier}/draft`, { on: '2024-02-20' });
    await command(`plans/${carrier}/set-target`, { ...revenue, amount: 165_000, on: '2024-02-20' });
    expect(targetOf(await plan(carrier), 'expected-revenue')).toMatchObject({ amount: 165_000, base: { amount: 150_000 } });

    const wrong = [
      { unit: 'east', amount: 110_000 },
      { unit: 'west', amount: 54_999 },
    ];
    expect(await refusal(`plans/${carrier}/decompose`, { ...revenue, parts: wrong, on: '2024-02-21' })).toBe(
      'PLANNING.DECOMPOSITION.DOES_NOT_SUM',
    );
    const weights = [
      { unit: 'east', weight: 2 },
      { unit: 'west', weight: 1 },
    ];
    await command(`plans/${carrier}/decompose`, { ...revenue, parts: weights, on: '2024-02-21' });
    const found = await planOnce(east, ({ targets }) => targets.length > 0);
    expect(targetOf(found, 'expected-revenue')).toMatchObject({ amount: 110_000, allottedBy: carrier });

    const parts = [{ person: 'rep-1', amount: 120_000 }];
    expect(await refusal(`plans/${east}/decompose`, { ...revenue, parts: [{ person: 'rep-2', amount: 110_000 }], on: '2024-02-22' })).toBe(
      'PLANNING.DECOMPOSITION.NOT_BELOW',
    );
    await command(`plans/${east}/decompose`, { ...revenue, parts, stretch: 10_000, on: '2024-02-22' });
    expect(targetOf(await planOnce(rep, ({ targets }) => targets.length > 0), 'expected-revenue')).toMatchObject({ amount: 120_000 });
    expect(targetOf(await plan(east), 'expected-revenue')).toMatchObject({ stretch: 10_000 });
  });

  it('a rep answers with actions for customers of theirs, and commits', async () => {
    await command(`plans/${rep}/set-target`, { metric: 'visits-made', amount: 4, on: '2024-02-23' });
    await command(`plans/${rep}/set-target`, { metric: 'satisfaction', amount: 900, on: '2024-02-23' });
    for (const metric of ['invoiced', 'collected']) await command(`plans/${rep}/set-target`, { metric, amount: 100_000, on: '2024-02-23' });
    expect(await refusal(`plans/${rep}/set-target`, { ...revenue, amount: 1, on: '2024-02-23' })).toBe('PLANNING.TARGET.ALLOTTED');
    const action = { action: 'renew', title: '续约', deadline: '2024-03-20', on: '2024-02-23' };
    expect(await refusal(`plans/${rep}/plan-action`, { ...action, customers: ['customer-2'] })).toBe(
      'PLANNING.ACTION.CUSTOMER_NOT_ASSIGNED',
    );
    await command(`plans/${rep}/plan-action`, { ...action, customers: ['customer-1'], products: ['vpn'] });
    for (const id of [carrier, east, rep]) await command(`plans/${id}/commit`, { on: '2024-02-26' });
    expect(await plan(rep)).toMatchObject({ status: 'committed', step: 'do' });
    await installation.api.caughtUp('customers/customer-1/timeline');
    const { entries } = await read<{ entries: readonly object[] }>('customers/customer-1/timeline?context=planning');
    expect(entries).toMatchObject([{ type: 'ActionPlanned', department: 'team-1' }]);
    expect(await refusal(`plans/${carrier}/set-target`, { ...revenue, amount: 1, on: '2024-02-27' })).toBe('PLANNING.TARGET.COMMITTED');
  });

  it('actuals arrive by themselves; a check freezes them, with the moment it saw', async () => {
    await command('tasks', {
      id: 't-1',
      title: '方案',
      owner: 'rep-1',
      deadline: '2024-03-08',
      plan: rep,
      action: 'renew',
      on: '2024-03-01',
    });
    await command('tasks/t-1/complete', { on: '2024-03-11' });
    await invoice('FP-1', 100_000, '2024-03-01');
    await command('accounts/customer-1/receive-payment', {
      payment: 'B-1',
      amount: cny(60_000),
      names: [{ number: 'FP-1' }],
      on: '2024-03-12',
    });
    await visit('v-1', '2024-03-05');
    await visit('v-2', '2024-03-10');
    await command(`plans/${rep}/progress-action`, { action: 'renew', progress: 400, on: '2024-03-10' });
    await installation.api.caughtUp('plans/actuals');
    await command(`plans/${rep}/check`, { on: '2024-03-15' });
    const found = await plan(rep);
    expect(found.step).toBe('check');
    const [check] = found.checks;
    expect(actualsOf(check?.seen.lines ?? [])).toEqual({
      'expected-revenue': 100_000,
      invoiced: 100_000,
      collected: 60_000,
      'visits-made': 2,
      satisfaction: null,
    });
    expect(check?.seen.lines.find(({ aim }) => aim.metric === 'visits-made')).toMatchObject({
      plan: 4,
      due: 2,
      variance: -2,
      light: 'green',
    });
    expect(check?.seen.at).toMatch(/^[A-Za-z0-9_-]+\.\d+$/);
    const { groups } = await read<{ groups: readonly object[] }>('plans/tasks?period=2024-03&asOf=2024-03-15&groupBy=owner');
    expect(groups).toMatchObject([{ keys: { owner: 'rep-1' }, due: 1, done: 1, late: 1, blocked: 0 }]);
  });

  it('a variance is made of the actual and the plan, each of the events that its address tells', async () => {
    const asked = (metric: string) => read<Explained>(`plans/progress/explain?plan=${rep}&metric=${metric}&asOf=2024-03-15`);
    for (const [metric, actual, target] of [
      ['collected', 60_000, 100_000],
      ['visits-made', 2, 4],
    ] as const) {
      const { value, parts } = await asked(metric);
      expect([metric, value, parts.map((part) => part.value)]).toEqual([metric, actual - target, [actual, target]]);
      const told = await Promise.all(parts.map(({ explain }) => installation.api.read<Totalled>(explain ?? '')));
      expect(told.map(({ totals }) => totals)).toEqual([{ amount: actual, whole: 0 }, { target }]);
    }
    expect((await asked('satisfaction')).parts[0]).toMatchObject({ value: null, explain: null });
    expect(await installation.api.ask('GET', `/v1/plans/progress/explain?plan=${rep}&metric=churn-rate`)).toMatchObject({
      status: 404,
      body: { code: 'PLANNING.TARGET.UNKNOWN' },
    });
  });

  it('every line says where it is explained, and each of its figures is made of what it says', async () => {
    const { rows } = await read<{ rows: readonly Row[] }>('plans/board?period=2024-03&asOf=2024-03-15');
    const checked = (await plan(rep)).checks.flatMap(({ seen }) => seen.lines);
    const lines = [...rows.flatMap((row) => row.lines), ...checked];
    expect(lines.length).toBeGreaterThan(8);
    for (const line of lines) {
      for (const figure of ['variance', 'attainment', 'due', 'actual', 'light'] as const) {
        const told = await installation.api.read<Explained>(`${line.explain}&figure=${figure}`);
        expect([line.explain, told.figure, told.value]).toEqual([line.explain, figure, line[figure]]);
        for (const { explain } of told.parts) expect([explain, await isThere(explain)]).toEqual([explain, true]);
      }
    }
    const { base } = targetOf(await plan(carrier), 'expected-revenue') ?? { base: null };
    expect((await installation.api.read<Totalled>(base?.explain ?? '')).totals).toMatchObject({ amount: 150_000 });
    expect(await installation.api.ask('GET', `/v1/plans/progress/explain?plan=${rep}&metric=collected&check=7`)).toMatchObject({
      status: 404,
      body: { code: 'PLANNING.CHECK.UNKNOWN' },
    });
  });

  it('a task that is late or stands still is told by the events that made it so', async () => {
    const task = (id: string, owner: string) =>
      command('tasks', { id, title: '方案', owner, deadline: '2024-03-12', plan: rep, action: 'renew', on: '2024-03-02' });
    await task('t-2', 'rep-1');
    await command('tasks/t-2/block', { reason: '等设备', on: '2024-03-04' });
    await command('tasks/t-2/reassign', { owner: 'rep-2', on: '2024-03-06' });
    await installation.api.caughtUp('plans/tasks');
    const asked = 'period=2024-03&asOf=2024-03-15';
    const { groups } = await read<{ groups: readonly object[] }>(`plans/tasks?${asked}&groupBy=owner`);
    expect(groups).toMatchObject([
      { keys: { owner: 'rep-1' }, due: 1, done: 1, late: 1, blocked: 0 },
      { keys: { owner: 'rep-2' }, due: 1, done: 0, late: 1, blocked: 1 },
    ]);
    const told = await read<Explained>(`plans/tasks/explain?${asked}&figure=late&owner=rep-1`);
    expect([told.value, told.parts.map(({ value }) => value)]).toEqual([1, [{ doneLate: 1 }, { overdue: 0 }]]);
    expect(await installation.api.read(told.parts[0]?.explain ?? '')).toMatchObject({ rows: [{ type: 'TaskCompleted' }] });
    expect(await read(`plans/tasks/explain?${asked}&figure=blocked&owner=rep-2`)).toMatchObject({
      totals: { blocked: 1 },
      rows: [{ type: 'TaskReassigned', cell: { task: 't-2', owner: 'rep-2' } }],
    });
  });

  it('a fact that comes late changes the figures, and not what the check saw: it is reproduced, equal', async () => {
    await visit('v-3', '2024-03-12');
    await command('accounts/customer-1/reverse-payment', { payment: 'B-1', reason: '退汇', on: '2024-03-14' });
    await installation.api.caughtUp('plans/actuals');
    const progress = await read<{ lines: readonly Line[] }>(`plans/progress?plan=${rep}&asOf=2024-03-15`);
    expect(actualsOf(progress.lines)).toMatchObject({ 'visits-made': 3, collected: 0 });
    expect(await read(`plans/reproduction?plan=${rep}&check=1`)).toMatchObject({ equal: true, check: 1, asOf: '2024-03-15' });
    const said = await crmOn(dataDir, 'plan', 'check', rep, '--reproduce');
    expect(said).toContain('equal    visits-made: plan 4, due 2, actual 2');
    expect(said).toContain('satisfaction: plan 900, due 900, actual not measured');
    const { code, stderr } = await crm(['--data-dir', dataDir, 'plan', 'check', rep, '--reproduce', '--check', '9']);
    expect([code, stderr]).toEqual([4, expect.stringContaining('PLANNING.CHECK.UNKNOWN')]);
  });

  it('what follows from a check is decided, done, and said', async () => {
    const correction = { correction: 'presales', decision: '增派售前', responsible: 'rep-3', deadline: '2024-03-25', on: '2024-03-16' };
    await command(`plans/${rep}/decide-correction`, correction);
    await command(`plans/${rep}/give-feedback`, { by: 'rep-3', text: '先抓续约', on: '2024-03-16' });
    expect(await plan(rep)).toMatchObject({ step: 'act' });
    expect(await read(`plans/follow-up?plan=${rep}`)).toMatchObject({
      check: { check: 1 },
      corrections: [{ correction: 'presales', status: 'open', check: 1 }],
      feedback: [{ text: '先抓续约' }],
      actions: [{ action: 'renew' }],
    });
    await command(`plans/${carrier}/revise-target`, { ...revenue, amount: 160_000, reason: '西区缓建', on: '2024-03-18' });
    expect(targetOf(await plan(carrier), 'expected-revenue')).toMatchObject({ amount: 160_000, stretch: 5_000 });
  });

  it('the board shows the tree with plan, actual, light and step, in the language asked for', async () => {
    const { rows } = await read<{ rows: readonly Row[] }>('plans/board?period=2024-03&asOf=2024-03-20');
    const shown = rows.map(({ subject, depth, status }) => `${'  '.repeat(depth)}${subject} ${status}`);
    expect(shown).toEqual([
      'carrier committed',
      '  east committed',
      '    team-1 owed',
      '      rep-1 committed',
      '    team-3 owed',
      '  west draft',
      '    team-2 owed',
      '    team-4 owed',
    ]);
    const row = rows.find(({ subject }) => subject === 'rep-1');
    expect(row).toMatchObject({ kind: 'person', step: 'act', openActions: 1, openCorrections: 1, light: 'red' });
    expect(actualsOf(rows.find(({ subject }) => subject === 'carrier')?.lines ?? [])).toEqual({ 'expected-revenue': 150_000 });
    const zh = await installation.api.read<{ rows: readonly Row[] }>('/v1/plans/board?period=2024-03&asOf=2024-03-20', {
      'accept-language': 'zh',
    });
    expect(zh.rows[0]).toMatchObject({ kindLabel: '公司' });
    const mine = await installation.api.read('/v1/plans/mine?person=rep-1&period=2024-03&asOf=2024-03-20', { 'accept-language': 'zh' });
    const words = { statusLabel: '已确认', stepLabel: '处理 A', subject: { kindLabel: '个人' }, actions: [{ statusLabel: '进行中' }] };
    expect(mine).toMatchObject({ plan: words, openCorrections: [{ statusLabel: '待落实' }] });
    const listed = async (fields: string) => {
      const path = `/v1/plans?period=2024-03${fields}`;
      const { items } = await installation.api.read<{ items: readonly Plan[] }>(path, { 'accept-language': 'zh' });
      return items.find(({ id }) => id === rep);
    };
    expect({ actions: 'left out', ...(await listed('')) }).toMatchObject({ ...words, actions: 'left out' });
    expect(await listed('&fields=id,actions,checks')).toMatchObject({
      actions: words.actions,
      checks: [{ seen: { lines: [{ label: '预期收入', lightLabel: '绿' }, {}, {}, {}, {}] } }],
    });
    const csv = await installation.api.ask<string>('GET', '/v1/plans/board?period=2024-03&asOf=2024-03-20&format=csv');
    expect(csv.headers.get('content-type')).toContain('text/csv');
    expect(csv.body.split('\n')[0]).toContain('subject');
  });

  it('says who owes a plan, a report or a check', async () => {
    const { rows } = await read<{ rows: readonly { subject: string; owed: string; daysLate: number }[] }>(
      'plans/missing?period=2024-03&asOf=2024-04-10',
    );
    const owing = (owed: string) => rows.filter((row) => row.owed === owed).map(({ subject }) => subject);
    expect(owing('plan').toSorted()).toEqual(['rep-2', 'rep-3', 'rep-4', 'rep-5', 'rep-6', 'team-1', 'team-2', 'team-3', 'team-4', 'west']);
    expect(owing('progress')).not.toContain('rep-1');
    expect(owing('check')).toContain('rep-1');
    expect(rows.find(({ owed }) => owed === 'check')).toMatchObject({ daysLate: 5 });
  });

  it('is closed with its last check, changes no more, and goes on in the next', async () => {
    expect(await refusal(`plans/${rep}/close`, { on: '2024-04-02' })).toBe('PLANNING.PLAN.NOT_CHECKED');
    await command(`plans/${rep}/check`, { asOf: '2024-03-31', on: '2024-04-02' });
    await command(`plans/${rep}/close`, { on: '2024-04-02' });
    expect(await refusal(`plans/${rep}/complete-action`, { action: 'renew', on: '2024-04-03' })).toBe('PLANNING.PLAN.CLOSED');
    await command(`plans/${rep}/roll-forward`, { on: '2024-04-03' });
    const next = await planOnce('2024-04.person.rep-1', ({ received }) => received.length > 0);
    expect(next).toMatchObject({
      status: 'draft',
      actions: [{ action: 'renew', progress: 400, carriedFrom: { plan: rep, action: 'renew' } }],
      corrections: [{ correction: 'presales', status: 'open' }],
      received: [{ from: rep, shortfall: [{ amount: 20_000 }, { amount: 1 }, { amount: 100_000 }] }],
    });
    expect((await plan(rep)).rolledInto).toBe('2024-04.person.rep-1');
    expect(await read(`plans/reproduction?plan=${rep}&check=2`)).toMatchObject({ equal: true });
  });
});

describe('policies of planning', () => {
  it('are data with a version: a check is reproduced by the tolerance of its day', async () => {
    const bands = [{ green: 1000, amber: 990 }];
    await command('plan-tolerance/define', { bands, reason: '收紧' });
    expect(await read('plans/policies')).toMatchObject({ tolerance: { version: 1, bands: [{ metric: null, green: 1000, amber: 990 }] } });
    expect(await read(`plans/reproduction?plan=${rep}&check=1`)).toMatchObject({ equal: true });
    const due = [{ owed: 'plan', subjects: ['person'], periods: ['month'], anchor: 'period-start', days: -3 }];
    await command('plan-due-dates/define', { due, reminders: [{ level: 1, daysLate: 1 }], reason: '提前' });
    const { rows } = await read<{ rows: readonly { owed: string }[] }>('plans/missing?period=2024-03&asOf=2024-04-10');
    expect(new Set(rows.map(({ owed }) => owed))).toEqual(new Set(['plan']));
  });

  it('urge what is owed for a month that is planned, once for each level', async () => {
    const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    const month = today.slice(0, 7);
    const due = [{ owed: 'plan', subjects: ['person'], periods: ['month'], anchor: 'period-start', days: -40 }];
    const reminders = [
      { level: 1, daysLate: 1 },
      { level: 2, daysLate: 5 },
    ];
    await command('plan-due-dates/define', { due, reminders, reason: '更早' });
    await command(`plans/${month}.person.rep-2/draft`, {});
    await installation.api.caughtUp('plans');
    expect(await crmOn(dataDir, 'plan', 'remind')).toMatch(/^6 missing, 12 reminders sent/);
    await installation.api.caughtUp('plans');
    expect(await crmOn(dataDir, 'plan', 'remind')).toMatch(/^6 missing, 0 reminders sent/);
    expect(await plan(`${month}.person.rep-3`)).toMatchObject({
      status: 'owed',
      reminders: [
        { owed: 'plan', level: 1, to: 'rep-3' },
        { owed: 'plan', level: 2, to: 'rep-3' },
      ],
    });
  });

  it('lists what can be planned, and what is not measured yet', async () => {
    const { metrics } = await read<{ metrics: readonly { metric: string; measured: boolean }[] }>('plans/metrics');
    expect(metrics.filter(({ measured }) => !measured).map(({ metric }) => metric)).toEqual([
      'satisfaction',
      'churn-rate',
      'loyalty',
      'lifetime-value',
      'acquisition-cost',
    ]);
  });
});
