import type { BusinessDate } from '@zongheng/kernel';
import type { Simulation } from '@zongheng/simulation';
import type { SetName } from '../harness/bench.ts';

const until = '2026-06-30' as BusinessDate;

/** The set of the benchmarks: three years of a large carrier that sells, signs, bills, is paid and plans, about 1,000,000 events of all contexts. */
const large: Simulation = {
  seed: 'bench',
  until,
  days: 1095,
  reps: 2_000,
  teams: 120,
  customers: 50_000,
  deals: 62_000,
  lateShare: 0.034,
  billing: true,
  planners: 100,
  profile: 24,
};
/** A tenth of it, to see what grows. */
const small: Simulation = { ...large, reps: 200, teams: 12, customers: 5_000, deals: 6_200, planners: 10 };

/** 50,000 customers of whom 240 attributes each are known. */
const wide: Simulation = { ...large, seed: 'wide', days: 30, deals: 0, billing: false, planners: 0, profile: 240 };
const sets: Readonly<Record<SetName, Simulation>> = {
  large,
  small,
  wide,
  'wide-small': { ...wide, reps: 200, teams: 12, customers: 5_000 },
};

/** What a set is made from, at a scale: its days and its teams' sizes stay, so that answers have as many groups in relation. */
export function settingsOf(name: SetName, scale: number): Simulation {
  const full = sets[name];
  const part = (count: number, least: number): number => Math.max(least, Math.round(count * scale));
  return {
    ...full,
    reps: part(full.reps, 4),
    teams: part(full.teams, 2),
    customers: part(full.customers, 20),
    deals: full.deals === 0 ? 0 : part(full.deals, 50),
    planners: full.planners === 0 ? 0 : part(full.planners ?? 0, 2),
    days: scale < 0.05 ? Math.min(180, full.days) : full.days,
  };
}
