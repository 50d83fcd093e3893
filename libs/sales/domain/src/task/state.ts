import { type BusinessDate, earliestDate } from '@zongheng/kernel';
import type { Owned, Serves } from '../work.ts';

/** What a task is, done or not. */
export interface AssignedTask extends Serves {
  readonly status: 'open' | 'blocked' | 'completed' | 'cancelled';
  readonly by: Owned;
  readonly deadline: BusinessDate;
  /** In per mille. */
  readonly progress: number;
}

/** A task as its stream tells it. */
export interface TaskState {
  /** Null until it is assigned. */
  readonly task: AssignedTask | null;
  readonly last: BusinessDate;
}

export const unassigned: TaskState = { task: null, last: earliestDate };
