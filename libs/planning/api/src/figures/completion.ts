import { type BusinessDate, perMilleOf } from '@zongheng/kernel';
import { also, alsoKeys, numberOf, type Period, type Question, type Rows } from '@zongheng/nest-kit';
import type { JournalReader } from '@zongheng/projection';

export interface CompletionGroup {
  readonly keys: readonly (string | null)[];
  readonly due: number;
  readonly done: number;
  /** Done after the deadline, or not done and past it. */
  readonly late: number;
  readonly blocked: number;
  /** Done ÷ due in per mille; null where nothing was due. */
  readonly rate: number | null;
}

/** How the tasks due in a period stood on a date, whoever had them: what is said of a task may be said under one who has it no more. */
export interface TasksStanding {
  readonly done: ReadonlySet<string>;
  readonly doneLate: ReadonlySet<string>;
  /** Not done, and past the deadline. */
  readonly overdue: ReadonlySet<string>;
  /** Not done, and standing still. */
  readonly blocked: ReadonlySet<string>;
}

/** Which tasks are asked for, and by what they are grouped. */
type TasksAsked = Pick<Question, 'asOf' | 'upTo' | 'filters' | 'groupings'>;

/** What is said of the tasks whose deadline lies in a period. */
export function dueRows({ asOf, filters }: Pick<Question, 'asOf' | 'filters'>, period: Period): Rows {
  return { to: asOf, filters: also(filters, 'deadline', period) };
}

/** Of these, what is said of some tasks. */
export function rowsOfTasks({ filters, ...rows }: Rows, tasks: ReadonlySet<string>): Rows {
  return { ...rows, filters: alsoKeys(filters, 'task', [...tasks]) };
}

export function standingOf(reader: JournalReader, { asOf, upTo }: Pick<Question, 'asOf' | 'upTo'>, period: Period): TasksStanding {
  const standing = { done: new Set<string>(), doneLate: new Set<string>(), overdue: new Set<string>(), blocked: new Set<string>() };
  const groupBy = [{ dim: 'task' }, { dim: 'deadline' }];
  for (const { keys, sums } of reader.sum({ ...dueRows({ asOf, filters: {} }, period), upTo, groupBy })) {
    const [task, deadline] = keys;
    if (!task || (sums['due'] ?? 0n) <= 0n) continue;
    if ((sums['done'] ?? 0n) > 0n) {
      standing.done.add(task);
      if ((sums['late'] ?? 0n) > 0n) standing.doneLate.add(task);
      continue;
    }
    if (isPast(deadline, asOf)) standing.overdue.add(task);
    if ((sums['blocked'] ?? 0n) > 0n) standing.blocked.add(task);
  }
  return standing;
}

function isPast(deadline: string | null | undefined, asOf: BusinessDate): boolean {
  return deadline !== null && deadline !== undefined && deadline < asOf;
}

/** Tasks whose deadline lies in a period, as they stood on a date, each under who had it then. */
export function completionFigures(reader: JournalReader, question: TasksAsked, period: Period, standing: TasksStanding): CompletionGroup[] {
  const { upTo, groupings } = question;
  const groups = new Map<string, { readonly keys: readonly (string | null)[]; due: bigint; done: bigint; late: bigint; blocked: bigint }>();
  const groupBy = [...groupings, { dim: 'task' }];
  for (const { keys: all, sums } of reader.sum({ ...dueRows(question, period), upTo, groupBy, measures: ['due'] })) {
    if ((sums['due'] ?? 0n) <= 0n) continue;
    const keys = all.slice(0, groupings.length);
    const task = all[groupings.length] ?? '';
    const id = JSON.stringify(keys);
    const group = groups.get(id) ?? { keys, due: 0n, done: 0n, late: 0n, blocked: 0n };
    groups.set(id, group);
    group.due += 1n;
    if (standing.done.has(task)) group.done += 1n;
    if (standing.doneLate.has(task) || standing.overdue.has(task)) group.late += 1n;
    if (standing.blocked.has(task)) group.blocked += 1n;
  }
  return [...groups.values()].map(({ keys, due, done, late, blocked }) => ({
    keys,
    due: numberOf(due),
    done: numberOf(done),
    late: numberOf(late),
    blocked: numberOf(blocked),
    rate: perMilleOf(done, due),
  }));
}
