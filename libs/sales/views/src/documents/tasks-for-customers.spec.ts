import type { BusinessDate, CustomerId, EmployeeId, UnitId } from '@zongheng/kernel';
import { documentSpecification, recorder } from '@zongheng/kernel/testing';
import { TaskAssigned } from '@zongheng/sales-events';
import { tasksForCustomers } from './tasks-for-customers.ts';

const task = {
  title: '续约走访',
  to: { owner: 'li' as EmployeeId, unit: 'east' as UnitId },
  deadline: '2026-03-31' as BusinessDate,
  collaborators: [],
  products: [],
  opportunity: null,
  plan: null,
  action: null,
  reference: null,
};

describe('the customers of a task', () => {
  it('each lead to it', () => {
    const customers = ['port', 'harbour'].map((id) => id as CustomerId);
    const { document } = documentSpecification(tasksForCustomers).given(
      recorder()(TaskAssigned, 't', '2026-03-01', { ...task, customers }),
    );
    for (const customer of customers) expect(document(`t:${customer}`)).toEqual({ task: 't', customer, assigned: '2026-03-01' });
  });

  it('are none for a task that is for nobody', () => {
    const { document } = documentSpecification(tasksForCustomers).given(
      recorder()(TaskAssigned, 't', '2026-03-01', { ...task, customers: [] }),
    );
    expect(document('t:port')).toBeNull();
  });
});
