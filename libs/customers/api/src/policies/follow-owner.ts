import { type EmployeeId, idOf, type Policy, type RecordedOf } from '@zongheng/kernel';
import type { EmployeeLeft, EmployeeTransferred } from '@zongheng/organisation-events';

type Change = RecordedOf<typeof EmployeeTransferred> | RecordedOf<typeof EmployeeLeft>;

/** The customers that the employee looks after, a page at a time. */
export interface OwnedCustomers {
  readonly customers: readonly string[];
}

/** When an owner changes unit, their customers are counted there; when they leave, their customers go to the successor. */
export const customersFollowOwner: Policy<Change, OwnedCustomers> = {
  name: 'customers-follow-their-owner',
  meaning: { zh: '负责人调动或离职时，其客户随之归属', en: 'Customers follow their owner to another unit, or go to the successor' },
  handles: ['EmployeeTransferred', 'EmployeeLeft'],
  react(event, { customers }) {
    const from = idOf(event.stream) as EmployeeId;
    const to =
      event.type === 'EmployeeLeft'
        ? { owner: event.data.successor, unit: event.data.successorUnit }
        : { owner: from, unit: event.data.to.unit };
    if (event.type === 'EmployeeTransferred' && event.data.from.unit === event.data.to.unit) return [];
    return customers.map((id) => ({ command: 'HandOverCustomer', id, body: { from, to }, on: event.businessDate }));
  },
};
