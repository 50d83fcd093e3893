import { jest } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Cell } from '@zongheng/sales-events';
import { disorder, streamsOf } from '../faults/load/findings.ts';
import { leftBehind, wrongEffects } from '../faults/load/following.ts';
import { founding } from '../faults/load/world.ts';
import type { BulkCommand, ShownEvent } from '../running/api.ts';
import { crmOn } from '../running/crm.ts';
import { temporaryFolders } from '../running/folders.ts';
import { type Installation, startInstallation } from '../running/installation.ts';
import { endProgramsAfterwards } from '../running/program.ts';

jest.setTimeout(120_000);
const folders = temporaryFolders();
endProgramsAfterwards();

const openDeals = 300;
let dataDir: string;
let installation: Installation;

/** Deals of one owner and one customer, opened some days ago; the last few are closed, one of them lately. */
function dealsOf(owner: string, customer: string): BulkCommand[] {
  const lines = [{ product: 'vpn', quantity: 1 }];
  const opened = Array.from({ length: openDeals + 3 }, (_, index) => ({
    command: 'OpenOpportunity',
    id: `${owner}-${customer}-${index}`,
    body: { title: '扩容', customer, owner, lines, on: '2024-03-01' },
  }));
  const lost = opened.slice(openDeals).map(({ id }) => ({ command: 'LoseOpportunity', id, body: { reason: 'price', on: '2024-03-02' } }));
  return [...opened, ...lost];
}

/** The log once every open deal is counted where its owner and customer are, and nothing more comes. */
async function settled(): Promise<readonly ShownEvent[]> {
  for (let turn = 0; turn < 300; turn += 1) {
    const log = await installation.api.log();
    if (leftBehind(log).length === 0) {
      await sleep(300);
      if ((await installation.api.head()) === log.at(-1)?.position) return log;
    }
    await sleep(100);
  }
  throw new Error(
    `left behind: ${leftBehind(await installation.api.log())
      .slice(0, 5)
      .join('; ')}`,
  );
}

const effectsOf = (log: readonly ShownEvent[], cause: string): readonly ShownEvent[] => log.filter((event) => event.causationId === cause);
const toOf = (event: ShownEvent): Cell => (event.data as { readonly to: Cell }).to;

beforeAll(async () => {
  dataDir = folders.make();
  installation = await startInstallation(dataDir);
  const foundedOn = founding().map((line) => ({ ...line, body: { ...line.body, on: '2024-01-01' } }));
  await installation.api.bulkAll([...foundedOn, ...dealsOf('rep-1', 'customer-1')]);
});
afterAll(() => installation?.end());

it('a transfer reaches every open deal as an event of its own, by the policy, because of it, on its day', async () => {
  const { events } = await installation.api.command('/v1/employees/rep-1/transfer', { unit: 'team-3', on: '2024-04-01' });
  const effects = effectsOf(await settled(), events[0]?.id ?? '').filter((event) => event.type === 'OpportunityReclassified');
  expect(effects).toHaveLength(openDeals);
  expect(new Set(effects.map((event) => event.stream)).size).toBe(openDeals);
  for (const effect of effects) {
    expect(effect).toMatchObject({ actor: 'policy:work-follows-its-owner', businessDate: '2024-04-01' });
    expect(toOf(effect)).toMatchObject({ owner: 'rep-1', unit: 'team-3' });
  }
});

it('a customer’s new region does so too', async () => {
  const { events } = await installation.api.command('/v1/customers/customer-1/change-details', { region: 'ningbo', on: '2024-04-02' });
  const effects = effectsOf(await settled(), events[0]?.id ?? '');
  expect(effects).toHaveLength(openDeals);
  for (const effect of effects) {
    expect(effect).toMatchObject({
      actor: 'policy:deals-follow-their-customer',
      businessDate: '2024-04-02',
      type: 'OpportunityReclassified',
    });
    expect(toOf(effect).region).toBe('ningbo');
  }
});

it('the process killed while they follow, each still follows once, as the next process comes up', async () => {
  const causes: string[] = [];
  for (const [unit, waitMs] of [
    ['team-2', 0],
    ['team-4', 30],
    ['team-1', 120],
  ] as const) {
    const { events } = await installation.api.command('/v1/employees/rep-1/transfer', { unit, on: '2024-05-01' });
    causes.push(events[0]?.id ?? '');
    await sleep(waitMs);
    await installation.kill();
    installation = await startInstallation(dataDir);
  }
  const log = await settled();
  expect(wrongEffects(log)).toEqual([]);
  expect(disorder(log)).toEqual([]);
  for (const events of streamsOf(log).values()) {
    const mine = events
      .filter((event) => causes.includes(event.causationId ?? ''))
      .map(({ type, causationId }) => `${type} of ${causationId}`);
    expect(mine).toEqual([...new Set(mine)]);
  }
  const last = log.filter((event) => event.type === 'OpportunityReclassified').map((event) => toOf(event).unit);
  expect(last.filter((unit) => unit === 'team-1').length).toBeGreaterThanOrEqual(openDeals);
});

it('what has happened happens no more: not after a restart, not after views were built anew', async () => {
  const before = await installation.api.head();
  await installation.end();
  installation = await startInstallation(dataDir);
  for (const view of ['opportunities', 'customers', 'visits', 'tasks']) await crmOn(dataDir, 'rebuild', view);
  await installation.end();
  installation = await startInstallation(dataDir);
  await sleep(1_000);
  expect(await installation.api.head()).toBe(before);
});

it('who leaves hands over every open deal, customer, visit and task to the successor', async () => {
  const { api } = installation;
  await api.command('/v1/visits', {
    id: 'visit',
    customer: 'customer-1',
    owner: 'rep-1',
    plannedFor: '2024-06-10',
    purpose: '回访',
    on: '2024-06-01',
  });
  await api.command('/v1/tasks', { id: 'task', title: '报价', owner: 'rep-1', deadline: '2024-06-10', on: '2024-06-01' });
  const { events } = await api.command('/v1/employees/rep-1/leave', { successor: 'rep-2', on: '2024-06-05' });
  await settled();
  for (let turn = 0; turn < 100; turn += 1) {
    if (effectsOf(await api.log(), events[0]?.id ?? '').length >= openDeals + 6) break;
    await sleep(100);
  }
  const effects = effectsOf(await api.log(), events[0]?.id ?? '');
  const counts = new Map<string, number>();
  for (const { type } of effects) counts.set(type, (counts.get(type) ?? 0) + 1);
  expect(Object.fromEntries(counts)).toEqual({
    OpportunityAssigned: openDeals,
    CustomerOwnerAssigned: 2,
    CustomerReclassified: 2,
    VisitReassigned: 1,
    TaskReassigned: 1,
  });
  await api.caughtUp('opportunities');
  for (const list of ['opportunities?status=open&owner=rep-1', 'customers?owner=rep-1', 'visits?owner=rep-1', 'tasks?owner=rep-1']) {
    expect((await api.read<{ items: readonly unknown[] }>(`/v1/${list}`)).items).toEqual([]);
  }
});
