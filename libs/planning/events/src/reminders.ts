import { DateText, defineEvent, type EmployeeId, Id, KeyOf, type Labels, Shape, Type } from '@zongheng/kernel';
import { PlanOf } from './subject.ts';

/** What a subject owes by a date: a committed plan, a report of progress, a check. */
export type Owed = 'plan' | 'progress' | 'check';
export const owedThings: Labels<Owed> = {
  plan: { zh: '计划', en: 'Plan' },
  progress: { zh: '进展', en: 'Progress' },
  check: { zh: '检查', en: 'Check' },
};

export const PlanReminderSent = defineEvent({
  type: 'PlanReminderSent',
  version: 1,
  stream: 'plan',
  meaning: { zh: '催报：每一级只催一次', en: 'What a plan owes was urged, once for each level' },
  data: Shape({
    of: PlanOf,
    owed: KeyOf(owedThings),
    level: Type.Integer({ minimum: 1, maximum: 9 }),
    due: DateText(),
    /** Who was urged: the person, or the head of the unit; null where a unit has no head. */
    to: Type.Union([Id<EmployeeId>(), Type.Null()]),
    /** The version of the policy of due dates. */
    policy: Type.Integer({ minimum: 0 }),
  }),
});
