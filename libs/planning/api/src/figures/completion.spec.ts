import { businessDate, type EmployeeId, type RecordedEvent, type UnitId } from '@zongheng/kernel';
import { recorder } from '@zongheng/kernel/testing';
import { taskCompletion } from '@zongheng/planning-views';
import { TaskAssigned, TaskBlocked, TaskCancelled, TaskCompleted, TaskReassigned, TaskUnblocked } from '@zongheng/sales-events';
import { completionFigures, standingOf } from './completion.ts';
import { toldFrom } from './testing/reader.ts';

const march = { from: businessDate('2026-03-01'), to: businessDate('2026-03-31') };
const of = (owner: string) => ({ owner: owner as EmployeeId, unit: 'north' as UnitId });
const serves = { customer: null, opportunity: null, plan: null, action: null };
const note = null;

/** Tasks told one fact after the other. */
function tasks() {
  const record = recorder();
  const events: RecordedEvent[] = [];
  const deadlines = new Map<string, ReturnType<typeof businessDate>>();
  const due = (task: string) => deadlines.get(task) ?? march.to;
  return {
    events,
    assigned(task: string, owner: string, deadline: string) {
      deadlines.set(task, businessDate(deadline));
      const nobody = { collaborators: [], products: [], customers: [] };
      const data = { title: '回访', to: of(owner), deadline: due(task), ...nobody, ...serves, reference: null };
      events.push(record(TaskAssigned, task, '2026-03-01', data));
    },
    completed(task: string, owner: string, on: string) {
      const late = businessDate(on) > due(task);
      events.push(record(TaskCompleted, task, on, { by: of(owner), deadline: due(task), late, note, cost: null, ...serves }));
    },
    blocked: (task: string, owner: string, on: string) =>
      events.push(record(TaskBlocked, task, on, { by: of(owner), deadline: due(task), reason: '等设备' })),
    unblocked: (task: string, owner: string, on: string) =>
      events.push(record(TaskUnblocked, task, on, { by: of(owner), deadline: due(task), note })),
    reassigned: (task: string, from: string, to: string, on: string) =>
      events.push(record(TaskReassigned, task, on, { from: of(from), to: of(to), deadline: due(task), reason: null })),
    cancelled: (task: string, owner: string, on: string) =>
      events.push(record(TaskCancelled, task, on, { by: of(owner), deadline: due(task), reason: '重复' })),
  };
}

/** What a month of two people comes to, as it stood on a date. */
async function figuresOn(told: ReturnType<typeof tasks>, on: string, dims: readonly string[] = ['owner'], of?: string) {
  const reader = await toldFrom(taskCompletion, told.events);
  const upTo = told.events.at(-1)?.position ?? 0;
  const filters = of === undefined ? {} : { owner: { keys: new Set([of]) } };
  const asked = { asOf: businessDate(on), upTo, filters, groupings: dims.map((dim) => ({ dim })) };
  return completionFigures(reader, asked, march, standingOf(reader, asked, march)).toSorted((one, other) =>
    String(one.keys[0]) < String(other.keys[0]) ? -1 : 1,
  );
}

describe('the completion of tasks', () => {
  it('counts as late what was done after its deadline, and what is past it and not done', async () => {
    const told = tasks();
    told.assigned('in-time', 'li', '2026-03-10');
    told.assigned('afterwards', 'li', '2026-03-10');
    told.assigned('never', 'li', '2026-03-15');
    told.completed('in-time', 'li', '2026-03-10');
    told.completed('afterwards', 'li', '2026-03-12');
    expect(await figuresOn(told, '2026-03-20')).toEqual([{ keys: ['li'], due: 3, done: 2, late: 2, blocked: 0, rate: 667 }]);
    expect(await figuresOn(told, '2026-03-15')).toEqual([{ keys: ['li'], due: 3, done: 2, late: 1, blocked: 0, rate: 667 }]);
    expect(await figuresOn(told, '2026-03-11')).toEqual([{ keys: ['li'], due: 3, done: 1, late: 1, blocked: 0, rate: 333 }]);
  });

  it('counts as blocked what stands still, under whoever has it now', async () => {
    const told = tasks();
    told.assigned('stands', 'li', '2026-03-25');
    told.assigned('went-on', 'li', '2026-03-25');
    told.assigned('handed-over', 'li', '2026-03-25');
    for (const task of ['stands', 'went-on', 'handed-over']) told.blocked(task, 'li', '2026-03-05');
    told.unblocked('went-on', 'li', '2026-03-08');
    told.reassigned('handed-over', 'li', 'wang', '2026-03-09');
    expect(await figuresOn(told, '2026-03-10')).toEqual([
      { keys: ['li'], due: 2, done: 0, late: 0, blocked: 1, rate: 0 },
      { keys: ['wang'], due: 1, done: 0, late: 0, blocked: 1, rate: 0 },
    ]);
    expect(await figuresOn(told, '2026-03-07')).toEqual([{ keys: ['li'], due: 3, done: 0, late: 0, blocked: 3, rate: 0 }]);
    expect(await figuresOn(told, '2026-03-10', ['owner'], 'wang')).toEqual([
      { keys: ['wang'], due: 1, done: 0, late: 0, blocked: 1, rate: 0 },
    ]);
    told.unblocked('handed-over', 'wang', '2026-03-11');
    told.completed('handed-over', 'wang', '2026-03-12');
    expect(await figuresOn(told, '2026-03-12', ['unit'])).toEqual([{ keys: ['north'], due: 3, done: 1, late: 0, blocked: 1, rate: 333 }]);
  });

  it('leaves out what was cancelled, and what is due in another month', async () => {
    const told = tasks();
    told.assigned('april', 'li', '2026-04-01');
    told.assigned('february', 'li', '2026-02-28');
    told.assigned('last-day', 'li', '2026-03-31');
    told.assigned('twice', 'li', '2026-03-10');
    told.blocked('twice', 'li', '2026-03-05');
    told.cancelled('twice', 'li', '2026-03-12');
    expect(await figuresOn(told, '2026-03-20')).toEqual([{ keys: ['li'], due: 1, done: 0, late: 0, blocked: 0, rate: 0 }]);
    expect(await figuresOn(told, '2026-03-11')).toEqual([{ keys: ['li'], due: 2, done: 0, late: 1, blocked: 1, rate: 0 }]);
    expect(await figuresOn(tasks(), '2026-03-20')).toEqual([]);
  });
});
