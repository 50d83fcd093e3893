import type { EventDefinition } from '@zongheng/kernel';
import { contractEvents } from './contract-events.ts';
import { contractNumberEvents } from './number.ts';
import { SplitProfileDefined } from './split-profile.ts';

export * from './cell.ts';
export * from './contract-events.ts';
export * from './movement.ts';
export * from './movements.ts';
export * from './number.ts';
export * from './split-profile.ts';
export * from './status.ts';

/** Every event of the context, for the catalogue. */
export const contractsEvents: readonly EventDefinition[] = [...contractEvents, ...contractNumberEvents, SplitProfileDefined];
