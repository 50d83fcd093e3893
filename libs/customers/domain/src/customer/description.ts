import { type AttributeFacts, changedAttributes, datesInOrder, type Decision, entryOf, isValueOf, type Refusal } from '@zongheng/kernel';
import type { CustomerFact } from '@zongheng/customers-events';
import type { SetCustomerAttributes } from './commands.ts';
import { refuse } from './refusals.ts';
import type { CustomerFile } from './state.ts';

/** The most attributes one file may carry. */
export const attributesMax = 1_000;

/** Sets typed attributes and removes others; only what changes is recorded, personal values apart from the others. */
export function setAttributes(file: CustomerFile, command: SetCustomerAttributes): Decision<CustomerFact> {
  const fault = faultOfAttributes(command);
  if (fault) return fault;
  const { set, removed, count } = changedAttributes({ ...file.attributes, ...file.personalAttributes }, command.set, command.remove);
  if (Object.keys(set).length === 0 && removed.length === 0) return [];
  if (count > attributesMax) {
    return refuse('CUSTOMERS.CUSTOMER.ATTRIBUTES_TOO_MANY', `there would be ${count}, the most is ${attributesMax}`, { field: '/set' });
  }
  const no = datesInOrder(command, file.last);
  if (no) return no;
  const isPersonal = (key: string): boolean => entryOf(command.catalogue, key)?.personal === true;
  const part = (personal: boolean) => Object.fromEntries(Object.entries(set).filter(([key]) => isPersonal(key) === personal));
  const data = { set: part(false), setPersonal: part(true), removed: [...removed] };
  return [{ type: 'CustomerAttributesSet', businessDate: command.on, data }];
}

function faultOfAttributes({ set, catalogue }: SetCustomerAttributes): Refusal | null {
  for (const [key, value] of Object.entries(set)) {
    const field = `/set/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const attribute = entryOf(catalogue, key);
    if (!attribute) return refuse('CUSTOMERS.CUSTOMER.ATTRIBUTE_UNDEFINED', `no attribute ${key} is defined for customers`, { field });
    if (!isValueOf(value, attribute)) {
      return refuse('CUSTOMERS.CUSTOMER.ATTRIBUTE_MISMATCHED', `${key} is ${wanted(attribute)}`, { field });
    }
  }
  return null;
}

function wanted({ kind, choices }: AttributeFacts): string {
  return kind === 'choice' ? `a choice of ${choices.slice(0, 20).join(', ')}` : `of the kind ${kind}`;
}
