import { datesInOrder, type Decider, type Decision } from '@zongheng/kernel';
import type { PlanFact } from '@zongheng/planning-events';
import { refuse } from '../refusals.ts';
import { blockAction, completeAction, dropAction, planAction, progressAction, unblockAction } from './actions.ts';
import { checkProgress } from './checking.ts';
import { closePlan, receiveCarryOver, rollForward } from './closing.ts';
import type { DraftPlan, PlanCommand } from './commands.ts';
import { decideCorrection, giveFeedback, settleCorrection } from './correcting.ts';
import { decomposeTarget } from './decompose.ts';
import { evolve } from './evolve.ts';
import { handOverWork, reassignAction, reassignCorrection } from './reassigning.ts';
import { remindPlan } from './reminding.ts';
import { drafted } from './drafting.ts';
import { type DraftedPlan, isDrafted, notDrafted, type PlanState } from './state.ts';
import { allotTarget, commitPlan, reviseTarget, setTarget, withdrawTarget } from './targets.ts';

/** Plans: drafted, committed to, worked on, checked, corrected, closed, rolled forward. */
export const planDecider: Decider<PlanState, PlanCommand, PlanFact> = {
  initialState: () => notDrafted,
  evolve,
  decide(plan, command) {
    switch (command.type) {
      case 'DraftPlan':
        return draft(plan, command);
      case 'AllotTarget':
        return allotTarget(plan, command);
      case 'ReceiveCarryOver':
        return receiveCarryOver(plan, command);
      case 'RemindPlan':
        return remindPlan(plan, command);
      case 'HandOverPlanWork':
        return isDrafted(plan) ? handOverWork(plan, command) : unknown();
      case 'RollForward':
        return isDrafted(plan) ? rollForward(plan, command) : unknown();
      case 'ClosePlan':
        return isDrafted(plan) ? closePlan(plan, command) : unknown();
      default:
        if (!isDrafted(plan)) return unknown();
        if (plan.status === 'closed') return refuse('PLANNING.PLAN.CLOSED', `it was closed on ${plan.last} at the latest`);
        return decideOpen(plan, command);
    }
  },
};

type OfOpenPlan = Exclude<
  PlanCommand,
  { type: 'DraftPlan' | 'AllotTarget' | 'ReceiveCarryOver' | 'RemindPlan' | 'HandOverPlanWork' | 'RollForward' | 'ClosePlan' }
>;

function decideOpen(plan: DraftedPlan, command: OfOpenPlan): Decision<PlanFact> {
  const no = datesInOrder(command, plan.last);
  if (no) return no;
  switch (command.type) {
    case 'SetTarget':
      return setTarget(plan, command);
    case 'WithdrawTarget':
      return withdrawTarget(plan, command);
    case 'DecomposeTarget':
      return decomposeTarget(plan, command);
    case 'CommitPlan':
      return commitPlan(plan, command);
    case 'ReviseTarget':
      return reviseTarget(plan, command);
    case 'PlanAction':
      return planAction(plan, command);
    case 'ProgressAction':
      return progressAction(plan, command);
    case 'CompleteAction':
      return completeAction(plan, command);
    case 'BlockAction':
      return blockAction(plan, command);
    case 'UnblockAction':
      return unblockAction(plan, command);
    case 'DropAction':
      return dropAction(plan, command);
    case 'ReassignAction':
      return reassignAction(plan, command);
    case 'ReassignCorrection':
      return reassignCorrection(plan, command);
    case 'CheckProgress':
      return checkProgress(plan, command);
    case 'DecideCorrection':
      return decideCorrection(plan, command);
    case 'SettleCorrection':
      return settleCorrection(plan, command);
    case 'GiveFeedback':
      return giveFeedback(plan, command);
  }
}

/** A plan that is there already is not drafted again: that it is, is what was wanted. */
function draft(plan: PlanState, command: DraftPlan): Decision<PlanFact> {
  const { on, period, subject } = command;
  if (plan.status === 'closed') return refuse('PLANNING.PLAN.CLOSED', `it was closed on ${plan.last} at the latest`);
  if (isDrafted(plan)) return [];
  const no = datesInOrder(command, plan.last);
  if (no) return no;
  if (subject.left !== null && on >= subject.left) return refuse('PLANNING.SUBJECT.LEFT', `${subject.id} left on ${subject.left}`);
  const { kind, id, unit } = subject;
  return [drafted({ subject: { kind, id, unit }, period }, on, 'own', null)];
}

function unknown(): Decision<PlanFact> {
  return refuse('PLANNING.PLAN.UNKNOWN', 'nothing was ever drafted under this id');
}
