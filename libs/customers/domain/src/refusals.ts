import { attributeRefusals } from './attributes.ts';
import { customerRefusals } from './customer.ts';
import { mergeRefusals } from './merges.ts';

/** Every refusal of the context: what the API documents and turns into statuses. */
export const customersRefusals = { ...customerRefusals, ...mergeRefusals, ...attributeRefusals } as const;
