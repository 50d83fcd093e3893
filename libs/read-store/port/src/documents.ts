import type { FieldKind, FieldValue } from '@zongheng/kernel';

/** What a collection of documents is: one build of one version of a view (`opportunities@2.1`: version 2, its second build). */
export interface CollectionSpec {
  readonly view: string;
  readonly version: number;
  readonly build: string;
  readonly fields: Readonly<Record<string, FieldKind>>;
  /**
   * Compound indexes by field names; the key follows each of itself. A list of all sorted by `a` wants an index that starts with `a`; a
   * list of one `a` sorted by `b` wants `[a, b]`. What no index covers is answered too, in time that grows with the collection.
   */
  readonly indexes: readonly (readonly string[])[];
}

/** How a collection is opened. */
export interface CollectionOpening {
  /**
   * A hint that the collection is new and about to be filled in one go, up to `finishLoad`. Indexes may wait until then, and a crash before
   * then may lose it all: opened so again, it starts empty. A collection that is complete is opened as without the hint.
   */
  readonly bulk?: boolean;
}

/** A document as it is read back: one canonical JSON body, and how far it is folded. What is indexed of it follows from the body. */
export interface FoldedDocument {
  readonly key: string;
  readonly shard: number;
  /** The position of the last event folded into it. */
  readonly position: number;
  /** Canonical JSON; null marks a document that was removed: its position still guards against stale writers. */
  readonly body: string | null;
}

/** A document as it is written: with its declared fields, its search texts and its attributes. Of a removed one they count for nothing. */
export interface StoredDocument extends FoldedDocument {
  readonly fields: Readonly<Record<string, FieldValue>>;
  readonly search: readonly string[];
  readonly attributes: Readonly<Record<string, string | number | boolean>>;
}

/** One compare-and-set: written only where the stored position is still the one folded from (null: no document was there). */
export interface DocumentWrite {
  readonly foldedFrom: number | null;
  readonly document: StoredDocument;
}

/**
 * A condition on a declared field, or on an attribute (`attribute: true`; one the document lacks is null). `ne` is the plain opposite of
 * `eq`. Ranges and `prefix` hold for values of the same kind only, so never for null; `prefix` is of text.
 */
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

/** What is asked of a collection, within the bounds of `askedMax`. */
export interface DocumentQuery {
  readonly where: readonly Condition[];
  /** Words that must each be part of one of the document's search texts, without regard to case or width. */
  readonly q?: string;
  /** By default by key. */
  readonly sort?: SortOrder;
  /** From 1 to `pageLimitMax`. */
  readonly limit: number;
  /** Where the page before ended. */
  readonly after?: PageEnd;
}

/** The most documents that one page holds. */
export const pageLimitMax = 10_000;

/** The most that one query asks: conditions, values of all its sets together, words of `q`. */
export const askedMax = { conditions: 64, values: 5_000, words: 32 } as const;

/** The end of a page: the sort value (null when sorted by key) and the key of its last document. */
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
  get(keys: readonly string[]): Promise<ReadonlyMap<string, FoldedDocument>>;
  /**
   * Writes all that pass their compare-and-set, in one durable-enough step (a crash may lose the newest, never tear one); answers the keys
   * that did not pass. The checkpoint of a shard with such a key is left as it was, so that it never gets ahead of its documents.
   * @throws ReadStoreError READ_STORE.CONTENT for a document that does not keep to the declared fields; nothing is written then.
   */
  write(writes: readonly DocumentWrite[], checkpoint?: CheckpointWrite): Promise<readonly string[]>;
  /**
   * Ends a bulk load (see `ReadStore.collection`); until then nobody else can open the collection. Nothing happens where none is under way.
   * @throws ReadStoreError READ_STORE.UNKNOWN_BUILD where another dropped or restarted the load meanwhile.
   */
  finishLoad(): Promise<void>;
  /** A page of documents. Pages follow each other without skipping or repeating a document whose sort value stays. @throws ReadStoreError READ_STORE.QUERY */
  query(query: DocumentQuery): Promise<DocumentPage>;
  /** How many match, counted up to `atMost` (default 10,000). @throws ReadStoreError READ_STORE.QUERY */
  count(query: Pick<DocumentQuery, 'where' | 'q'>, atMost?: number): Promise<number>;
  /** All of a shard in key order, removed ones included, a page at a time: for comparing versions. */
  scan(shard: number, afterKey: string | null, limit: number): Promise<readonly FoldedDocument[]>;
}

/**
 * How far a consumer is for some shards, with what it has parked. Written with the documents it covers, never ahead of them. A shard that
 * stands further already is left alone: it was written by a consumer that is ahead of this one.
 */
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
