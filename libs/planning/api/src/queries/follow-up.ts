import { Id, Shape, Type } from '@zongheng/kernel';
import { queryEndpoint } from '@zongheng/nest-kit';
import { refuse } from '@zongheng/planning-domain';
import { plans } from '@zongheng/planning-views';
import { planById } from './asking.ts';
import { PlanParams } from './board.ts';
import { ShownPlan, shownPlan } from './shown-plan.ts';

const { actions, checks, corrections, feedback } = ShownPlan.properties;

export const followUpEndpoint = queryEndpoint({
  path: 'plans/follow-up',
  views: [plans],
  title: { zh: '检查之后', en: 'What follows from the last check' },
  summary: {
    zh: '最后一次检查、由此决定的纠偏、收到的反馈、其后有进展的行动',
    en: 'The last check, the corrections that answer it, the feedback on it, and the actions that go on or were planned since',
  },
  time: 'none',
  params: PlanParams,
  answer: Shape({
    plan: Id(),
    check: Type.Union([checks.items, Type.Null()]),
    corrections,
    feedback,
    actions,
  }),
  async handle(query, given) {
    const found = await planById(given, query.params.plan);
    if (!found) return refuse('PLANNING.PLAN.UNKNOWN', `there is no plan ${query.params.plan}`, { field: 'plan' });
    const plan = shownPlan(found, given.language);
    const check = plan.checks.at(-1) ?? null;
    const answers = (number: number | null): boolean => check !== null && number === check.check;
    return {
      plan: plan.id,
      check,
      corrections: plan.corrections.filter((each) => each.status === 'open' || answers(each.check)),
      feedback: plan.feedback.filter((each) => answers(each.check)),
      actions: plan.actions.filter(
        ({ status, planned, ended }) =>
          status === 'open' || status === 'blocked' || (check !== null && (planned > check.on || (ended ?? check.on) > check.on)),
      ),
    };
  },
});
