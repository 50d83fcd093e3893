import { addDays } from '@zongheng/kernel';
import type { Dice } from './world.ts';

/** A question over HTTP, each time about something else. */
export interface Question {
  readonly name: string;
  /** The path and query of one asking. */
  ask(dice: Dice): string;
  /** A list is also asked for a page so many pages on. */
  readonly pagesDeep?: number;
}

export function figure(name: string, ask: Question['ask']): Question {
  return { name, ask };
}

export function list(name: string, ask: Question['ask'], pagesDeep = 0): Question {
  return { name, ask, ...(pagesDeep > 0 ? { pagesDeep } : {}) };
}

/** The parameters of a period of so many days that lies within those of the set. */
export function period(dice: Dice, days: number): string {
  const from = addDays(dice.date(), -days);
  return `from=${from}&to=${addDays(from, days)}`;
}

/** The parameters of a year of months, the last of which is drawn. */
export function months(dice: Dice): string {
  const last = dice.month();
  return `fromMonth=${Number(last.slice(0, 4)) - 1}${last.slice(4)}&toMonth=${last}`;
}
