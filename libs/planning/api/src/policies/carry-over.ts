import { idOf, type Policy, type RecordedOf } from '@zongheng/kernel';
import type { PlanRolledForward } from '@zongheng/planning-events';
import { carriedBody } from '../commands/carried.ts';

/** When a plan is rolled forward, the plan of the next period takes over what it left open. */
export const carryOver: Policy<RecordedOf<typeof PlanRolledForward>, undefined> = {
  name: 'plans-carry-over',
  meaning: { zh: '计划结转后，下期计划承接未完成事项', en: 'What a plan leaves open goes on in the plan of the next period' },
  handles: ['PlanRolledForward'],
  react({ stream, data, businessDate: on }) {
    const { into: id, actions, corrections, shortfall } = data;
    return [{ command: 'ReceiveCarryOver', id, body: carriedBody({ from: idOf(stream), actions, corrections, shortfall }), on }];
  },
};
