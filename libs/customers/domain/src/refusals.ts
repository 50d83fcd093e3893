import { attributeRefusals } from './attributes.ts';
import { customerRefusals } from './customer/refusals.ts';
import { identityRefusals } from './identity.ts';
import { mergeRefusals } from './merges.ts';
import { customerRulesRefusals } from './rules.ts';
import { segmentRefusals } from './segment.ts';

/** Every refusal of the context: what the API documents and turns into statuses. */
export const customersRefusals = {
  ...customerRefusals,
  ...mergeRefusals,
  ...attributeRefusals,
  ...identityRefusals,
  ...segmentRefusals,
  ...customerRulesRefusals,
} as const;
