import { type BusinessDate, type Contribution, idOf, journalView } from '@zongheng/kernel';
import { type RecordedTaskEvent, taskEvents } from '@zongheng/sales-events';

type Dimension = 'task' | 'owner' | 'unit' | 'deadline';
type Measure = 'due' | 'done' | 'late' | 'blocked';
interface Owned {
  readonly owner: string;
  readonly unit: string;
}

/**
 * Tasks by their deadline: due are those assigned and not cancelled, done those completed, late the part of them completed after their
 * deadline, blocked those that stand still. A task is counted under who has it; that it is blocked stands where it was blocked, so it is read
 * task by task.
 */
export const taskCompletion = journalView<Dimension, Measure, RecordedTaskEvent>({
  name: 'task-completion',
  version: 1,
  meaning: { zh: '任务完成情况', en: 'Tasks due, done, late and blocked' },
  handles: taskEvents.map(({ type }) => type),
  dimensions: { task: 'key', owner: 'key', unit: 'key', deadline: 'date' },
  measures: ['due', 'done', 'late', 'blocked'],
  contribute(event) {
    const counted = ({ owner, unit }: Owned, deadline: BusinessDate, measures: Contribution<Dimension, Measure>['measures']) => ({
      date: event.businessDate,
      cell: { task: idOf(event.stream), owner, unit, deadline },
      measures,
    });
    switch (event.type) {
      case 'TaskAssigned':
        return [counted(event.data.to, event.data.deadline, { due: 1 })];
      case 'TaskReassigned':
        return [counted(event.data.from, event.data.deadline, { due: -1 }), counted(event.data.to, event.data.deadline, { due: 1 })];
      case 'TaskCompleted':
        return [counted(event.data.by, event.data.deadline, event.data.late ? { done: 1, late: 1 } : { done: 1 })];
      case 'TaskBlocked':
        return [counted(event.data.by, event.data.deadline, { blocked: 1 })];
      case 'TaskUnblocked':
        return [counted(event.data.by, event.data.deadline, { blocked: -1 })];
      case 'TaskCancelled':
        return [counted(event.data.by, event.data.deadline, { due: -1 })];
      case 'TaskProgressed':
        return [];
    }
  },
});
