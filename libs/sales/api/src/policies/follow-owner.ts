import { idOf, type Intent, type Policy, type RecordedOf } from '@zongheng/kernel';
import type { EmployeeTransferred } from '@zongheng/organisation-events';
import type { OpportunityAssigned, OpportunityOpened } from '@zongheng/sales-events';

type Transfer = RecordedOf<typeof EmployeeTransferred>;
type Taken = RecordedOf<typeof OpportunityOpened> | RecordedOf<typeof OpportunityAssigned>;

/**
 * What a transfer concerns: the open deals, planned visits and open tasks of the employee, a page at a time. For a deal that was just taken:
 * the unit its owner belongs to on that date, which a transfer decided at the same moment may have changed.
 */
export interface OwnedWork {
  readonly opportunities: readonly string[];
  readonly visits: readonly string[];
  readonly tasks: readonly string[];
  readonly ownerUnit: string | null;
}

/** When an employee changes unit, their open deals, planned visits and open tasks are counted in the new one from that day on. */
export const followOwner: Policy<Transfer | Taken, OwnedWork> = {
  name: 'work-follows-its-owner',
  meaning: {
    zh: '员工调动时，其进行中的机会、拜访和任务随之归入新单位',
    en: 'Open deals, visits and tasks follow their owner to another unit',
  },
  handles: ['EmployeeTransferred', 'OpportunityOpened', 'OpportunityAssigned'],
  react(event, work) {
    switch (event.type) {
      case 'EmployeeTransferred':
        return following(event, work);
      case 'OpportunityOpened':
      case 'OpportunityAssigned': {
        const { owner, unit } = event.data.to;
        if (work.ownerUnit === null || work.ownerUnit === unit) return [];
        return [reclassified(idOf(event.stream), owner, event)];
      }
    }
  },
};

function following(event: Transfer, work: OwnedWork): readonly Intent[] {
  const employee = idOf(event.stream);
  if (event.data.from.unit === event.data.to.unit) return [];
  const body = { from: employee, to: employee, reason: `${employee}: ${event.data.from.unit} → ${event.data.to.unit}` };
  return [
    ...work.opportunities.map((id) => reclassified(id, employee, event)),
    ...work.visits.map((id): Intent => ({ command: 'HandOverVisit', id, body, on: event.businessDate })),
    ...work.tasks.map((id): Intent => ({ command: 'HandOverTask', id, body, on: event.businessDate })),
  ];
}

function reclassified(id: string, owner: string, { businessDate }: Transfer | Taken): Intent {
  return { command: 'ReclassifyOpportunity', id, body: { cause: 'employee-transferred', owner }, on: businessDate };
}
