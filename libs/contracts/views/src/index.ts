import type { View } from '@zongheng/kernel';
import { contractNumbers } from './documents/contract-numbers.ts';
import { contracts } from './documents/contracts.ts';
import { splitProfiles } from './documents/split-profiles.ts';
import { contractMonths } from './journals/contract-months.ts';
import { contractTerms } from './journals/contract-terms.ts';

export * from './documents/contract-numbers.ts';
export * from './documents/contracts.ts';
export * from './documents/schedule.ts';
export * from './documents/split-profiles.ts';
export * from './journals/contract-months.ts';
export * from './journals/contract-terms.ts';

/** Every view of the context, for whoever projects or serves them. */
export const contractsViews: readonly View[] = [
  contractMonths,
  contractTerms,
  contracts,
  contractNumbers,
  splitProfiles,
] as readonly View[];
