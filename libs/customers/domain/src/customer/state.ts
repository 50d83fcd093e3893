import type { AttributeValues, Buckets, BusinessDate } from '@zongheng/kernel';
import type {
  ContactDetails,
  ContactPreference,
  CustomerCell,
  CustomerDetails,
  CustomerKind,
  IdentityDocument,
  LifecycleStage,
  NeedIdentified,
  Ownership,
  SourceRecord,
} from '@zongheng/customers-events';
import type { FactOf } from '@zongheng/kernel';

export interface Identity {
  readonly document: IdentityDocument;
  readonly number: string;
}

/** A reservation of an identity: its stream, and the how manieth of it, counted from 1. */
export interface IdentityClaim {
  readonly identity: string;
  readonly reservation: number;
}

/** Something said of a customer, with the date it was last said on: each has an order of its own. */
export interface Said<What> {
  readonly on: BusinessDate;
  readonly what: What;
}

export interface KnownConsent {
  readonly granted: boolean;
  readonly until: BusinessDate | null;
}

/** A customer's file as it stands; `last` is the date of the last fact of its lifecycle. */
export interface CustomerFile {
  readonly kind: CustomerKind;
  readonly details: CustomerDetails;
  readonly ownership: Ownership;
  readonly reference: SourceRecord | null;
  readonly identity: Identity | null;
  /** By an identity's stream, its last reservation that was closed here: the file records nothing on it, nor on one before. */
  readonly closedClaims: Readonly<Record<string, number>>;
  readonly stage: LifecycleStage;
  readonly attributes: AttributeValues;
  readonly personalAttributes: AttributeValues;
  /** By id; null for one who was removed. */
  readonly contacts: Readonly<Record<string, Said<ContactDetails | null>>>;
  readonly preference: Said<ContactPreference> | null;
  /** By kind and the other's id; the note of one that holds, undefined for one that ended. */
  readonly relationships: Readonly<Record<string, Said<{ readonly holds: boolean; readonly note: string | null }>>>;
  /** By channel and purpose. */
  readonly consents: Readonly<Record<string, Said<KnownConsent>>>;
  /** By id. */
  readonly needs: Readonly<Record<string, Said<FactOf<typeof NeedIdentified>['data']>>>;
  /** The interactions and feedback that count already: by their ids, and by the records they came from. */
  readonly heard: Buckets<true>;
  readonly last: BusinessDate;
}

/** Plain JSON. */
export interface CustomerState {
  /** Null where there is no file. */
  readonly file: CustomerFile | null;
  /** Whether the id was closed without a file, for ever. */
  readonly isAbandoned: boolean;
}

/** The whole cell a file is counted in. */
export function cellOf({ kind, stage, ownership, details }: CustomerFile): CustomerCell {
  return { kind, stage, owner: ownership.owner, unit: ownership.unit, region: details.region, segment: details.segment };
}

/** The name under which a relationship, or a consent, is known. */
export function pairOf(one: string, other: string): string {
  return `${one}:${other}`;
}

/** The name under which a record of another system is known among what was heard; no id has a space. */
export function recordKey({ system, key }: SourceRecord): string {
  return `${system} ${key}`;
}
