import { addDays, addMonths, type BusinessDate, firstDayOf, lastDayOf, later, type Month, monthOf } from '@zongheng/kernel';
import { Billing } from './deal-billing.ts';
import type { SimulatedCustomer } from './customers.ts';
import type { SimulatedLine } from './deal-lines.ts';
import { after, type DealSetting, type Diary } from './diary.ts';
import { type Random, randomOf } from './random.ts';

/** A line of an agreement as its commands carry it: net, in minor units, over the months it is agreed for. */
interface AgreedLine {
  readonly line: string;
  readonly product: string;
  readonly quantity: number;
  readonly amount: number;
}

/** The term that runs: whole months, and what its lines bring in them. */
interface Term {
  readonly begins: Month;
  readonly ends: Month;
  readonly months: number;
  readonly lines: readonly AgreedLine[];
}

type Turn = 'amended' | 'suspended' | 'terminated' | 'none';

const termMonths = [
  [3, 10],
  [6, 25],
  [12, 50],
  [24, 15],
] as const;
const turns: readonly (readonly [Turn, number])[] = [
  ['none', 74],
  ['amended', 14],
  ['suspended', 5],
  ['terminated', 7],
];
const termsMax = 4;
const oneYuan = 100;

/**
 * The agreement on what a deal won: whole months from the next one on, some amended, suspended for a while or ended early, most renewed.
 * It draws from numbers of its own, so that the deals of a world are the same with it or without.
 */
export function signAgreement(
  setting: DealSetting,
  diary: Diary,
  customer: SimulatedCustomer,
  won: BusinessDate,
  lines: readonly SimulatedLine[],
): void {
  const random = randomOf(setting.key(`agreement-${diary.number}`));
  if (!random.chance(0.9)) return;
  new SimulatedAgreement(random, diary).live(customer, after(won, random.between(0, 7)), lines);
}

/** One agreement on its way: dates only rise. */
class SimulatedAgreement {
  readonly #random: Random;
  readonly #diary: Diary;
  #billing: Billing | null = null;
  #date: BusinessDate = '1900-01-01' as BusinessDate;

  constructor(random: Random, diary: Diary) {
    this.#random = random;
    this.#diary = diary;
  }

  live(customer: SimulatedCustomer, signed: BusinessDate, sold: readonly SimulatedLine[]): void {
    const { number } = this.#diary;
    const lines = sold.map(({ product, quantity, amount }, index) => ({
      line: String(index + 1),
      product,
      quantity,
      amount: amount.minor,
    }));
    let term: Term | null = termFrom(addMonths(monthOf(signed), 1), this.#random.weighted(termMonths), lines);
    this.#date = signed;
    this.#billing = this.#diary.isBilled ? new Billing(this.#diary, customer.id) : null;
    this.#enter('SignContract', {
      number: `SIM-C-${number}`,
      title: `${customer.name}业务协议`,
      customer: customer.id,
      opportunity: this.#diary.idOf('deal'),
      begins: firstDayOf(term.begins),
      ends: lastDayOf(term.ends),
      lines,
    });
    for (let terms = 1; term && terms < termsMax; terms += 1) {
      const ended: Term | null = this.#turn(term);
      term = ended && this.#random.chance(0.65) ? this.#renew(ended) : null;
    }
  }

  /** What happens in a term, and the term as it is then; null where it was ended. */
  #turn(term: Term): Term | null {
    const turn = this.#random.weighted(turns);
    const on = later(this.#date, after(firstDayOf(term.begins), this.#random.between(10, Math.round(term.months * 18))));
    const next = addMonths(monthOf(on), 1);
    if (turn === 'none' || next > term.ends) {
      this.#bill(term, term.begins, term.ends);
      return term;
    }
    this.#date = on;
    this.#bill(term, term.begins, addMonths(next, -1));
    switch (turn) {
      case 'amended':
        return this.#amend(term, next);
      case 'suspended':
        return this.#suspend(term, next);
      case 'terminated':
        this.#enter('TerminateContract', { lastDay: addDays(firstDayOf(next), -1), reason: '客户业务迁出' });
        return null;
    }
  }

  /** The first line brings more, or less, in the months that are left. */
  #amend(term: Term, from: Month): Term {
    const [first, ...others] = term.lines;
    if (!first) return term;
    const share = (first.amount * monthsIn(from, term.ends)) / term.months;
    const line = { ...first, amount: this.#repriced(share, 800, 1400) };
    this.#enter('AmendContract', { effective: firstDayOf(from), lines: [line], reason: '容量调整' });
    const amended = { ...first, amount: Math.round((line.amount * term.months) / monthsIn(from, term.ends)) };
    this.#bill({ ...term, lines: [amended, ...others] }, from, term.ends);
    return { ...term, lines: [amended, ...others] };
  }

  #suspend(term: Term, from: Month): Term {
    const disposition = this.#random.chance(0.6) ? 'shifted' : 'forfeited';
    this.#enter('SuspendContract', { effective: firstDayOf(from), disposition, reason: '客户机房改造' });
    const months = this.#random.between(1, 3);
    const back = addMonths(from, months);
    this.#date = later(this.#date, addDays(firstDayOf(back), -this.#random.between(1, 10)));
    this.#enter('ResumeContract', { effective: firstDayOf(back), reason: '改造完成' });
    const resumed = disposition === 'shifted' ? { ...term, ends: addMonths(term.ends, months) } : term;
    this.#bill(resumed, back, resumed.ends);
    return resumed;
  }

  #renew(term: Term): Term {
    this.#date = later(this.#date, addDays(lastDayOf(term.ends), -this.#random.between(5, 40)));
    const lines = term.lines.map((line) => ({ ...line, amount: this.#repriced(line.amount, 900, 1200) }));
    const next = termFrom(addMonths(term.ends, 1), term.months, lines);
    this.#enter('RenewContract', { ends: lastDayOf(next.ends), lines, reason: '客户续签' });
    return next;
  }

  /** Each month is billed by its part of the term. */
  #bill({ lines, months }: Term, from: Month, to: Month): void {
    const parts = lines.map(({ product, amount }) => ({ product, amount: Math.round(amount / months) }));
    for (let month = from; month <= to; month = addMonths(month, 1)) this.#billing?.month(month, parts);
  }

  /** In whole yuan. */
  #repriced(amount: number, low: number, high: number): number {
    return Math.max(oneYuan, Math.round((amount * this.#random.between(low, high)) / 1000 / oneYuan) * oneYuan);
  }

  #enter(command: string, body: object): void {
    this.#diary.enter('contract', command, this.#date, { ...body }, this.#random);
  }
}

function termFrom(begins: Month, months: number, lines: readonly AgreedLine[]): Term {
  return { begins, ends: addMonths(begins, months - 1), months, lines };
}

function monthsIn(from: Month, to: Month): number {
  let months = 1;
  for (let month = from; month < to; month = addMonths(month, 1)) months += 1;
  return months;
}
