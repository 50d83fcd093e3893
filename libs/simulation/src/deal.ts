import type { BusinessDate } from '@zongheng/kernel';
import type { SimulatedCustomer } from './customers.ts';
import { signAgreement } from './deal-agreement.ts';
import { learn } from './deal-knowledge.ts';
import { linesOf, revalued, type SimulatedLine } from './deal-lines.ts';
import { acceptQuote, expireQuote, issueQuote, type OpenQuote, placeOrder } from './deal-offers.ts';
import { giveTask, planVisit } from './deal-work.ts';
import { after, type DealSetting, Diary } from './diary.ts';

/** The open stages after assignment in the default pipeline, with the median days spent before going on and the part that goes on. */
const road = [
  { stage: 'relationship', days: 9, onward: 0.82 },
  { stage: 'negotiation', days: 16, onward: 0.76 },
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
const coldReasons = [
  ['no-need', 52],
  ['unreachable', 28],
  ['no-budget', 20],
] as const;

/** Where deals come from, with the part of them that is but a hint: nobody knows yet what it is about, and most come to nothing. */
const sources: readonly (readonly [{ readonly source: string; readonly hints: number }, number])[] = [
  [{ source: 'own', hints: 0.18 }, 46],
  [{ source: 'campaign', hints: 0.62 }, 24],
  [{ source: 'imported-list', hints: 0.86 }, 17],
  [{ source: 'partner', hints: 0.2 }, 13],
];

/** Writes one deal's whole life into the agenda, as far as it happens before the end; some stall and never close. */
export function scheduleDeal(setting: DealSetting, number: number, opened: BusinessDate): void {
  const { random, until } = setting;
  if (opened > until) throw new RangeError('a deal opens before the end of its world');
  const { source, hints } = random.weighted(sources);
  const deal = new SimulatedDeal(setting, number, opened, source);
  if (random.chance(hints)) deal.beginAsHint();
  else deal.beginWithValue();
}

/** One deal on its way. */
class SimulatedDeal {
  readonly #setting: DealSetting;
  readonly #diary: Diary;
  readonly #customer: SimulatedCustomer;
  readonly #source: string;
  #date: BusinessDate;
  #lines: readonly SimulatedLine[] = [];
  #expectedClose: BusinessDate;
  #quote: OpenQuote | null = null;

  constructor(setting: DealSetting, number: number, opened: BusinessDate, source: string) {
    const { random, carrier } = setting;
    this.#setting = setting;
    this.#diary = new Diary(setting, number);
    this.#customer = random.pick(carrier.customers.known);
    this.#source = source;
    this.#date = opened;
    this.#expectedClose = after(opened, random.skewed(60, 0.4));
  }

  /** A name on a list: most are given up, some are never looked at again, a few turn out to be worth something. */
  beginAsHint(): void {
    const { random } = this.#setting;
    this.#open(`${this.#customer.name}合作意向`, {});
    this.#pass(random.skewed(16, 0.7));
    if (random.chance(0.62)) return this.#enter('LoseOpportunity', { reason: random.weighted(coldReasons) });
    if (!random.chance(0.4)) return;
    this.#lines = this.#wanted();
    this.#enter('RegisterOpportunity', { lines: this.#lines });
    this.#expectedClose = after(this.#date, random.skewed(60, 0.4));
    this.#enter('ChangeExpectedClose', { expectedClose: this.#expectedClose });
    this.#work();
  }

  beginWithValue(): void {
    this.#lines = this.#wanted();
    const title = this.#customer.name + (this.#lines.length > 1 ? '综合业务项目' : '业务项目');
    this.#open(title, { lines: this.#lines, expectedClose: this.#expectedClose });
    if (this.#setting.random.chance(0.004)) return this.#enter('VoidOpportunity', { reason: '重复登记' });
    this.#work();
  }

  /** The rep takes it up: visits, tasks, and stage after stage. */
  #work(): void {
    const { random } = this.#setting;
    this.#pass(random.skewed(2, 0.6));
    this.#enter('AssignOpportunity', { owner: this.#customer.rep.id });
    if (random.chance(0.35)) planVisit(this.#setting, this.#diary, this.#customer, this.#date);
    if (random.chance(0.2)) giveTask(this.#setting, this.#diary, this.#customer, after(this.#date, random.between(0, 10)));
    this.#walk();
  }

  #walk(): void {
    const { random } = this.#setting;
    const { skill } = this.#customer.rep;
    for (const { stage, days, onward } of road) {
      const stalls = random.chance(0.06) ? random.between(60, 240) : 0;
      this.#pass(random.skewed(days / skill, 0.5) + stalls);
      if (!random.chance(Math.min(0.97, onward * skill ** 0.15))) return this.#lose();
      this.#enter('AdvanceOpportunity', { stage });
      this.#reconsider(stage);
    }
    this.#pass(random.skewed(18 / skill, 0.5));
    if (random.chance(Math.min(0.95, 0.68 * skill ** 0.3))) this.#win();
    else this.#lose();
  }

  /** What a new stage brings: knowledge, another date, another value, a quote. */
  #reconsider(stage: (typeof road)[number]['stage']): void {
    const { random } = this.#setting;
    if (stage === 'relationship') learn(this.#setting, this.#diary, this.#date);
    if (this.#date > this.#expectedClose && random.chance(0.6)) {
      this.#expectedClose = after(this.#date, random.between(15, 60));
      this.#enter('ChangeExpectedClose', { expectedClose: this.#expectedClose });
    }
    if (random.chance(0.14)) {
      this.#lines = revalued(random, this.#lines);
      this.#enter('RevalueOpportunity', { lines: this.#lines, reason: '方案调整' });
    }
    if (stage === 'negotiation' && random.chance(0.6))
      this.#quote = issueQuote(this.#setting, this.#diary, this.#customer, this.#date, this.#lines);
  }

  #win(): void {
    const { random } = this.#setting;
    const quoted = this.#quote !== null && acceptQuote(this.#diary, this.#quote, this.#date);
    this.#enter('WinOpportunity', {});
    if (random.chance(0.85)) {
      const lines = this.#quote?.lines ?? this.#lines;
      placeOrder(this.#setting, this.#diary, this.#customer, this.#date, { lines, quoted });
      signAgreement(this.#setting, this.#diary, this.#customer, this.#date, lines);
      if (random.chance(0.01)) this.#correctValue();
    } else if (random.chance(0.07)) {
      this.#pass(random.between(3, 20));
      this.#enter('ReopenOpportunity', { stage: 'negotiation', reason: '客户要求重新议价' });
    }
  }

  /** Months later somebody finds that the amounts were wrong all the time. */
  #correctValue(): void {
    const { random } = this.#setting;
    const since = this.#date;
    this.#pass(random.between(5, 90));
    this.#enter('CorrectOpportunity', { corrects: 'lines', since, lines: revalued(random, this.#lines), reason: '合同金额录入有误' });
  }

  #lose(): void {
    const { random } = this.#setting;
    const reason = random.weighted(lostReasons);
    this.#enter('LoseOpportunity', { reason, ...(reason === 'competitor' ? { competitor: random.pick(competitors) } : {}) });
    if (this.#quote) expireQuote(this.#diary, this.#quote);
    if (!random.chance(0.01)) return;
    this.#pass(random.between(5, 40));
    this.#enter('CorrectOpportunity', { corrects: 'loss', lossReason: random.weighted(lostReasons), reason: '复盘更正' });
  }

  #open(title: string, value: object): void {
    const reference = { system: 'simulation', key: String(this.#diary.number) };
    this.#enter('OpenOpportunity', { title, customer: this.#customer.id, source: this.#source, ...value, reference });
  }

  #wanted(): SimulatedLine[] {
    return linesOf(this.#setting.random, this.#setting.carrier, this.#customer);
  }

  #pass(days: number): void {
    this.#date = after(this.#date, days);
  }

  #enter(command: string, body: object): void {
    this.#diary.enter('deal', command, this.#date, { ...body });
  }
}
