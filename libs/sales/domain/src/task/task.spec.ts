import { specification } from '@zongheng/kernel/testing';
import type { TaskFact } from '@zongheng/sales-events';
import { acme, date, li, on, wang, zhao } from '../testing/people.ts';
import { ownedBy } from '../work.ts';
import type { AssignTask, TaskCommand } from './commands.ts';
import { taskDecider } from './decide.ts';

type Of<Type extends TaskCommand['type']> = Extract<TaskCommand, { type: Type }>;
const spec = specification(taskDecider);
const serves = { opportunity: null, plan: 'plan-1', action: 'action-1' };
const body = { title: '提交标书', deadline: date('2026-02-01'), ...serves, reference: null };
const lists = { collaborators: [wang.id], products: ['rack'], customers: [acme.id] };
const assigning = (given: Partial<AssignTask> = {}): AssignTask => ({
  type: 'AssignTask',
  ...on('2026-01-05'),
  ...body,
  ...lists,
  to: li,
  ...given,
});
const progressing = (day: string, to: number): Of<'ProgressTask'> => ({ type: 'ProgressTask', ...on(day), to, note: null });
const completing = (day: string, given: Partial<Of<'CompleteTask'>> = {}): Of<'CompleteTask'> => ({
  type: 'CompleteTask',
  ...on(day),
  note: null,
  cost: null,
  ...given,
});
const blocking = (day: string): Of<'BlockTask'> => ({ type: 'BlockTask', ...on(day), reason: 'no drawings' });
const unblocking = (day: string): Of<'UnblockTask'> => ({ type: 'UnblockTask', ...on(day), note: null });
const reassigning = (day: string, to = wang): Of<'ReassignTask'> => ({ type: 'ReassignTask', ...on(day), to, reason: null });
const handingOver = (day: string, from = li, to = wang): Of<'HandOverTask'> => ({
  type: 'HandOverTask',
  ...on(day),
  from: from.id,
  to,
  reason: 'left',
});
const cancelling = (day: string): Of<'CancelTask'> => ({ type: 'CancelTask', ...on(day), reason: 'no tender' });

const by = ownedBy(li);
const deadline = body.deadline;
const assigned: TaskFact = { type: 'TaskAssigned', businessDate: date('2026-01-05'), data: { ...body, ...lists, to: by } };
const blocked: TaskFact = { type: 'TaskBlocked', businessDate: date('2026-01-08'), data: { by, deadline, reason: 'no drawings' } };
const done = (day: string, late: boolean): TaskFact => ({
  type: 'TaskCompleted',
  businessDate: date(day),
  data: { by, deadline, late, note: null, cost: null, ...serves },
});

describe('a task', () => {
  it('is assigned with a deadline to come', () => {
    spec.given().when(assigning()).then(assigned);
    spec.given(assigned).when(assigning()).thenRefused('SALES.TASK.EXISTS');
    spec
      .given()
      .when(assigning({ deadline: date('2026-01-04') }))
      .thenRefused('SALES.PLANNED_DATE_PAST');
    spec
      .given()
      .when(assigning({ ...on('2026-03-01'), deadline: date('2026-04-01'), to: zhao }))
      .thenRefused('SALES.OWNER.LEFT');
    spec
      .given()
      .when(assigning(on('2026-07-01')))
      .thenRefused('DATE.IN_FUTURE');
  });

  it('progresses from where it was', () => {
    const half: TaskFact = { type: 'TaskProgressed', businessDate: date('2026-01-10'), data: { by, from: 0, to: 500, note: null } };
    spec.given(assigned).when(progressing('2026-01-10', 500)).then(half);
    spec.given(assigned).whenRepeated(progressing('2026-01-10', 500)).thenNothing();
    spec
      .given(assigned, half)
      .when(progressing('2026-01-11', 400))
      .then({ type: 'TaskProgressed', businessDate: date('2026-01-11'), data: { by, from: 500, to: 400, note: null } });
    spec.given(assigned).when(progressing('2026-01-10', 1001)).thenRefused('SALES.TASK.PROGRESS_OUT_OF_RANGE');
    spec.given(assigned, blocked).when(progressing('2026-01-10', 500)).thenRefused('SALES.TASK.BLOCKED');
    spec.given(assigned).when(progressing('2026-01-04', 500)).thenRefused('DATE.BEFORE_LAST');
  });

  it('is completed in time up to its deadline, and late after it', () => {
    spec.given(assigned).when(completing('2026-02-01')).then(done('2026-02-01', false));
    spec.given(assigned).when(completing('2026-02-02')).then(done('2026-02-02', true));
    spec.given(assigned).whenRepeated(completing('2026-02-02')).thenNothing();
    spec.given(assigned, done('2026-02-02', true)).when(completing('2026-02-03')).thenRefused('SALES.TASK.CLOSED');
    spec.given(assigned, blocked).when(completing('2026-02-03')).thenRefused('SALES.TASK.BLOCKED');
    spec
      .given(assigned)
      .when(completing('2026-02-03', { cost: { minor: -1, currency: 'CNY' } }))
      .thenRefused('SALES.COST_NEGATIVE');
  });

  it('is blocked and unblocked', () => {
    spec.given(assigned).when(blocking('2026-01-08')).then(blocked);
    spec.given(assigned).whenRepeated(blocking('2026-01-08')).thenNothing();
    spec
      .given(assigned, blocked)
      .when(unblocking('2026-01-09'))
      .then({ type: 'TaskUnblocked', businessDate: date('2026-01-09'), data: { by, deadline, note: null } });
    spec.given(assigned).when(unblocking('2026-01-09')).thenRefused('SALES.TASK.NOT_BLOCKED');
    spec.given(assigned, blocked).whenRepeated(unblocking('2026-01-09')).thenRefused('SALES.TASK.NOT_BLOCKED');
    spec.given(assigned, done('2026-02-02', true)).when(blocking('2026-02-03')).thenRefused('SALES.TASK.CLOSED');
  });

  it('is given to someone else', () => {
    spec
      .given(assigned)
      .when(reassigning('2026-01-10'))
      .then({ type: 'TaskReassigned', businessDate: date('2026-01-10'), data: { from: by, to: ownedBy(wang), deadline, reason: null } });
    spec.given(assigned).whenRepeated(reassigning('2026-01-10')).thenNothing();
    spec.given(assigned).when(reassigning('2026-03-01', zhao)).thenRefused('SALES.OWNER.LEFT');
  });

  it('goes to the successor of who left, dated when it can be', () => {
    spec
      .given(assigned)
      .when(handingOver('2026-01-01'))
      .then({ type: 'TaskReassigned', businessDate: date('2026-01-05'), data: { from: by, to: ownedBy(wang), deadline, reason: 'left' } });
    spec
      .given(assigned)
      .when(handingOver('2026-01-10', wang, li))
      .thenNothing();
    spec.given(assigned, done('2026-01-20', false)).when(handingOver('2026-01-30')).thenNothing();
    spec
      .given(assigned)
      .when(handingOver('2026-03-10', li, zhao))
      .thenRefused('SALES.OWNER.LEFT');
  });

  it('is cancelled with a reason', () => {
    spec
      .given(assigned)
      .when(cancelling('2026-01-10'))
      .then({ type: 'TaskCancelled', businessDate: date('2026-01-10'), data: { by, deadline, reason: 'no tender' } });
    spec.given(assigned).whenRepeated(cancelling('2026-01-10')).thenNothing();
    spec.given(assigned, done('2026-01-20', false)).when(cancelling('2026-01-21')).thenRefused('SALES.TASK.CLOSED');
    spec.given(assigned).when(cancelling('2026-01-04')).thenRefused('DATE.BEFORE_LAST');
  });

  it('is not known before it is assigned', () => {
    for (const command of [progressing('2026-01-10', 1), completing('2026-01-10'), blocking('2026-01-10'), cancelling('2026-01-10')]) {
      spec.given().when(command).thenRefused('SALES.TASK.UNKNOWN');
    }
  });
});
