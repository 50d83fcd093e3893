import { addDays, type BusinessDate, dayOf } from '@zongheng/kernel';

/** One command of the simulated world, as the bulk interface takes it. Keys are stable for a seed: a demonstration run twice changes nothing. */
export interface Act {
  readonly command: string;
  readonly id?: string;
  readonly key: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Acts by the day on which people get round to recording them; later than the business date where a fact is late. */
export class Agenda {
  private readonly days = new Map<number, Act[]>();

  add(recordedOn: BusinessDate, act: Act): void {
    const day = dayOf(recordedOn);
    const acts = this.days.get(day);
    if (acts) acts.push(act);
    else this.days.set(day, [act]);
  }

  /** The acts of a day, which are then forgotten. */
  take(date: BusinessDate): readonly Act[] {
    const day = dayOf(date);
    const acts = this.days.get(day) ?? [];
    this.days.delete(day);
    return acts;
  }
}

/** Every date from one to another, both included. */
export function* datesBetween(from: BusinessDate, to: BusinessDate): Generator<BusinessDate> {
  for (let date = from; date <= to; date = addDays(date, 1)) yield date;
}
