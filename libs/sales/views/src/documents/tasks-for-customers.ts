import { type CustomerId, DateText, documentView, Id, idOf, type RecordedOf, Shape, type Static } from '@zongheng/kernel';
import { TaskAssigned } from '@zongheng/sales-events';

/** That a task is for a customer: a task may be for many, and a document is found by one value of each field. */
export const TaskForCustomer = Shape({ task: Id(), customer: Id<CustomerId>(), assigned: DateText() });
export type TaskForCustomer = Static<typeof TaskForCustomer>;

export const tasksForCustomers = documentView<TaskForCustomer, RecordedOf<typeof TaskAssigned>>({
  name: 'tasks-for-customers',
  version: 1,
  meaning: { zh: '任务所涉客户', en: 'Which customers tasks are for' },
  handles: [TaskAssigned.type],
  keysOf: ({ stream, data }) => data.customers.map((customer) => `${idOf(stream)}:${customer}`),
  evolve: (_, { stream, businessDate: assigned }, key) => {
    const task = idOf(stream);
    return { task, customer: key.slice(task.length + 1) as CustomerId, assigned };
  },
  fields: { customer: 'text', assigned: 'text' },
  indexes: [['customer', 'assigned'], ['assigned']],
  index: ({ customer, assigned }) => ({ fields: { customer, assigned } }),
});
