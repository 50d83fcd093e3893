import type { BusinessDate } from '@zongheng/kernel';
import { randomOf } from './random.ts';
import { segmentCount } from './profile-catalogue.ts';
import { simulate, simulateDays, type Simulation } from './simulate.ts';

const world: Simulation = {
  seed: 'spec',
  until: '2026-06-30' as BusinessDate,
  days: 365,
  reps: 8,
  teams: 3,
  customers: 40,
  deals: 300,
  lateShare: 0.05,
  planners: 3,
};
const days = [...simulateDays(world)];
const acts = days.flatMap((day) => day.acts);

describe('the simulated world', () => {
  it('is the same for the same seed, and another for another', () => {
    expect([...simulate(world)]).toEqual(acts);
    expect([...simulate({ ...world, seed: 'other' })]).not.toEqual(acts);
  });

  it('opens exactly as many deals as asked for, within its days', () => {
    const opened = acts.filter((act) => act.command === 'OpenOpportunity');
    expect(opened).toHaveLength(300);
    expect(opened.every((act) => String(act.body['on']) >= '2025-07-01' && String(act.body['on']) <= '2026-06-30')).toBe(true);
  });

  it('bills agreements where it is asked to, and nothing else changes by that', () => {
    const billed = [...simulate({ ...world, billing: true })];
    const isOfAccounts = ({ command }: { readonly command: string }) =>
      ['IssueInvoice', 'ReceivePayment', 'DisputeInvoice', 'SettleDispute'].includes(command);
    expect(billed.filter((act) => !isOfAccounts(act)).map(({ command, id, body }) => [command, id, body])).toEqual(
      acts.map(({ command, id, body }) => [command, id, body]),
    );
    expect(billed.filter(isOfAccounts).length).toBeGreaterThan(50);
    expect(new Set(billed.map((act) => act.key)).size).toBe(billed.length);
  });

  it('knows a profile of every customer where it is asked to, and puts them into segments by it', () => {
    const known = [...simulate({ ...world, profile: 30 })];
    const profiles = known.filter(({ command }) => command === 'SetCustomerAttributes');
    expect(new Set(profiles.map(({ id }) => id)).size).toBe(world.customers);
    expect(profiles.every(({ body }) => Object.keys(body['set'] ?? {}).length === 30)).toBe(true);
    expect(known.filter(({ command }) => command === 'DefineSegment')).toHaveLength(segmentCount);
    expect(known.filter(({ command }) => command === 'RecordInteraction').length).toBeGreaterThan(10);
    const withoutPhone = ({ command, id, body: { phone: _, ...body } }: (typeof known)[number]) => [command, id, body];
    const isOfProfiles = ({ command, body }: (typeof known)[number]) =>
      ['SetCustomerAttributes', 'AddContact', 'RecordInteraction', 'DefineSegment'].includes(command) || body['subject'] === 'customer';
    expect(known.filter((act) => !isOfProfiles(act)).map(withoutPhone)).toEqual(acts.map(withoutPhone));
    expect(new Set(known.map((act) => act.key)).size).toBe(known.length);
  });

  it('never says a thing twice', () => {
    expect(new Set(acts.map((act) => act.key)).size).toBe(acts.length);
  });

  it('keeps each deal’s dates from running backwards, though some facts are recorded late', () => {
    const last = new Map<string, string>();
    let lateActs = 0;
    let newest = '';
    for (const act of acts.filter((known) => known.id?.startsWith('sim-deal'))) {
      const on = String(act.body['on']);
      expect(on >= (last.get(act.id ?? '') ?? '')).toBe(true);
      last.set(act.id ?? '', on);
      if (on < newest) lateActs += 1;
      newest = on > newest ? on : newest;
    }
    expect(lateActs).toBeGreaterThan(0);
  });

  it('begins every visit, task, quote, order and contract before anything else is said of it, and after its deal', () => {
    const begun = new Set<string>();
    const orphans: string[] = [];
    const opening = /^(RegisterCustomer|OpenOpportunity|PlanVisit|AssignTask|IssueQuote|PlaceOrder|SignContract)$/;
    for (const { command, id = '', key, body } of acts) {
      if (!/^sim-(deal|visit|task|quote|order|contract|customer)-/.test(id)) continue;
      const needs = [body['opportunity'], body['customer'], opening.test(command) ? undefined : id].filter((need) => need !== undefined);
      if (needs.some((need) => !begun.has(String(need)))) orphans.push(key);
      if (opening.test(command)) begun.add(id);
    }
    expect(orphans).toEqual([]);
    expect(begun.size).toBeGreaterThan(400);
  });

  it('signs agreements on most of what was won, and amends, suspends, renews and ends some of them, dates rising', () => {
    const last = new Map<string, string>();
    const counts = new Map<string, number>();
    for (const { command, id = '', body } of simulate({ ...world, days: 730, deals: 2_000 })) {
      if (!id.startsWith('sim-contract-')) continue;
      counts.set(command, (counts.get(command) ?? 0) + 1);
      expect(String(body['on']) >= (last.get(id) ?? '')).toBe(true);
      last.set(id, String(body['on']));
    }
    const least = { SignContract: 200, RenewContract: 50, AmendContract: 20, TerminateContract: 8, SuspendContract: 5, ResumeContract: 3 };
    for (const [command, count] of Object.entries(least)) expect([command, (counts.get(command) ?? 0) >= count]).toEqual([command, true]);
  });

  it('revalues a deal to another price only, whatever the seed', () => {
    let revaluations = 0;
    for (const seed of ['a', 'b', 'c', 'd']) {
      const prices = new Map<string, string>();
      for (const { command, id = '', body } of simulate({ ...world, seed, deals: 1_000 })) {
        if (body['lines'] === undefined || !/^(Open|Register|Revalue)Opportunity$/.test(command)) continue;
        const lines = JSON.stringify(body['lines']);
        expect([id, lines]).not.toEqual([id, prices.get(id)]);
        prices.set(id, lines);
        if (command === 'RevalueOpportunity') revaluations += 1;
      }
    }
    expect(revaluations).toBeGreaterThan(500);
  });

  it('enters late facts by the end of their month, before people and customers move', () => {
    let worst = 0;
    for (const { date, acts: entered } of days) {
      const late = entered.filter((act) => String(act.body['on']) < date);
      expect(late.every((act) => String(act.body['on']).slice(0, 7) === date.slice(0, 7))).toBe(true);
      worst = Math.max(worst, late.length);
    }
    expect(worst).toBeGreaterThan(0);
  });

  it('looks like business: hints that come to nothing, deals won and lost, quotes, orders, and some stay open', () => {
    const count = (command: string): number => acts.filter((act) => act.command === command).length;
    const hints = acts.filter((act) => act.command === 'OpenOpportunity' && act.body['lines'] === undefined).length;
    expect(hints).toBeGreaterThan(60);
    expect(hints).toBeLessThan(180);
    expect(count('WinOpportunity')).toBeGreaterThan(30);
    expect(count('LoseOpportunity')).toBeGreaterThan(count('WinOpportunity'));
    expect(count('WinOpportunity') + count('LoseOpportunity')).toBeLessThan(300);
    expect(count('IssueQuote')).toBeGreaterThan(count('AcceptQuote'));
    expect(count('PlaceOrder')).toBeLessThanOrEqual(count('WinOpportunity'));
    expect(count('RegisterCustomer')).toBe(40);
  });
});

describe('the random numbers', () => {
  it('spread evenly', () => {
    const drawn = randomOf('even');
    const counts = new Map<number, number>();
    for (let draw = 0; draw < 10_000; draw += 1) {
      const value = drawn.between(0, 9);
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    expect([...counts.values()].every((count) => count > 850 && count < 1150)).toBe(true);
  });
});
