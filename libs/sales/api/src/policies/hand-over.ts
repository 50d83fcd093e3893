import { idOf, type Intent, type Policy, type RecordedOf } from '@zongheng/kernel';
import type { EmployeeLeft } from '@zongheng/organisation-events';
import type { OwnedWork } from './follow-owner.ts';

type Leaving = RecordedOf<typeof EmployeeLeft>;

/** When someone leaves, their open deals, planned visits and open tasks go to the successor named: one event each, traceable to the leaving. */
export const handOver: Policy<Leaving, OwnedWork> = {
  name: 'work-goes-to-the-successor',
  meaning: { zh: '员工离职时，其进行中的工作移交继任者', en: 'What was a leaver’s goes to the successor' },
  handles: ['EmployeeLeft'],
  react(event, work) {
    const from = idOf(event.stream);
    const { successor: to, reason } = event.data;
    const body = { from, to, reason: reason ?? `${from} → ${to}` };
    const intent = (command: string) => (id: string) => ({ command, id, body, on: event.businessDate }) satisfies Intent;
    return [
      ...work.opportunities.map(intent('HandOverOpportunity')),
      ...work.visits.map(intent('HandOverVisit')),
      ...work.tasks.map(intent('HandOverTask')),
    ];
  },
};
