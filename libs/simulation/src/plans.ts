import { addDays, addMonths, type BusinessDate, firstDayOf, lastDayOf, type Month, monthOf } from '@zongheng/kernel';
import type { Agenda } from './act.ts';
import { type Carrier, departmentIds } from './carrier.ts';
import { type Random, randomOf } from './random.ts';
import type { Rep } from './rep.ts';

/** What the plans of a world are written from. */
export interface PlanSetting {
  readonly carrier: Carrier;
  readonly agenda: Agenda;
  readonly key: (text: string) => string;
  readonly until: BusinessDate;
  /** How many of the reps plan; 0: nobody plans at all, the company neither. */
  readonly planners: number;
}

/** Visits to be made in a month, and what deals of a rep bring in one, in minor units. */
const visitsAMonth = 3;
const wonAMonth = 12_000_000;
const decisions = ['增派售前支持，本周内完成重点客户拜访', '调整报价节奏，先谈续约', '与交付协调，提前开通'] as const;

/**
 * Plans by the month: on the 25th the company allots to its departments and some reps answer with plans of their own; work on actions, a check when
 * the month is over, corrections where it fell short, feedback, and what is left open rolls on. Draws from numbers of its own.
 */
export function schedulePlans(setting: PlanSetting, date: BusinessDate): void {
  const { carrier, planners } = setting;
  if (planners === 0 || !date.endsWith('-25')) return;
  const month = addMonths(monthOf(date), 1);
  new SimulatedPlan(setting, `${month}.unit.sim-company`, month).ofCompany(date, carrier.reps.length);
  for (const rep of carrier.reps.slice(0, planners)) new SimulatedPlan(setting, `${month}.person.${rep.id}`, month).ofRep(date, rep);
}

/** One plan on its way: dates only rise. */
class SimulatedPlan {
  readonly #setting: PlanSetting;
  readonly #id: string;
  readonly #month: Month;
  readonly #random: Random;
  #count = 0;

  constructor(setting: PlanSetting, id: string, month: Month) {
    this.#setting = setting;
    this.#id = id;
    this.#month = month;
    this.#random = randomOf(setting.key(`plan-${id}`));
  }

  ofCompany(drafted: BusinessDate, reps: number): void {
    this.#enter('DraftPlan', drafted, {});
    this.#enter('SetTarget', drafted, { metric: 'visits-made', amount: reps * visitsAMonth });
    const parts = departmentIds.map((unit) => ({ unit, weight: this.#random.between(2, 5) }));
    this.#enter('DecomposeTarget', addDays(drafted, 1), { metric: 'visits-made', parts });
    this.#enter('CommitPlan', addDays(drafted, 3), {});
    this.#end(false);
  }

  ofRep(drafted: BusinessDate, rep: Rep): void {
    const random = this.#random;
    this.#enter('DraftPlan', drafted, {});
    this.#enter('SetTarget', drafted, { metric: 'visits-made', amount: random.between(2, 5) });
    this.#enter('SetTarget', drafted, { metric: 'deals-won', amount: Math.round(wonAMonth * rep.skill) });
    const deadline = addDays(firstDayOf(this.#month), random.between(10, 24));
    this.#enter('PlanAction', addDays(drafted, 1), {
      action: 'visit-key-customers',
      title: '走访重点客户',
      deadline,
      metric: 'visits-made',
    });
    this.#enter('CommitPlan', addDays(drafted, 2), {});
    this.#enter('ProgressAction', addDays(firstDayOf(this.#month), random.between(4, 9)), {
      action: 'visit-key-customers',
      progress: random.between(2, 8) * 100,
    });
    if (random.chance(0.7)) this.#enter('CompleteAction', deadline, { action: 'visit-key-customers' });
    this.#end(random.chance(0.6), rep);
  }

  /** Checked when the month is over; where it fell short, something is decided, and done by the next month. */
  #end(fellShort: boolean, rep?: Rep): void {
    const checked = addDays(lastDayOf(this.#month), 3);
    this.#enter('CheckProgress', checked, { asOf: lastDayOf(this.#month), note: '月度检查' });
    if (rep && fellShort) {
      const decision = this.#random.pick(decisions);
      this.#enter('DecideCorrection', addDays(checked, 1), { decision, responsible: rep.id, deadline: addDays(checked, 20) });
    }
    if (rep) this.#enter('GiveFeedback', addDays(checked, 1), { by: rep.id, text: fellShort ? '下月先抓续约与回款' : '保持节奏' });
    this.#enter('ClosePlan', addDays(checked, 2), {});
    if (rep) this.#enter('RollForward', addDays(checked, 2), {});
  }

  #enter(command: string, on: BusinessDate, body: object): void {
    const { agenda, key, until } = this.#setting;
    if (on > until) return;
    this.#count += 1;
    agenda.add(on, { command, id: this.#id, key: key(`plan-${this.#id}-${this.#count}`), body: { ...body, on } });
  }
}
