import { addDays, type BusinessDate, type Command, datesInOrder, type Decider, earliestDate, type Refusal } from '@zongheng/kernel';
import {
  type DueDate,
  type DueDatesFact,
  type Owed,
  type Period,
  periodEnd,
  periodKindOf,
  periodStart,
  type ReminderLevel,
  type SubjectKind,
} from '@zongheng/planning-events';
import { refuse } from './refusals.ts';

/** Who owes what by which day, and when it is urged, in the version in force. */
export interface DueDates {
  /** 0 until one is defined. */
  readonly version: number;
  readonly due: readonly DueDate[];
  readonly reminders: readonly ReminderLevel[];
}

const everybody = { subjects: ['company', 'department', 'team', 'person'], periods: ['month', 'quarter', 'year'] } as const;

/**
 * What holds before any is defined: a committed plan on the first day of the period, for people a report of progress by the 15th day of a
 * month, a check as of its last day within five days; urged after 1, 4 and 8 days.
 */
export const defaultDueDates: DueDates = {
  version: 0,
  due: [
    { owed: 'plan', subjects: [...everybody.subjects], periods: [...everybody.periods], anchor: 'period-start', days: 0 },
    { owed: 'progress', subjects: ['person'], periods: ['month'], anchor: 'period-start', days: 14 },
    { owed: 'check', subjects: [...everybody.subjects], periods: [...everybody.periods], anchor: 'period-end', days: 5 },
  ],
  reminders: [
    { level: 1, daysLate: 1 },
    { level: 2, daysLate: 4 },
    { level: 3, daysLate: 8 },
  ],
};

export interface DueDatesState extends DueDates {
  readonly last: BusinessDate;
}

export interface DefineDueDates extends Command<'DefineDueDates'> {
  readonly due: readonly DueDate[];
  readonly reminders: readonly ReminderLevel[];
  readonly reason: string;
}

/** The due dates of plans: defined anew as often as wanted, each time a version more. */
export const dueDatesDecider: Decider<DueDatesState, DefineDueDates, DueDatesFact> = {
  initialState: () => ({ ...defaultDueDates, last: earliestDate }),
  evolve: (_state, { data, businessDate }) => ({ version: data.version, due: data.due, reminders: data.reminders, last: businessDate }),
  decide(state, command) {
    const { on, reason } = command;
    const no = datesInOrder(command, state.last) ?? levelsOutOfOrder(command.reminders) ?? owedTwice(command.due);
    if (no) return no;
    const [due, reminders] = [command.due.map(plainDue), command.reminders.map(({ level, daysLate }) => ({ level, daysLate }))];
    if (JSON.stringify([due, reminders]) === JSON.stringify([state.due.map(plainDue), state.reminders])) return [];
    return [{ type: 'PlanDueDatesDefined', businessDate: on, data: { version: state.version + 1, due, reminders, reason } }];
  },
};

/** What a subject owes for a period, by which day, and from which day on what it brings counts. */
export interface Obligation {
  readonly owed: Owed;
  readonly due: BusinessDate;
  /** A report or a check counts that is of this day or a later one. */
  readonly since: BusinessDate;
}

/** Everything a kind of subject owes for a period. */
export function obligationsOf({ due }: DueDates, kind: SubjectKind, period: Period): readonly Obligation[] {
  const [first, last] = [periodStart(period), periodEnd(period)];
  return due
    .filter(({ subjects, periods }) => subjects.includes(kind) && periods.includes(periodKindOf(period)))
    .map(({ owed, anchor, days }) => {
      const at = anchor === 'period-start' ? first : last;
      return { owed, due: addDays(at, days), since: owed === 'check' ? at : first };
    });
}

function plainDue({ owed, subjects, periods, anchor, days }: DueDate): DueDate {
  return { owed, subjects: [...subjects], periods: [...periods], anchor, days };
}

function levelsOutOfOrder(reminders: readonly ReminderLevel[]): Refusal | null {
  const wrong = reminders.findIndex(
    ({ level, daysLate }, index) => level !== index + 1 || daysLate <= (reminders[index - 1]?.daysLate ?? -1),
  );
  if (wrong < 0) return null;
  const { level, daysLate } = reminders[wrong] ?? { level: 0, daysLate: 0 };
  return refuse('PLANNING.POLICY.LEVELS_OUT_OF_ORDER', `level ${level} comes after ${daysLate} days`, { field: `/reminders/${wrong}` });
}

function owedTwice(due: readonly DueDate[]): Refusal | null {
  const taken = new Set<string>();
  for (const [index, { owed, subjects, periods }] of due.entries()) {
    for (const name of subjects.flatMap((subject) => periods.map((period) => `${owed} of a ${subject} for a ${period}`))) {
      if (taken.has(name))
        return refuse('PLANNING.POLICY.OWED_TWICE', `there are two due dates for the ${name}`, { field: `/due/${index}` });
      taken.add(name);
    }
  }
  return null;
}
