import { addDays, type BusinessDate, lastDayOf, later, monthOf } from '@zongheng/kernel';
import type { Act, Agenda } from './act.ts';
import type { Carrier } from './carrier.ts';
import type { Random } from './random.ts';

/** What the lives of all deals are written from. */
export interface DealSetting {
  readonly random: Random;
  readonly carrier: Carrier;
  readonly agenda: Agenda;
  readonly key: (text: string) => string;
  readonly until: BusinessDate;
  /** The part of facts that are recorded some days after they happened. */
  readonly lateShare: number;
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
  readonly #recordedOn = new Map<Subject, BusinessDate>();
  #count = 0;

  constructor(setting: DealSetting, number: number) {
    this.#setting = setting;
    this.number = number;
  }

  /** The id of a record of this deal. */
  idOf(subject: Subject): string {
    return `sim-${subject}-${this.number}`;
  }

  /** Enters what happened on a date, unless that lies beyond the end of the world. Whether it is late is drawn from the numbers given. */
  enter(subject: Subject, command: string, on: BusinessDate, body: Act['body'], random: Random = this.#setting.random): void {
    const { agenda, key, until } = this.#setting;
    if (on > until) return;
    const floor = this.#recordedOn.get(subject) ?? this.#recordedOn.get('deal');
    const entered = this.#enteredOn(on, random);
    const recordedOn = floor === undefined ? entered : later(entered, floor);
    this.#recordedOn.set(subject, recordedOn);
    this.#count += 1;
    const id = this.idOf(subject);
    agenda.add(recordedOn > until ? until : recordedOn, { command, id, key: key(`${id}-${this.#count}`), body: { ...body, on } });
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
