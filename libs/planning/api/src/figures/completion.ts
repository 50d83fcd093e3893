import { type BusinessDate, perMilleOf } from '@zongheng/kernel';
import { also, numberOf, type Period, type Question, type Rows } from '@zongheng/nest-kit';
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

interface Task {
  keys: readonly (string | null)[];
  due: bigint;
  done: bigint;
  late: bigint;
  blocked: bigint;
  deadline: string;
}

/** Which tasks are asked for, and by what they are grouped. */
type TasksAsked = Pick<Question, 'asOf' | 'upTo' | 'filters' | 'groupings'>;

/** What is said of the tasks whose deadline lies in a period. */
export function dueRows({ asOf, filters }: Pick<Question, 'asOf' | 'filters'>, period: Period): Rows {
  return { to: asOf, filters: also(filters, 'deadline', period) };
}

/** Tasks whose deadline lies in a period, as they stood on a date, each under who had it then. */
export function completionFigures(reader: JournalReader, question: TasksAsked, period: Period): CompletionGroup[] {
  const { asOf, upTo, groupings } = question;
  const by = groupings.length;
  const tasks = new Map<string, Task>();
  const rows = reader.sum({
    ...dueRows(question, period),
    upTo,
    groupBy: [...groupings, { dim: 'task' }, { dim: 'deadline' }],
  });
  for (const { keys, sums } of rows) {
    const id = keys[by] ?? '';
    const task = tasks.get(id) ?? { keys: [], due: 0n, done: 0n, late: 0n, blocked: 0n, deadline: keys[by + 1] ?? '' };
    tasks.set(id, task);
    task.due += sums['due'] ?? 0n;
    task.done += sums['done'] ?? 0n;
    task.late += sums['late'] ?? 0n;
    task.blocked += sums['blocked'] ?? 0n;
    if ((sums['due'] ?? 0n) > 0n) task.keys = keys.slice(0, by);
  }
  return grouped(
    [...tasks.values()].filter(({ due }) => due > 0n),
    asOf,
  );
}

function grouped(tasks: readonly Task[], asOf: BusinessDate): CompletionGroup[] {
  const groups = new Map<string, { keys: readonly (string | null)[]; due: bigint; done: bigint; late: bigint; blocked: bigint }>();
  for (const { keys, done, late, blocked, deadline } of tasks) {
    const id = JSON.stringify(keys);
    const group = groups.get(id) ?? { keys, due: 0n, done: 0n, late: 0n, blocked: 0n };
    groups.set(id, group);
    group.due += 1n;
    group.done += done;
    group.late += done > 0n ? late : deadline < asOf ? 1n : 0n;
    group.blocked += done === 0n && blocked > 0n ? 1n : 0n;
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
