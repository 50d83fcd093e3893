import { hash } from 'node:crypto';
import type { BusinessDate } from '@zongheng/kernel';

/** A command that falls due by the calendar. */
export interface DueCommand {
  readonly command: string;
  /** The aggregate it is for. */
  readonly id: string;
  /** The day it counts for: that on which it fell due, or the day it is done where it can be done on no other. */
  readonly on: BusinessDate;
  /** What of the aggregate falls due, where that is not the whole: an invoice and a level. */
  readonly what?: string;
  readonly body?: object;
}

/** One kind of thing that falls due by the calendar. */
export interface Duty {
  readonly name: string;
  /** The views that `due` reads: it is asked when all of them have reached the end of the log. */
  readonly reads: readonly string[];
  /** What falls due on a day, or fell due before it and is not done yet, a page at a time. */
  due(today: BusinessDate): AsyncIterable<readonly DueCommand[]>;
}

/** The idempotency key of what falls due: the duty, the day, the thing. Whoever looks, and however often, makes the same. */
export function dueKey(duty: string, { on, id, what = '' }: Pick<DueCommand, 'on' | 'id' | 'what'>): string {
  return `${duty}:${on}:${hash('sha256', JSON.stringify([id, what]), 'base64url').slice(0, 22)}`;
}
