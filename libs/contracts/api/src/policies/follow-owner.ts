import type { ContractAssigned, ContractDrafted, ContractSigned } from '@zongheng/contracts-events';
import { idOf, type Intent, type Policy, type RecordedOf } from '@zongheng/kernel';
import type { EmployeeTransferred } from '@zongheng/organisation-events';

type Transfer = RecordedOf<typeof EmployeeTransferred>;
type Taken = RecordedOf<typeof ContractDrafted> | RecordedOf<typeof ContractSigned> | RecordedOf<typeof ContractAssigned>;

/**
 * The contracts of the employee, a page at a time. For a contract that was just taken: the unit its owner belongs to on that date, which a
 * transfer decided at the same moment may have changed.
 */
export interface OwnedContracts {
  readonly contracts: readonly string[];
  readonly ownerUnit: string | null;
}

/** When an employee changes unit, their contracts are counted in the new one, with the months from then on. */
export const followOwner: Policy<Transfer | Taken, OwnedContracts> = {
  name: 'contracts-follow-their-owner',
  meaning: {
    zh: '员工调动时，其协议及其后月份随之归入新单位',
    en: 'Contracts and their months to come follow their owner to another unit',
  },
  handles: ['EmployeeTransferred', 'ContractDrafted', 'ContractSigned', 'ContractAssigned'],
  react(event, { contracts, ownerUnit }) {
    switch (event.type) {
      case 'EmployeeTransferred': {
        if (event.data.from.unit === event.data.to.unit) return [];
        return contracts.map((id) => reclassified(id, idOf(event.stream), event));
      }
      case 'ContractDrafted':
      case 'ContractSigned':
      case 'ContractAssigned': {
        const { owner, unit } = event.data.after;
        if (ownerUnit === null || ownerUnit === unit) return [];
        return [reclassified(idOf(event.stream), owner, event)];
      }
    }
  },
};

function reclassified(id: string, owner: string, { businessDate }: Transfer | Taken): Intent {
  return { command: 'ReclassifyContract', id, body: { cause: 'employee-transferred', owner }, on: businessDate };
}
