import { type RefusalTable, refusing } from '@zongheng/kernel';
import { contractRefusals } from './refusals/contract.ts';
import { lineRefusals } from './refusals/lines.ts';

/** Every refusal of the context by its code. `…UNKNOWN` ones about other aggregates are given by the room that looks them up. */
export const contractsRefusals = { ...contractRefusals, ...lineRefusals } as const satisfies RefusalTable;

export type ContractsRefusalCode = keyof typeof contractsRefusals;

/** Refuses with a code of contracts: `refuse('CONTRACTS.CONTRACT.TERMINATED', 'it was terminated on 2026-03-01')`. */
export const refuse = refusing(contractsRefusals);
