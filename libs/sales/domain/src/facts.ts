import type { BusinessDate, CustomerId, Money, OwnerFacts, Refusal, RegionId } from '@zongheng/kernel';
import type { Stage } from '@zongheng/sales-events';
import { refuse } from './refusals.ts';

/** What a command carries of a customer’s file, as it stands when the command is decided; a merged file’s id is resolved before. */
export interface CustomerFacts {
  readonly id: CustomerId;
  /** Whether the customer is identified, and not a prospect only. */
  readonly identified: boolean;
  readonly region: RegionId | null;
  readonly segment: string | null;
}

/** What a command carries of a product of the catalogue. */
export interface ProductFacts {
  readonly id: string;
  readonly productLine: string;
  /** The list price of one unit. */
  readonly price: Money;
  /** The date on which it was retired; null while it is sold. */
  readonly retired: BusinessDate | null;
}

/** What a command carries of a pipeline: its id, and of its state the stages in force and where deals of gone stages went. */
export interface PipelineFacts {
  readonly id: string;
  readonly stages: readonly Stage[];
  readonly successors: Readonly<Record<string, string>>;
}

/** What a command carries of an assessment scheme: its id, the revision of its stream, its criteria. */
export interface SchemeFacts {
  readonly id: string;
  readonly revision: number;
  readonly criteria: readonly { readonly criterion: string; readonly weight: number; readonly pointsMax: number }[];
}

/** Refuses an owner who is not there any more on a date. Null where they are. */
export function ownerGone(owner: OwnerFacts, on: BusinessDate, field: string): Refusal | null {
  if (owner.left === null || on < owner.left) return null;
  return refuse('SALES.OWNER.LEFT', `${owner.id} left on ${owner.left}`, { field });
}

/** Refuses a product that is not sold any more on a date. Null where it is. */
export function productGone(product: ProductFacts, on: BusinessDate, field: string): Refusal | null {
  if (product.retired === null || on < product.retired) return null;
  return refuse('SALES.PRODUCT.RETIRED', `${product.id} was retired on ${product.retired}`, { field });
}
