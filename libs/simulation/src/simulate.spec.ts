import type { BusinessDate } from '@zongheng/kernel';
import { randomOf } from './random.ts';
import { simulate, type Simulation } from './simulate.ts';

const world: Simulation = {
  seed: 'spec',
  until: '2026-06-30' as BusinessDate,
  days: 365,
  reps: 8,
  teams: 3,
  customers: 40,
  deals: 300,
  lateShare: 0.05,
};
const acts = [...simulate(world)];

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

  it('plans visits and tasks before it completes them', () => {
    const begun = new Set<string>();
    const orphans: string[] = [];
    for (const act of acts) {
      if (act.command === 'PlanVisit' || act.command === 'AssignTask') begun.add(act.id ?? '');
      if (/^(Complete|Cancel)(Visit|Task)$/.test(act.command) && !begun.has(act.id ?? '')) orphans.push(act.key);
    }
    expect(orphans).toEqual([]);
    expect(begun.size).toBeGreaterThan(50);
  });

  it('looks like business: most deals close, both ways, and some stay open', () => {
    const count = (command: string): number => acts.filter((act) => act.command === command).length;
    expect(count('WinOpportunity')).toBeGreaterThan(50);
    expect(count('LoseOpportunity')).toBeGreaterThan(50);
    expect(count('WinOpportunity') + count('LoseOpportunity')).toBeLessThan(300);
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
