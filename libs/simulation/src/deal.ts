import { addDays, type BusinessDate, later } from '@zongheng/kernel';
import type { Act, Agenda } from './act.ts';
import type { Carrier, Rep, SimulatedCustomer, SimulatedProduct } from './carrier.ts';
import type { Random } from './random.ts';

/** The open stages after assignment in the default pipeline, with the median days spent before going on and the part that goes on. */
const road = [
  { stage: 'relationship', days: 9, onward: 0.86 },
  { stage: 'negotiation', days: 16, onward: 0.78 },
  { stage: 'bid', days: 21, onward: 0.74 },
] as const;
const lostReasons = [
  ['price', 34],
  ['competitor', 26],
  ['no-budget', 18],
  ['timing', 14],
  ['coverage', 8],
] as const;
const competitors = ['competitor-a', 'competitor-b', 'competitor-c'] as const;
const dealSources = [
  ['own', 52],
  ['campaign', 22],
  ['imported-list', 12],
  ['partner', 14],
] as const;

export interface DealSetting {
  readonly random: Random;
  readonly carrier: Carrier;
  readonly agenda: Agenda;
  readonly key: (text: string) => string;
  readonly until: BusinessDate;
  /** The part of facts that are recorded some days after they happened. */
  readonly lateShare: number;
}

/** Writes one deal's whole life into the agenda, as far as it happens before the end; some stall and never close. */
export function scheduleDeal(setting: DealSetting, number: number, opened: BusinessDate): void {
  const { random, carrier, until } = setting;
  const customer = random.pick(carrier.customers);
  const id = `sim-deal-${number}`;
  const journal = new Journal(setting, id);
  const lines = linesOf(random, carrier, customer);
  const title = `${customer.name}${titleOf(lines)}`;
  const expectedClose = addDays(opened, Math.round(random.skewed(60, 0.4)));
  journal.record(
    'OpenOpportunity',
    opened,
    {
      title,
      customer: customer.id,
      source: random.weighted(dealSources),
      lines,
      expectedClose,
      reference: { system: 'simulation', key: String(number) },
    },
    id,
  );
  const assigned = journal.after(opened, random.skewed(2, 0.6));
  journal.record('AssignOpportunity', assigned, { owner: customer.rep.id });
  if (random.chance(0.45)) planVisit(setting, journal, customer, id, assigned);
  walk(setting, journal, customer.rep, assigned, expectedClose, lines);
  if (random.chance(0.25)) giveTask(setting, journal, customer, id, journal.after(assigned, random.between(1, 10)));
  if (opened > until) throw new RangeError('a deal opens before the end of its world');
}

interface SimulatedLine {
  readonly product: string;
  readonly quantity: number;
  readonly amount: { readonly minor: number; readonly currency: string };
}

function walk(
  setting: DealSetting,
  journal: Journal,
  rep: Rep,
  from: BusinessDate,
  expectedClose: BusinessDate,
  lines: readonly SimulatedLine[],
): void {
  const { random } = setting;
  let date = from;
  for (const { stage, days, onward } of road) {
    const stalls = random.chance(0.06);
    date = journal.after(date, random.skewed(days / rep.skill, 0.5) + (stalls ? random.between(60, 240) : 0));
    if (random.chance(0.02)) date = journal.after(date, random.between(1, 20));
    if (!random.chance(Math.min(0.97, onward * rep.skill ** 0.15))) {
      const reason = random.weighted(lostReasons);
      journal.record('LoseOpportunity', date, { reason, ...(reason === 'competitor' ? { competitor: random.pick(competitors) } : {}) });
      return;
    }
    journal.record('AdvanceOpportunity', date, { stage });
    if (date > expectedClose && random.chance(0.6))
      journal.record('ChangeExpectedClose', date, { expectedClose: addDays(date, random.between(15, 60)) });
    if (random.chance(0.2)) journal.record('RevalueOpportunity', date, { lines: revalued(random, lines), reason: '方案调整' });
  }
  date = journal.after(date, random.skewed(18 / rep.skill, 0.5));
  if (random.chance(Math.min(0.95, 0.68 * rep.skill ** 0.3))) win(setting, journal, date);
  else journal.record('LoseOpportunity', date, { reason: random.weighted(lostReasons) });
}

function win(setting: DealSetting, journal: Journal, date: BusinessDate): void {
  journal.record('WinOpportunity', date, {});
  if (!setting.random.chance(0.01)) return;
  journal.record('ReopenOpportunity', journal.after(date, setting.random.between(3, 20)), {
    stage: 'negotiation',
    reason: '客户要求重新议价',
  });
}

function planVisit(setting: DealSetting, journal: Journal, customer: SimulatedCustomer, deal: string, from: BusinessDate): void {
  const { random } = setting;
  const id = deal.replace('deal', 'visit');
  const plannedFor = addDays(from, random.between(1, 14));
  journal.beside('PlanVisit', from, { customer: customer.id, plannedFor, purpose: '需求沟通', opportunity: deal }, id, true);
  const cost = { minor: random.between(50, 900) * 100, currency: 'CNY' };
  if (random.chance(0.88))
    journal.beside('CompleteVisit', plannedFor, { outcome: random.pick(['met', 'interested', 'follow-up']), cost }, id);
  else journal.beside('CancelVisit', plannedFor, { reason: '客户临时有事' }, id);
}

function giveTask(setting: DealSetting, journal: Journal, customer: SimulatedCustomer, deal: string, from: BusinessDate): void {
  const { random } = setting;
  const id = deal.replace('deal', 'task');
  const deadline = addDays(from, random.between(3, 21));
  journal.beside(
    'AssignTask',
    from,
    { title: '编制技术方案', owner: customer.rep.id, deadline, customers: [customer.id], opportunity: deal },
    id,
    true,
  );
  if (random.chance(0.85)) journal.beside('CompleteTask', addDays(from, random.between(2, 28)), {}, id);
}

function linesOf(random: Random, carrier: Carrier, customer: SimulatedCustomer): SimulatedLine[] {
  const first = random.weighted(carrier.products.map((product) => [product, product.share] as const));
  const second = random.chance(0.25) ? random.weighted(carrier.products.map((product) => [product, product.share] as const)) : null;
  return [first, ...(second && second.id !== first.id ? [second] : [])].map((product) => lineOf(random, product, customer.size));
}

function lineOf(random: Random, product: SimulatedProduct, size: number): SimulatedLine {
  const quantity = Math.max(1, Math.min(400, Math.round(random.skewed(3 * size, 0.8))));
  const perMille = random.between(820, 1000);
  return {
    product: product.id,
    quantity,
    amount: { minor: Math.round((product.price * quantity * perMille) / 1000 / 100) * 100, currency: 'CNY' },
  };
}

function revalued(random: Random, lines: readonly SimulatedLine[]): SimulatedLine[] {
  const perMille = random.between(780, 1250);
  return lines.map((line) => ({
    ...line,
    amount: { ...line.amount, minor: Math.round((line.amount.minor * perMille) / 1000 / 100) * 100 },
  }));
}

function titleOf(lines: readonly SimulatedLine[]): string {
  return lines.length > 1 ? '综合业务项目' : '业务项目';
}

/** Writes one deal's acts in the order of its life: a fact is never recorded before the one it stands on, however late that came. */
class Journal {
  private readonly setting: DealSetting;
  private readonly deal: string;
  private recordedOn: BusinessDate | null = null;
  private count = 0;

  constructor(setting: DealSetting, deal: string) {
    this.setting = setting;
    this.deal = deal;
  }

  after(date: BusinessDate, days: number): BusinessDate {
    return addDays(date, Math.max(0, Math.round(days)));
  }

  record(command: string, on: BusinessDate, body: Act['body'], id = this.deal): void {
    const { until } = this.setting;
    if (on > until) return;
    const recordedOn = this.laterOn(on);
    this.recordedOn = this.recordedOn === null ? recordedOn : later(this.recordedOn, recordedOn);
    this.write(command, on, body, id, this.recordedOn);
  }

  /** What stands beside the deal, a visit or a task: it has an order of its own, but never comes before the deal. */
  beside(command: string, on: BusinessDate, body: Act['body'], id: string, opens = false): void {
    if (on > this.setting.until) return;
    const recordedOn = this.recordedOn === null || !opens ? on : later(on, this.recordedOn);
    this.write(command, on, body, id, later(recordedOn, this.recordedOn ?? recordedOn));
  }

  private write(command: string, on: BusinessDate, body: Act['body'], id: string, recordedOn: BusinessDate): void {
    const { agenda, key, until } = this.setting;
    this.count += 1;
    const latest = recordedOn > until ? until : recordedOn;
    agenda.add(latest, { command, id, key: key(`${id}-${this.count}`), body: { ...body, on } });
  }

  private laterOn(on: BusinessDate): BusinessDate {
    const { random, lateShare } = this.setting;
    return random.chance(lateShare) ? addDays(on, random.between(1, 21)) : on;
  }
}
