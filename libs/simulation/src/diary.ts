import { addDays, type BusinessDate, lastDayOf, later, monthOf } from '@zongheng/kernel';
import type { Act, Agenda } from './act.ts';
import type { Carrier } from './carrier.ts';
import { type Random, randomOf } from './random.ts';

/** What the lives of all deals are written from. */
export interface DealSetting {
  readonly random: Random;
  readonly carrier: Carrier;
  readonly agenda: Agenda;
  readonly key: (text: string) => string;
  readonly until: BusinessDate;
  /** The part of facts that are recorded some days after they happened. */
  readonly lateShare: number;
  /** Whether agreements are billed, and customers pay. */
  readonly billing: boolean;
}

/** What a deal's acts are about, in the names of its records: `sim-quote-7` is of the deal number 7. */
export type Subject = 'deal' | 'visit' | 'task' | 'quote' | 'order' | 'contract';

/**
 * Writes the acts of one deal, and of what belongs to it, into the agenda: a fact is never recorded before the one it stands on, however
 * late that came, and late ones are entered by the end of their month, before the changes of the next one.
 */
export class Diary {
  readonly number: number;
  readonly #setting: DealSetting;
  readonly #recordedOn = new Map<string, BusinessDate>();
  #count = 0;

  constructor(setting: DealSetting, number: number) {
    this.#setting = setting;
    this.number = number;
  }

  /** The id of a record of this deal. */
  idOf(subject: Subject): string {
    return `sim-${subject}-${this.number}`;
  }

  /** Whether what this deal brings is billed. */
  get isBilled(): boolean {
    return this.#setting.billing;
  }

  /** Numbers of their own for something of this deal: what else is drawn stays the same. */
  randomFor(text: string): Random {
    return randomOf(this.#setting.key(`${text}-${this.number}`));
  }

  /** Enters what happened on a date, unless that lies beyond the end of the world. Whether it is late is drawn from the numbers given. */
  enter(subject: Subject, command: string, on: BusinessDate, body: Act['body'], random: Random = this.#setting.random): void {
    this.#add(this.idOf(subject), { subject, before: 'deal' }, command, { ...body, on }, random);
  }

  /** Enters what happened on an account about one of its invoices, never before the agreement or the invoice was. */
  enterOnAccount(
    account: string,
    invoice: string,
    command: string,
    body: Act['body'] & { readonly on: BusinessDate },
    random: Random,
  ): void {
    this.#add(account, { subject: invoice, before: 'contract' }, command, body, random);
  }

  #add(
    id: string,
    { subject, before }: { readonly subject: string; readonly before: Subject },
    command: string,
    body: Act['body'] & { readonly on: BusinessDate },
    random: Random,
  ): void {
    const { agenda, key, until } = this.#setting;
    if (body.on > until) return;
    const floor = this.#recordedOn.get(subject) ?? this.#recordedOn.get(before);
    const entered = this.#enteredOn(body.on, random);
    const recordedOn = floor === undefined ? entered : later(entered, floor);
    this.#recordedOn.set(subject, recordedOn);
    this.#count += 1;
    const entry = { command, id, key: key(`${this.idOf('deal')}-${subject}-${this.#count}`), body };
    agenda.add(recordedOn > until ? until : recordedOn, entry);
  }

  #enteredOn(on: BusinessDate, random: Random): BusinessDate {
    const { lateShare } = this.#setting;
    if (!random.chance(lateShare)) return on;
    const entered = addDays(on, random.between(1, 21));
    const monthEnd = lastDayOf(monthOf(on));
    return entered < monthEnd ? entered : monthEnd;
  }
}

/** So many days after a date, rounded; never before it. */
export function after(date: BusinessDate, days: number): BusinessDate {
  return addDays(date, Math.max(0, Math.round(days)));
}
