import { type Decision, notInFuture } from '@zongheng/kernel';
import type { PlanFact } from '@zongheng/planning-events';
import type { Obligation } from '../due-dates.ts';
import type { RemindPlan } from './commands.ts';
import { urging } from './evolve.ts';
import type { PlanState } from './state.ts';

export function remindPlan(plan: PlanState, command: RemindPlan): Decision<PlanFact> {
  const { on, owed, level, due, since, to, policy } = command;
  if (plan.urged.includes(urging(owed, level)) || isMet(plan, { owed, due, since })) return [];
  const no = notInFuture(command);
  const data = { of: plan.of ?? command.of, owed, level, due, to, policy };
  return no ?? [{ type: 'PlanReminderSent', businessDate: on, data }];
}

/** Whether a plan has brought what is owed: it is committed, an action moved, it was checked, since the day from which that counts. */
export function isMet(
  { status, progressed, seen }: Pick<PlanState, 'status' | 'progressed'> & { readonly seen: { readonly asOf: string } | null },
  { owed, since }: Obligation,
): boolean {
  if (status === 'closed') return true;
  switch (owed) {
    case 'plan':
      return status === 'committed';
    case 'progress':
      return progressed !== null && progressed >= since;
    case 'check':
      return seen !== null && seen.asOf >= since;
  }
}
