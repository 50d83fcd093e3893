import { addDays, addMonths, type BusinessDate, divideHalfEven, firstDayOf, type Month } from '@zongheng/kernel';
import { after, type Diary } from './diary.ts';
import type { Random } from './random.ts';

/** What a month of an agreement is billed for: net, in minor units. */
interface BilledPart {
  readonly product: string;
  readonly amount: number;
}

type Habit = 'prompt' | 'late' | 'short' | 'disputed' | 'never';

const habits: readonly (readonly [Habit, number])[] = [
  ['prompt', 62],
  ['late', 22],
  ['short', 6],
  ['disputed', 6],
  ['never', 4],
];
const currency = 'CNY';
const taxRate = 600;
const dueDays = 30;

/** The invoices of one agreement, a month each, and how its customer pays them. */
export class Billing {
  readonly #diary: Diary;
  readonly #account: string;
  readonly #random: Random;

  constructor(diary: Diary, account: string) {
    this.#diary = diary;
    this.#account = account;
    this.#random = diary.randomFor('billing');
  }

  /** Bills a month on the first day of the next one. */
  month(month: Month, parts: readonly BilledPart[]): void {
    const billed = parts.filter(({ amount }) => amount > 0);
    if (billed.length === 0) return;
    const on = firstDayOf(addMonths(month, 1));
    const due = addDays(on, dueDays);
    const number = `SIM-F-${this.#diary.number}-${month}`;
    const lines = billed.map(({ product, amount }) => ({ text: `${month} 服务费`, product, net: { minor: amount, currency }, taxRate }));
    this.#enter(number, 'IssueInvoice', { number, on, due, month, contract: this.#diary.idOf('contract'), lines });
    this.#settle(number, due, grossOf(billed));
  }

  #settle(number: string, due: BusinessDate, gross: number): void {
    const random = this.#random;
    switch (random.weighted(habits)) {
      case 'prompt':
        return this.#pay(number, 1, addDays(due, -random.between(0, 12)), gross);
      case 'late':
        return this.#pay(number, 1, after(due, random.skewed(22, 0.8)), gross);
      case 'short': {
        const first = Math.round(gross * 0.6);
        this.#pay(number, 1, addDays(due, random.between(0, 5)), first);
        return this.#pay(number, 2, addDays(due, random.between(40, 80)), gross - first);
      }
      case 'disputed': {
        this.#enter(number, 'DisputeInvoice', { number, on: addDays(due, 4), reason: '对账单有异议' });
        this.#enter(number, 'SettleDispute', { number, on: addDays(due, 25), outcome: 'rejected' });
        return this.#pay(number, 1, addDays(due, random.between(26, 50)), gross);
      }
      case 'never':
        return;
    }
  }

  #pay(number: string, part: number, on: BusinessDate, minor: number): void {
    const amount = { minor, currency };
    this.#enter(number, 'ReceivePayment', { payment: `SIM-B-${number.slice(6)}-${part}`, on, amount, names: [{ number, amount }] });
  }

  #enter(invoice: string, command: string, body: { readonly on: BusinessDate; readonly [name: string]: unknown }): void {
    this.#diary.enterOnAccount(this.#account, invoice, command, body, this.#random);
  }
}

/** With the tax of each part, rounded once. */
function grossOf(parts: readonly BilledPart[]): number {
  return parts.reduce((sum, { amount }) => sum + amount + Number(divideHalfEven(BigInt(amount) * BigInt(taxRate), 10_000n)), 0);
}
