import { type BusinessDate, datesInOrder, type Decider, type Decision, effectiveFrom, notInFuture } from '@zongheng/kernel';
import type { TaskFact } from '@zongheng/sales-events';
import { ownerGone } from '../facts.ts';
import { refuse } from '../refusals.ts';
import { negativeCost, ownedBy, plannedInPast, sameOwned } from '../work.ts';
import type {
  AssignTask,
  BlockTask,
  CompleteTask,
  HandOverTask,
  ProgressTask,
  ReassignTask,
  TaskCommand,
  UnblockTask,
} from './commands.ts';
import { evolve } from './evolve.ts';
import { type AssignedTask, type TaskState, unassigned } from './state.ts';

/** Tasks: assigned, progressed, blocked and unblocked, given to others, completed or cancelled. */
export const taskDecider: Decider<TaskState, TaskCommand, TaskFact> = {
  initialState: () => unassigned,
  evolve,
  decide(state, command) {
    if (command.type === 'AssignTask') return assign(state, command);
    const { task, last } = state;
    if (!task) return refuse('SALES.TASK.UNKNOWN', 'nothing was ever assigned under this id');
    if (task.status === 'completed' || task.status === 'cancelled') return decideOver(task, last, command);
    switch (command.type) {
      case 'ProgressTask':
        return progress(task, last, command);
      case 'CompleteTask':
        return complete(task, last, command);
      case 'BlockTask':
        return block(task, last, command);
      case 'UnblockTask':
        return unblock(task, last, command);
      case 'ReassignTask':
        return reassign(task, last, command);
      case 'HandOverTask':
        return handOver(task, last, command);
      case 'CancelTask': {
        const { by, deadline } = task;
        const no = datesInOrder(command, last);
        return no ?? [{ type: 'TaskCancelled', businessDate: command.on, data: { by, deadline, reason: command.reason } }];
      }
    }
  },
};

function assign(state: TaskState, command: AssignTask): Decision<TaskFact> {
  const { on, title, to, deadline, collaborators, products, customers, opportunity, plan, action, reference } = command;
  if (state.task) return refuse('SALES.TASK.EXISTS', `it is ${state.task.status}, and due on ${state.task.deadline}`);
  const no = datesInOrder(command, state.last) ?? ownerGone(to, on, '/to') ?? plannedInPast(deadline, on, '/deadline');
  if (no) return no;
  const lists = { collaborators: [...collaborators], products: [...products], customers: [...customers] };
  const data = { title, to: ownedBy(to), deadline, ...lists, opportunity, plan, action, reference };
  return [{ type: 'TaskAssigned', businessDate: on, data }];
}

/** A task that is over does not change; what was done already is done, and what follows from elsewhere passes it by. */
function decideOver({ status }: AssignedTask, last: BusinessDate, command: Exclude<TaskCommand, AssignTask>): Decision<TaskFact> {
  const again =
    (command.type === 'CompleteTask' && status === 'completed' && command.on === last) ||
    (command.type === 'CancelTask' && status === 'cancelled') ||
    command.type === 'HandOverTask';
  return again ? [] : refuse('SALES.TASK.CLOSED', `it was ${status} on ${last}`);
}

function progress({ status, by, progress: from }: AssignedTask, last: BusinessDate, command: ProgressTask): Decision<TaskFact> {
  const { on, to, note } = command;
  const no = datesInOrder(command, last);
  if (no) return no;
  if (from === to) return [];
  if (status === 'blocked') return refuse('SALES.TASK.BLOCKED', 'it is blocked, and makes no progress so');
  if (!Number.isInteger(to) || to < 0 || to > 1000) return refuse('SALES.TASK.PROGRESS_OUT_OF_RANGE', `${to} was given`, { field: '/to' });
  return [{ type: 'TaskProgressed', businessDate: on, data: { by, from, to, note } }];
}

function complete(task: AssignedTask, last: BusinessDate, command: CompleteTask): Decision<TaskFact> {
  const { on, note, cost } = command;
  const no = datesInOrder(command, last) ?? negativeCost(cost);
  if (no) return no;
  if (task.status === 'blocked') return refuse('SALES.TASK.BLOCKED', 'it is blocked, and cannot be completed so');
  const { by, deadline, opportunity, plan, action } = task;
  const data = { by, deadline, late: on > deadline, note, cost, opportunity, plan, action };
  return [{ type: 'TaskCompleted', businessDate: on, data }];
}

function block({ status, by, deadline }: AssignedTask, last: BusinessDate, command: BlockTask): Decision<TaskFact> {
  if (status === 'blocked') return [];
  const no = datesInOrder(command, last);
  return no ?? [{ type: 'TaskBlocked', businessDate: command.on, data: { by, deadline, reason: command.reason } }];
}

function unblock({ status, by, deadline }: AssignedTask, last: BusinessDate, command: UnblockTask): Decision<TaskFact> {
  if (status !== 'blocked') return refuse('SALES.TASK.NOT_BLOCKED', `it is ${status}`);
  const no = datesInOrder(command, last);
  return no ?? [{ type: 'TaskUnblocked', businessDate: command.on, data: { by, deadline, note: command.note } }];
}

function reassign({ by: from, deadline }: AssignedTask, last: BusinessDate, command: ReassignTask): Decision<TaskFact> {
  const { on, reason } = command;
  const no = datesInOrder(command, last) ?? ownerGone(command.to, on, '/to');
  if (no) return no;
  const to = ownedBy(command.to);
  return sameOwned(from, to) ? [] : [{ type: 'TaskReassigned', businessDate: on, data: { from, to, deadline, reason } }];
}

function handOver({ by: from, deadline }: AssignedTask, last: BusinessDate, command: HandOverTask): Decision<TaskFact> {
  const to = ownedBy(command.to);
  if (from.owner !== command.from || sameOwned(from, to)) return [];
  const businessDate = effectiveFrom(command.on, last);
  const no = notInFuture(command) ?? ownerGone(command.to, businessDate, '/to');
  return no ?? [{ type: 'TaskReassigned', businessDate, data: { from, to, deadline, reason: command.reason } }];
}
