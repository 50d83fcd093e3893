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
import { completionFigures, dueRows } from '../figures/completion.ts';
import { periodFor, PeriodParams } from './asking.ts';

/** The tasks that are due in the period asked for. */
function tasksAsked(asked: Question & { readonly params: PeriodParams }) {
  const period = periodFor(asked.params, asked.asOf);
  return dueRows(asked, { from: periodStart(period), to: periodEnd(period) });
}

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
      due: { label: { zh: '应完成', en: 'Due' }, measures: { due: 'due' }, rows: tasksAsked },
      done: { label: { zh: '已完成', en: 'Done' }, measures: { done: 'done' }, rows: tasksAsked },
      rate: {
        label: { zh: '完成率', en: 'Completion' },
        formula: { zh: '已完成 ÷ 应完成（千分比），舍入一次', en: 'done ÷ due, in per mille, rounded once' },
        from: ['done', 'due'],
      },
      late: {
        label: { zh: '逾期', en: 'Late' },
        formula: { zh: '截止日后完成的，或已过截止日仍未完成的', en: 'done after the deadline, or not done and past it' },
        from: ['due', 'done'],
      },
    },
    async (query: FigureQuery<PeriodParams>, given: QueryContext) => ({ ...(await questionOf(query, given)), params: query.params }),
  ),
  group: Shape({ ...keyedShape, due: Sum, done: Sum, late: Sum, blocked: Sum, rate: Rate }),
  example: { groups: [{ keys: { owner: 'li-na' }, labels: {}, due: 12, done: 9, late: 2, blocked: 1, rate: 750 }], next: null },
  async answer(query, given) {
    const asked = await questionOf(query, given);
    const period = periodFor(query.params, query.asOf);
    const groups = completionFigures(readerOf(given, taskCompletion), asked, { from: periodStart(period), to: periodEnd(period) });
    return { groups: shownInOrder(groups, asked, given.language, ({ keys: _keys, ...figures }) => figures) };
  },
});
