import { addDays, type BusinessDate } from '@zongheng/kernel';
import type { SimulatedCustomer } from './customers.ts';
import type { DealSetting, Diary } from './diary.ts';

/** A visit to the customer: planned, now and then moved, made or cancelled. */
export function planVisit({ random }: DealSetting, diary: Diary, customer: SimulatedCustomer, from: BusinessDate): void {
  let plannedFor = addDays(from, random.between(1, 14));
  diary.enter('visit', 'PlanVisit', from, {
    customer: customer.id,
    plannedFor,
    purpose: '需求沟通',
    opportunity: diary.idOf('deal'),
  });
  if (random.chance(0.12)) {
    const moved = addDays(plannedFor, random.between(1, 7));
    diary.enter('visit', 'RescheduleVisit', addDays(plannedFor, -1), { plannedFor: moved, reason: '客户改期' });
    plannedFor = moved;
  }
  const cost = { minor: random.between(50, 900) * 100, currency: 'CNY' };
  if (random.chance(0.88))
    diary.enter('visit', 'CompleteVisit', plannedFor, { outcome: random.pick(['met', 'interested', 'follow-up']), cost });
  else diary.enter('visit', 'CancelVisit', plannedFor, { reason: '客户临时有事' });
}

const tasks = ['编制技术方案', '现场勘察', '测算成本', '准备合同文本'] as const;

/** A task for the rep: given, under way, done; some stay undone. */
export function giveTask({ random }: DealSetting, diary: Diary, customer: SimulatedCustomer, from: BusinessDate): void {
  diary.enter('task', 'AssignTask', from, {
    title: random.pick(tasks),
    owner: customer.rep.id,
    deadline: addDays(from, random.between(3, 21)),
    customers: [customer.id],
    opportunity: diary.idOf('deal'),
  });
  if (!random.chance(0.85)) return;
  const done = addDays(from, random.between(2, 28));
  if (random.chance(0.3)) diary.enter('task', 'ProgressTask', addDays(from, 1), { progress: random.between(2, 8) * 100 });
  diary.enter('task', 'CompleteTask', done, {});
}
