import { setTimeout as sleep } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { founding } from '../faults/load/world.ts';
import { temporaryFolders } from '../running/folders.ts';
import { type Installation, startInstallation } from '../running/installation.ts';
import { endProgramsAfterwards } from '../running/program.ts';
import { deskOf } from './planned/desk.ts';

jest.setTimeout(120_000);
const folders = temporaryFolders();
endProgramsAfterwards();

let installation: Installation;
const rep = '2024-03.person.rep-1';
const { command, plan, read, planOnce, refusal } = deskOf(() => installation.api, rep);

interface Work {
  readonly step: string;
  readonly totals: Readonly<Record<string, number>>;
  readonly work: readonly { readonly id: string; readonly owner: string; readonly status: string; readonly overdue: boolean }[];
  readonly next: string | null;
}

beforeAll(async () => {
  installation = await startInstallation(folders.make());
  await installation.api.bulkAll(founding().map((line) => ({ ...line, body: { ...line.body, on: '2023-12-01' } })));
  await command(`plans/${rep}/draft`, { on: '2024-02-20' });
  await command(`plans/${rep}/set-target`, { metric: 'visits-made', amount: 4, on: '2024-02-20' });
  const action = { action: 'renew', title: '续约', deadline: '2024-03-20', customers: ['customer-1'], on: '2024-02-21' };
  await command(`plans/${rep}/plan-action`, action);
  await command(`plans/${rep}/commit`, { on: '2024-02-22' });
});
afterAll(() => installation?.end());

const serving = { plan: rep, on: '2024-03-01' };
const task = (id: string, more: object = {}) =>
  command('tasks', { id, title: '方案', owner: 'rep-1', deadline: '2024-03-12', ...serving, ...more });

/** Waits until the view has come to that. */
async function shownOnce(is: (work: Work) => boolean): Promise<Work> {
  for (let turn = 0; turn < 300; turn += 1) {
    const work = await read<Work>(`plan-work?plan=${rep}`);
    if (is(work)) return work;
    await sleep(20);
  }
  throw new Error('it never came to that');
}

it('the tasks and visits that serve a plan show in it: done, late, overdue, of one action or of all', async () => {
  await task('t-1', { action: 'renew' });
  await task('t-2', { action: 'renew' });
  await task('t-3');
  await task('t-4', { plan: undefined });
  await command('visits', { id: 'v-1', customer: 'customer-1', owner: 'rep-1', plannedFor: '2024-03-05', purpose: '续约', ...serving });
  await command('tasks/t-1/complete', { on: '2024-03-14' });
  await command('tasks/t-2/block', { reason: '等设备', on: '2024-03-04' });
  await command('visits/v-1/complete', { outcome: 'met', on: '2024-03-05' });
  await installation.api.caughtUp('tasks');
  const all = await shownOnce((work) => work.totals['all'] === 4 && work.totals['late'] === 1 && work.totals['done'] === 2);
  expect(all).toMatchObject({ step: 'do', next: null });
  expect(all.totals).toEqual({ all: 4, done: 2, late: 1, goingOn: 2, due: 2, overdue: 2, blocked: 1, cancelled: 0 });
  expect(all.work.map(({ id, status, overdue }) => [id, status, overdue])).toEqual([
    ['visit-v-1', 'done', false],
    ['task-t-1', 'done', false],
    ['task-t-2', 'blocked', true],
    ['task-t-3', 'open', true],
  ]);
  const ofAction = await read<Work>(`plan-work?plan=${rep}&action=renew`);
  expect(ofAction.work.map(({ id }) => id)).toEqual(['task-t-1', 'task-t-2']);
  const first = await read<Work>(`plan-work?plan=${rep}&limit=3`);
  const rest = await read<Work>(`plan-work?plan=${rep}&limit=3&cursor=${first.next}`);
  expect([...first.work, ...rest.work]).toEqual(all.work);
  expect(await installation.api.ask('GET', '/v1/plan-work?plan=2024-03.person.nobody')).toMatchObject({
    status: 404,
    body: { code: 'PLANNING.PLAN.UNKNOWN' },
  });
});

it('what someone who leaves saw to in plans goes to the successor, and can be given to someone else by hand', async () => {
  const said = { decision: '增派售前', responsible: 'rep-1', deadline: '2024-03-25' };
  await command(`plans/${rep}/decide-correction`, { correction: 'c1', ...said, on: '2024-03-16' });
  await command('employees/rep-1/leave', { successor: 'rep-2', on: '2024-03-18' });
  const given = await planOnce(rep, ({ actions }) => actions[0]?.terms.responsible === 'rep-2');
  expect(given).toMatchObject({ actions: [{ status: 'open' }], corrections: [{ responsible: 'rep-2', status: 'open' }] });
  const { entries } = await read<{ entries: readonly object[] }>('customers/customer-1/timeline?type=ActionReassigned');
  expect(entries).toMatchObject([{ type: 'ActionReassigned' }]);

  const on = { reason: '休假', on: '2024-03-19' };
  expect(await refusal(`plans/${rep}/reassign-action`, { action: 'renew', to: 'rep-1', ...on })).toBe('PLANNING.SUBJECT.LEFT');
  expect(await refusal(`plans/${rep}/reassign-action`, { action: 'renew', to: 'nobody', ...on })).toBe('PLANNING.SUBJECT.UNKNOWN');
  await command(`plans/${rep}/reassign-action`, { action: 'renew', to: 'rep-3', ...on });
  await command(`plans/${rep}/reassign-correction`, { correction: 'c1', to: 'rep-3', ...on });
  const isGiven = ({ terms }: { readonly terms: { readonly responsible: string } }): boolean => terms.responsible === 'rep-3';
  expect(await plan(rep)).toMatchObject({ corrections: [{ responsible: 'rep-3' }] });
  expect((await plan(rep)).actions.every(isGiven)).toBe(true);
});
