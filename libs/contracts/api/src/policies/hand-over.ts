import { idOf, type Policy, type RecordedOf } from '@zongheng/kernel';
import type { EmployeeLeft } from '@zongheng/organisation-events';
import type { OwnedContracts } from './follow-owner.ts';

/** When someone leaves, their contracts go to the successor named: one event each, traceable to the leaving. */
export const handOver: Policy<RecordedOf<typeof EmployeeLeft>, OwnedContracts> = {
  name: 'contracts-go-to-the-successor',
  meaning: { zh: '员工离职时，其协议移交继任者', en: 'A leaver’s contracts go to the successor' },
  handles: ['EmployeeLeft'],
  react(event, { contracts }) {
    const from = idOf(event.stream);
    const { successor: to, reason } = event.data;
    const body = { from, to, reason: reason ?? `${from} → ${to}` };
    return contracts.map((id) => ({ command: 'HandOverContract', id, body, on: event.businessDate }));
  },
};
