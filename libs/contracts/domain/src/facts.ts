import type { BusinessDate, CustomerId, OwnerFacts, Refusal, RegionId } from '@zongheng/kernel';
import { refuse } from './refusals.ts';
import type { Weights } from './schedule/split.ts';

/** What a command carries of a customer’s file, as it stands when the command is decided; a merged file’s id is resolved before. */
export interface CustomerFacts {
  readonly id: CustomerId;
  readonly region: RegionId | null;
  readonly segment: string | null;
}

/** What a command carries of a split profile: its id and its weights in force, with the revision of its stream (null: the product’s own). */
export interface ProfileFacts extends Weights {
  readonly id: string;
  readonly revision: number | null;
}

/** Refuses an owner who is not there any more on a date. Null where they are. */
export function ownerGone(owner: OwnerFacts, on: BusinessDate, field: string): Refusal | null {
  if (owner.left === null || on < owner.left) return null;
  return refuse('CONTRACTS.OWNER.LEFT', `${owner.id} left on ${owner.left}`, { field });
}
