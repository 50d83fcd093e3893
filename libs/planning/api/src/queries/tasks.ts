import { Shape, Type } from '@zongheng/kernel';
import { journalEndpoint, keyedShape, questionOf, readerOf, shownInOrder, Sum } from '@zongheng/nest-kit';
import { periodEnd, periodStart } from '@zongheng/planning-events';
import { taskCompletion } from '@zongheng/planning-views';
import { completionFigures } from '../figures/completion.ts';
import { periodFor, PeriodParams } from './asking.ts';

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
  group: Shape({ ...keyedShape, due: Sum, done: Sum, late: Sum, blocked: Sum, rate: Rate }),
  example: { groups: [{ keys: { owner: 'li-na' }, labels: {}, due: 12, done: 9, late: 2, blocked: 1, rate: 750 }], next: null },
  async answer(query, given) {
    const asked = await questionOf(query, given);
    const period = periodFor(query.params, query.asOf);
    const groups = completionFigures(readerOf(given, taskCompletion), asked, { from: periodStart(period), to: periodEnd(period) });
    return { groups: shownInOrder(groups, asked, given.language, ({ keys: _keys, ...figures }) => figures) };
  },
});
