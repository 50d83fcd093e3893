import {
  type BusinessDate,
  type Command,
  type CustomerId,
  datesInOrder,
  type Decider,
  type Decision,
  earliestDate,
  effectiveFrom,
  type EmployeeId,
  type Money,
  notInFuture,
  type OwnerFacts,
} from '@zongheng/kernel';
import type { VisitFact, VisitOutcome } from '@zongheng/sales-events';
import { ownerGone } from './facts.ts';
import { refuse } from './refusals.ts';
import { negativeCost, type Owned, ownedBy, plannedInPast, sameOwned, type Serves } from './work.ts';

/** What a visit is before and after it is made. */
export interface PlannedVisit extends Serves {
  readonly status: 'planned' | 'completed' | 'cancelled';
  readonly customer: CustomerId;
  readonly by: Owned;
  readonly plannedFor: BusinessDate;
  /** How it went; null while it was not made. */
  readonly outcome: VisitOutcome | null;
}

/** A visit as its stream tells it. */
export interface VisitState {
  /** Null until it is planned. */
  readonly visit: PlannedVisit | null;
  readonly last: BusinessDate;
}

export interface PlanVisit extends Command<'PlanVisit'>, Serves {
  readonly customer: CustomerId;
  readonly by: OwnerFacts;
  /** The date of the command or a later one. */
  readonly plannedFor: BusinessDate;
  readonly purpose: string;
}

export interface RescheduleVisit extends Command<'RescheduleVisit'> {
  readonly to: BusinessDate;
  readonly reason: string | null;
}

export interface ReassignVisit extends Command<'ReassignVisit'> {
  readonly to: OwnerFacts;
  readonly reason: string | null;
}

/** Someone left or changed unit, and their planned visit follows: issued by policies, dated the later of `on` and the visit's last fact. */
export interface HandOverVisit extends Command<'HandOverVisit'> {
  readonly from: EmployeeId;
  readonly to: OwnerFacts;
  readonly reason: string;
}

/** `on` is the date it was made. */
export interface CompleteVisit extends Command<'CompleteVisit'> {
  readonly outcome: VisitOutcome;
  readonly note: string | null;
  readonly cost: Money | null;
}

export interface CancelVisit extends Command<'CancelVisit'> {
  readonly reason: string;
}

export type VisitCommand = PlanVisit | RescheduleVisit | ReassignVisit | HandOverVisit | CompleteVisit | CancelVisit;

export const visitDecider: Decider<VisitState, VisitCommand, VisitFact> = {
  initialState: () => ({ visit: null, last: earliestDate }),
  evolve,
  decide(state, command) {
    if (command.type === 'PlanVisit') return plan(state, command);
    const { visit, last } = state;
    if (!visit) return refuse('SALES.VISIT.UNKNOWN', 'nothing was ever planned under this id');
    if (visit.status !== 'planned') return decideOver(visit, last, command);
    switch (command.type) {
      case 'RescheduleVisit':
        return reschedule(visit, last, command);
      case 'ReassignVisit':
        return reassign(visit, last, command);
      case 'HandOverVisit':
        return handOver(visit, last, command);
      case 'CompleteVisit':
        return complete(visit, last, command);
      case 'CancelVisit':
        return cancel(visit, last, command);
    }
  },
};

function evolve({ visit }: VisitState, fact: VisitFact): VisitState {
  const last = fact.businessDate;
  if (fact.type === 'VisitPlanned') {
    const { customer, by, plannedFor, opportunity, plan: planId, action } = fact.data;
    return { visit: { status: 'planned', customer, by, plannedFor, outcome: null, opportunity, plan: planId, action }, last };
  }
  return { visit: visit && changed(visit, fact), last };
}

function changed(visit: PlannedVisit, fact: Exclude<VisitFact, { type: 'VisitPlanned' }>): PlannedVisit {
  switch (fact.type) {
    case 'VisitRescheduled':
      return { ...visit, plannedFor: fact.data.to };
    case 'VisitReassigned':
      return { ...visit, by: fact.data.to };
    case 'VisitCompleted':
      return { ...visit, status: 'completed', outcome: fact.data.outcome };
    case 'VisitCancelled':
      return { ...visit, status: 'cancelled' };
  }
}

function plan(state: VisitState, command: PlanVisit): Decision<VisitFact> {
  const { on, customer, by, plannedFor, purpose, opportunity, plan: planId, action } = command;
  if (state.visit) return refuse('SALES.VISIT.EXISTS', `it is ${state.visit.status}, for ${state.visit.plannedFor}`);
  const no = datesInOrder(command, state.last) ?? ownerGone(by, on, '/by') ?? plannedInPast(plannedFor, on, '/plannedFor');
  if (no) return no;
  const data = { customer, by: ownedBy(by), plannedFor, purpose, opportunity, plan: planId, action };
  return [{ type: 'VisitPlanned', businessDate: on, data }];
}

/** A visit that is over does not change; what was done already is done, and what follows from elsewhere passes it by. */
function decideOver(visit: PlannedVisit, last: BusinessDate, command: Exclude<VisitCommand, PlanVisit>): Decision<VisitFact> {
  const again =
    (command.type === 'CompleteVisit' && visit.status === 'completed' && visit.outcome === command.outcome && command.on === last) ||
    (command.type === 'CancelVisit' && visit.status === 'cancelled') ||
    command.type === 'HandOverVisit';
  return again ? [] : refuse('SALES.VISIT.CLOSED', `it was ${visit.status} on ${last}`);
}

function reschedule({ plannedFor: from }: PlannedVisit, last: BusinessDate, command: RescheduleVisit): Decision<VisitFact> {
  const { on, to, reason } = command;
  const no = datesInOrder(command, last) ?? plannedInPast(to, on, '/to');
  if (no) return no;
  return from === to ? [] : [{ type: 'VisitRescheduled', businessDate: on, data: { from, to, reason } }];
}

function reassign({ by: from }: PlannedVisit, last: BusinessDate, command: ReassignVisit): Decision<VisitFact> {
  const { on, reason } = command;
  const no = datesInOrder(command, last) ?? ownerGone(command.to, on, '/to');
  if (no) return no;
  const to = ownedBy(command.to);
  return sameOwned(from, to) ? [] : [{ type: 'VisitReassigned', businessDate: on, data: { from, to, reason } }];
}

function handOver({ by: from }: PlannedVisit, last: BusinessDate, command: HandOverVisit): Decision<VisitFact> {
  const to = ownedBy(command.to);
  if (from.owner !== command.from || sameOwned(from, to)) return [];
  const businessDate = effectiveFrom(command.on, last);
  const no = notInFuture(command) ?? ownerGone(command.to, businessDate, '/to');
  return no ?? [{ type: 'VisitReassigned', businessDate, data: { from, to, reason: command.reason } }];
}

function complete(visit: PlannedVisit, last: BusinessDate, command: CompleteVisit): Decision<VisitFact> {
  const { on, outcome, note, cost } = command;
  const no = datesInOrder(command, last) ?? negativeCost(cost);
  if (no) return no;
  const { by, plannedFor, opportunity, plan: planId, action } = visit;
  const data = { by, plannedFor, outcome, note, cost, opportunity, plan: planId, action };
  return [{ type: 'VisitCompleted', businessDate: on, data }];
}

function cancel({ by, plannedFor }: PlannedVisit, last: BusinessDate, command: CancelVisit): Decision<VisitFact> {
  const no = datesInOrder(command, last);
  return no ?? [{ type: 'VisitCancelled', businessDate: command.on, data: { by, plannedFor, reason: command.reason } }];
}
