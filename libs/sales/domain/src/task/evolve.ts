import type { TaskFact } from '@zongheng/sales-events';
import type { AssignedTask, TaskState } from './state.ts';

export function evolve({ task }: TaskState, fact: TaskFact): TaskState {
  const last = fact.businessDate;
  if (fact.type === 'TaskAssigned') {
    const { to: by, deadline, opportunity, plan, action } = fact.data;
    return { task: { status: 'open', by, deadline, progress: 0, opportunity, plan, action }, last };
  }
  return { task: task && changed(task, fact), last };
}

function changed(task: AssignedTask, fact: Exclude<TaskFact, { type: 'TaskAssigned' }>): AssignedTask {
  switch (fact.type) {
    case 'TaskProgressed':
      return { ...task, progress: fact.data.to };
    case 'TaskCompleted':
      return { ...task, status: 'completed' };
    case 'TaskBlocked':
      return { ...task, status: 'blocked' };
    case 'TaskUnblocked':
      return { ...task, status: 'open' };
    case 'TaskReassigned':
      return { ...task, by: fact.data.to };
    case 'TaskCancelled':
      return { ...task, status: 'cancelled' };
  }
}
