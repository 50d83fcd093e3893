import { type BusinessDate, Count, Id, Shape, Type } from '@zongheng/kernel';
import { IdField, pageEndOf, queryEndpoint, type QueryContext, ServedDocuments } from '@zongheng/nest-kit';
import { refuse } from '@zongheng/planning-domain';
import { pdcaSteps, planWork, PlanWorkDocument, planWorkKinds, plans, planWorkStatuses } from '@zongheng/planning-views';
import type { Condition } from '@zongheng/read-store';
import { planById } from './asking.ts';
import { PlanParams } from './board.ts';

export class PlanWorkParams extends PlanParams {
  @IdField({ optional: true, description: 'The action of the plan', example: 'a1' })
  readonly action?: string;
}

const Totals = Shape({
  all: Count(),
  /** Done; of these, after the day it was due. */
  done: Count(),
  late: Count(),
  /** Not over yet; of these, due by the date, due before it, standing still. */
  goingOn: Count(),
  due: Count(),
  overdue: Count(),
  blocked: Count(),
  cancelled: Count(),
});

/** The tasks and visits that serve a plan, the first due first. */
export const planWorkEndpoint = queryEndpoint({
  path: 'plan-work',
  views: [planWork, plans],
  title: { zh: '计划的任务与拜访', en: 'Work that serves a plan' },
  summary: {
    zh: '服务于计划（或其某一行动）的任务与拜访：已完成、到期、逾期',
    en: 'The tasks and visits that serve a plan, or one action of it: what is done, due, overdue',
  },
  description: {
    zh: '合计为全部，明细逐页列出；到期与逾期以今天计',
    en: 'Totals are of all, the work comes in pages; due and overdue are as of today',
  },
  time: 'none',
  params: PlanWorkParams,
  answer: Shape({
    plan: Id(),
    step: Type.String(),
    stepLabel: Type.String(),
    totals: Totals,
    work: Type.Array(
      Shape({ ...PlanWorkDocument.properties, kindLabel: Type.String(), statusLabel: Type.String(), overdue: Type.Boolean() }),
    ),
  }),
  table: 'work',
  paged: true,
  async handle(query, given, place) {
    const { plan: id, action } = query.params;
    const plan = await planById(given, id);
    if (!plan) return refuse('PLANNING.PLAN.UNKNOWN', `there is no plan ${id}`, { field: 'plan' });
    const where: Condition[] = [
      { field: 'plan', op: 'eq', value: id },
      ...(action === undefined ? [] : [{ field: 'action', op: 'eq' as const, value: action }]),
    ];
    const sort = { field: 'due', direction: 'asc' } as const;
    const page = await given.get(ServedDocuments).page(planWork, { where, sort, limit: query.limit, after: pageEndOf(place) });
    return {
      plan: id,
      step: plan.step,
      stepLabel: pdcaSteps[plan.step][given.language],
      totals: await totalsOf(given, where, query.asOf),
      work: page.documents.map((each) => ({
        ...each,
        kindLabel: planWorkKinds[each.kind][given.language],
        statusLabel: planWorkStatuses[each.status][given.language],
        overdue: goesOn(each) && each.due < query.asOf,
      })),
      next: page.next,
    };
  },
});

async function totalsOf(given: QueryContext, where: readonly Condition[], today: BusinessDate) {
  const totals = { all: 0, done: 0, late: 0, goingOn: 0, due: 0, overdue: 0, blocked: 0, cancelled: 0 };
  for await (const page of given.get(ServedDocuments).pages(planWork, where)) {
    for (const work of page) {
      totals.all += 1;
      if (work.status === 'cancelled') totals.cancelled += 1;
      if (work.status === 'done') totals.done += 1;
      if (work.late) totals.late += 1;
      if (!goesOn(work)) continue;
      totals.goingOn += 1;
      if (work.status === 'blocked') totals.blocked += 1;
      if (work.due <= today) totals.due += 1;
      if (work.due < today) totals.overdue += 1;
    }
  }
  return totals;
}

function goesOn({ status }: PlanWorkDocument): boolean {
  return status === 'open' || status === 'blocked';
}
