import { Shape, Type } from '@zongheng/kernel';
import {
  type FigureQuery,
  figuresOf,
  journalEndpoint,
  keyedShape,
  type QueryContext,
  type Question,
  questionOf,
  readerOf,
  shownInOrder,
  Sum,
} from '@zongheng/nest-kit';
import { periodEnd, periodStart } from '@zongheng/planning-events';
import { taskCompletion } from '@zongheng/planning-views';
import { completionFigures, dueRows, rowsOfTasks, standingOf, type TasksStanding } from '../figures/completion.ts';
import { periodFor, PeriodParams } from './asking.ts';

/** A question for the tasks that are due in a period, with how each stood. */
interface TasksAsked extends Question {
  readonly due: Question['period'];
  readonly standing: TasksStanding;
}

async function askedOf(query: FigureQuery<PeriodParams>, given: QueryContext): Promise<TasksAsked> {
  const question = await questionOf(query, given);
  const period = periodFor(query.params, query.asOf);
  const due = { from: periodStart(period), to: periodEnd(period) };
  return { ...question, due, standing: standingOf(readerOf(given, taskCompletion), question, due) };
}

const tasksDue = (asked: TasksAsked) => dueRows(asked, asked.due);

const Rate = Type.Union([Type.Integer(), Type.Null()]);

export const taskCompletionEndpoint = journalEndpoint({
  path: 'plans/tasks',
  view: taskCompletion,
  title: { zh: '任务完成情况', en: 'Task completion' },
  summary: {
    zh: '期内到期的任务：应完成、已完成、逾期、受阻，按人员、部门、公司',
    en: 'Tasks whose deadline lies in the period: due, done, late and blocked, by rep, department and company',
  },
  time: 'asOf',
  groupBy: ['owner', 'unit', 'company', 'department', 'team', 'deadline'],
  groupByDefault: ['department', 'owner'],
  params: PeriodParams,
  figures: figuresOf(
    {
      due: { label: { zh: '应完成', en: 'Due' }, measures: { due: 'due' }, rows: tasksDue },
      done: { label: { zh: '已完成', en: 'Done' }, measures: { done: 'done' }, rows: tasksDue },
      rate: {
        label: { zh: '完成率', en: 'Completion' },
        formula: { zh: '已完成 ÷ 应完成（千分比），舍入一次', en: 'done ÷ due, in per mille, rounded once' },
        from: ['done', 'due'],
      },
      late: {
        label: { zh: '逾期', en: 'Late' },
        formula: { zh: '截止日后完成的 + 已过截止日仍未完成的', en: 'done after the deadline + not done and past it' },
        from: ['doneLate', 'overdue'],
      },
      doneLate: { label: { zh: '逾期完成', en: 'Done late' }, measures: { doneLate: 'late' }, rows: tasksDue },
      overdue: {
        label: { zh: '逾期未完成', en: 'Overdue' },
        measures: { overdue: 'due' },
        rows: (asked) => rowsOfTasks(tasksDue(asked), asked.standing.overdue),
      },
      blocked: {
        label: { zh: '受阻', en: 'Blocked' },
        measures: { blocked: 'due' },
        rows: (asked) => rowsOfTasks(tasksDue(asked), asked.standing.blocked),
      },
    },
    askedOf,
  ),
  group: Shape({ ...keyedShape, due: Sum, done: Sum, late: Sum, blocked: Sum, rate: Rate }),
  example: { groups: [{ keys: { owner: 'li-na' }, labels: {}, due: 12, done: 9, late: 2, blocked: 1, rate: 750 }], next: null },
  async answer(query, given) {
    const asked = await askedOf(query, given);
    const groups = completionFigures(readerOf(given, taskCompletion), asked, asked.due, asked.standing);
    return { groups: shownInOrder(groups, asked, given.language, ({ keys: _keys, ...figures }) => figures) };
  },
});
