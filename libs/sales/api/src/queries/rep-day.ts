import { addDays, type BusinessDate, DateText, Id, Shape, Type } from '@zongheng/kernel';
import { CountField, DateField, IdField, queryEndpoint, ServedDocuments } from '@zongheng/nest-kit';
import { OpportunityCard, opportunities, TaskDocument, tasks, VisitDocument, visits } from '@zongheng/sales-views';

const daysUntilStale = 30;
const shownMax = 100;

export class RepDayParams {
  @IdField({ description: 'The employee', example: 'li-na' })
  readonly rep!: string;

  @DateField({ optional: true, description: 'The day (default today)', example: '2026-03-02' })
  readonly date?: BusinessDate;

  @CountField({
    optional: true,
    description: `After how many days without any activity a deal is stale (default ${daysUntilStale})`,
    example: 30,
  })
  readonly staleAfter?: number;
}

export const repDayEndpoint = queryEndpoint({
  path: 'rep-day',
  views: [visits, tasks, opportunities],
  title: { zh: '客户经理的一天', en: 'A rep’s day' },
  summary: {
    zh: '客户经理的一天：拜访、任务、久未跟进的机会',
    en: 'A rep’s day: visits, tasks that are due or blocked, deals without activity',
  },
  time: 'none',
  params: RepDayParams,
  answer: Shape({
    rep: Id(),
    date: DateText(),
    visits: Type.Array(VisitDocument),
    /** Open and blocked tasks whose deadline is that day or has passed. */
    tasks: Type.Array(TaskDocument),
    /** Open deals whose last activity lies further back than asked, the longest silent first. */
    stale: Type.Array(OpportunityCard),
  }),
  async handle(query, given) {
    const { rep, date = query.asOf, staleAfter = daysUntilStale } = query.params;
    const documents = given.get(ServedDocuments);
    const mine = { field: 'owner', op: 'eq' as const, value: rep };
    const isOpen = { field: 'status', op: 'eq' as const, value: 'open' };
    return {
      rep,
      date,
      visits: await documents.find(visits, {
        where: [mine, { field: 'plannedFor', op: 'eq', value: date }],
        sort: { field: 'plannedFor', direction: 'asc' },
        limit: shownMax,
      }),
      tasks: await documents.find(tasks, {
        where: [mine, { field: 'status', op: 'in', values: ['open', 'blocked'] }, { field: 'deadline', op: 'lte', value: date }],
        sort: { field: 'deadline', direction: 'asc' },
        limit: shownMax,
      }),
      stale: await documents.find(opportunities, {
        where: [mine, isOpen, { field: 'lastActivity', op: 'lt', value: addDays(date, -staleAfter) }],
        sort: { field: 'lastActivity', direction: 'asc' },
        limit: shownMax,
      }),
    };
  },
});
