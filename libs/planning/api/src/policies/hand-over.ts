import { type EmployeeId, idOf, type Policy, type RecordedOf } from '@zongheng/kernel';
import type { EmployeeLeft } from '@zongheng/organisation-events';

/** The plans in which someone sees to an action or a correction that goes on, a page at a time. */
export interface SeenTo {
  readonly plans: readonly string[];
}

/** When someone leaves, the actions and corrections that they saw to go to the successor, plan by plan. */
export const handOver: Policy<RecordedOf<typeof EmployeeLeft>, SeenTo> = {
  name: 'plan-work-goes-to-the-successor',
  meaning: { zh: '员工离职时，其计划行动与纠偏移交继任者', en: 'The actions and corrections of a leaver go to the successor' },
  handles: ['EmployeeLeft'],
  react(event, { plans }) {
    const from = idOf(event.stream) as EmployeeId;
    const { successor: to, reason } = event.data;
    const body = { from, to, reason: reason ?? `${from} → ${to}` };
    return plans.map((id) => ({ command: 'HandOverPlanWork', id, body, on: event.businessDate }));
  },
};
