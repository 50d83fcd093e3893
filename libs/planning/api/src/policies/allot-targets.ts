import { idOf, type Intent, type Policy, type RecordedOf } from '@zongheng/kernel';
import type { Aim, Part, TargetDecomposed } from '@zongheng/planning-events';
import { withoutNulls } from '../commands/carried.ts';

type Decomposition = RecordedOf<typeof TargetDecomposed>;

/** When a target is decomposed, the plans below get their parts; those that are left out get none, and are their own again. */
export const allotTargets: Policy<Decomposition, undefined> = {
  name: 'targets-follow-decomposition',
  meaning: { zh: '目标分解后，下级计划的目标随之形成', en: 'The targets of the plans below follow the decomposition of their parent’s' },
  handles: ['TargetDecomposed'],
  react(event) {
    const { aim, from, to } = event.data;
    const stays = new Set(to.map(({ plan }) => plan));
    const left = from.filter(({ plan }) => !stays.has(plan));
    return [
      ...to.filter((part) => !from.some((before) => isSame(before, part))).map((part) => allotted(event, aim, part, false)),
      ...left.map((part) => allotted(event, aim, { ...part, amount: 0 }, true)),
    ];
  },
};

function isSame(one: Part, other: Part): boolean {
  return one.plan === other.plan && one.amount === other.amount;
}

function allotted({ stream, businessDate: on }: Decomposition, aim: Aim, { plan: id, amount }: Part, released: boolean): Intent {
  const body = { ...withoutNulls(aim), amount, by: idOf(stream), released: released ? 1 : 0 };
  return { command: 'AllotTarget', id, body, on };
}
