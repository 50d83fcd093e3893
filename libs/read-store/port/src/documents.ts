import type { FieldKind, FieldValue } from '@zongheng/kernel';

/** What a collection of documents is: one build of one version of a view (`opportunities@2.1`: version 2, its second build). */
export interface CollectionSpec {
  readonly view: string;
  readonly version: number;
  readonly build: string;
  readonly fields: Readonly<Record<string, FieldKind>>;
  /** Compound indexes by field names. */
  readonly indexes: readonly (readonly string[])[];
}

/** A document as it is stored: its declared fields, its search texts and attributes, one canonical JSON body, and how far it is folded. */
export interface StoredDocument {
  readonly key: string;
  readonly shard: number;
  /** The position of the last event folded into it. */
  readonly position: number;
  /** Canonical JSON; null marks a document that was removed: its position still guards against stale writers. */
  readonly body: string | null;
  readonly fields: Readonly<Record<string, FieldValue>>;
  readonly search: readonly string[];
  readonly attributes: Readonly<Record<string, string | number | boolean>>;
}

/** One compare-and-set: written only where the stored position is still the one folded from (null: no document was there). */
export interface DocumentWrite {
  readonly foldedFrom: number | null;
  readonly document: StoredDocument;
}

/** A condition on a declared field, or on an attribute (`attribute: true`). `contains` and `prefix` are of text; ranges are inclusive where they say so. */
export type Condition = { readonly field: string; readonly attribute?: boolean } & (
  | { readonly op: 'eq' | 'ne' | 'gt' | 'gte' | 'lt' | 'lte'; readonly value: FieldValue }
  | { readonly op: 'in'; readonly values: readonly FieldValue[] }
  | { readonly op: 'prefix'; readonly value: string }
);

/** The order of a list: a declared field, the key breaking ties in the same direction. Nulls are lowest. Text orders by its UTF-8 bytes. */
export interface SortOrder {
  readonly field: string;
  readonly direction: 'asc' | 'desc';
}

export interface DocumentQuery {
  readonly where: readonly Condition[];
  /** Words that must each be part of one of the document's search texts, without regard to case, width or script. */
  readonly q?: string;
  /** By default by key. */
  readonly sort?: SortOrder;
  readonly limit: number;
  /** Where the page before ended. */
  readonly after?: PageEnd;
}

/** The end of a page: the sort value and the key of its last document. */
export interface PageEnd {
  readonly value: FieldValue;
  readonly key: string;
}

export interface FoundDocument {
  readonly key: string;
  readonly position: number;
  readonly body: string;
}

export interface DocumentPage {
  readonly documents: readonly FoundDocument[];
  /** Where to go on; null on the last page. */
  readonly next: PageEnd | null;
}

/** One collection, one version. Readers may be in another thread or process than the writer. */
export interface DocumentCollection {
  /** Stored documents by key, removed ones included; keys without any are left out. */
  get(keys: readonly string[]): Promise<ReadonlyMap<string, StoredDocument>>;
  /** Writes all that pass their compare-and-set, in one durable-enough step (a crash may lose the newest, never tear one); answers the keys that did not pass. */
  write(writes: readonly DocumentWrite[], checkpoint?: CheckpointWrite): Promise<readonly string[]>;
  query(query: DocumentQuery): Promise<DocumentPage>;
  /** How many match, counted up to `atMost` (default 10,000). */
  count(query: Pick<DocumentQuery, 'where' | 'q'>, atMost?: number): Promise<number>;
  /** All of a shard in key order, removed ones included, a page at a time: for comparing versions. */
  scan(shard: number, afterKey: string | null, limit: number): Promise<readonly StoredDocument[]>;
}

/** How far a consumer is for some shards, with what it has parked. Written with the documents it covers, never ahead of them. */
export interface CheckpointWrite {
  readonly positions: ReadonlyMap<number, number>;
  /** Ordering keys parked, with the first position parked and the error; the whole set for each shard named. */
  readonly parked?: ReadonlyMap<number, readonly ParkedKey[]>;
}

export interface ParkedKey {
  readonly orderingKey: string;
  readonly shard: number;
  readonly firstPosition: number;
  readonly eventId: string;
  readonly error: string;
}

export interface Checkpoint {
  readonly position: number;
  readonly parked: readonly ParkedKey[];
}
