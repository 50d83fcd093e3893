import type { FieldValue } from '@zongheng/kernel';
import { checkFilter, checkDocument, checkQuery } from '../checks.ts';
import type {
  CheckpointWrite,
  CollectionSpec,
  DocumentCollection,
  DocumentPage,
  DocumentQuery,
  DocumentWrite,
  FoldedDocument,
  PageEnd,
  SortOrder,
} from '../documents.ts';
import { compareText, compareValues } from '../order.ts';
import { matches, queryWords, searchText } from '../search.ts';
import { meets } from './conditions.ts';
import { type MemoryCheckpoints, advance } from './memory-checkpoints.ts';

/** A document as memory holds it: with its search text normalised, and its values as a file would give them back. */
export interface HeldDocument extends FoldedDocument {
  readonly fields: Readonly<Record<string, FieldValue>>;
  readonly attributes: Readonly<Record<string, FieldValue>>;
  readonly text: string;
}

/** What a collection in memory holds, apart from those who opened it. */
export interface HeldCollection {
  readonly documents: Map<string, HeldDocument>;
  readonly checkpoints: MemoryCheckpoints;
}

/** A collection in memory: every answer by looking at every document, so that it is easily seen to be right. */
export function memoryCollection(spec: CollectionSpec, held: HeldCollection, finishLoad: () => void): DocumentCollection {
  const { documents } = held;
  return {
    get: async (keys) => new Map(keys.flatMap((key) => pairOf(key, documents.get(key)))),
    write: async (writes, checkpoint) => write(spec, held, writes, checkpoint),
    finishLoad: async () => finishLoad(),
    query: async (query) => page(spec, documents, query),
    count: async (query, atMost = 10_000) => {
      checkFilter(spec, query);
      return Math.min(found(documents, query).length, atMost);
    },
    scan: async (shard, afterKey, limit) =>
      [...documents.values()]
        .filter((document) => document.shard === shard && (afterKey === null || compareText(document.key, afterKey) > 0))
        .sort((one, other) => compareText(one.key, other.key))
        .slice(0, limit)
        .map(folded),
  };
}

function pairOf(key: string, document: HeldDocument | undefined): [string, FoldedDocument][] {
  return document ? [[key, folded(document)]] : [];
}

function folded({ key, shard, position, body }: HeldDocument): FoldedDocument {
  return { key, shard, position, body };
}

function write(
  spec: CollectionSpec,
  held: HeldCollection,
  writes: readonly DocumentWrite[],
  checkpoint: CheckpointWrite | undefined,
): readonly string[] {
  for (const { document } of writes) checkDocument(spec, document);
  const stale: string[] = [];
  const staleShards = new Set<number>();
  for (const { document, foldedFrom } of writes) {
    if ((held.documents.get(document.key)?.position ?? null) === foldedFrom) held.documents.set(document.key, hold(document));
    else {
      stale.push(document.key);
      staleShards.add(document.shard);
    }
  }
  if (checkpoint) advance(held.checkpoints, checkpoint, staleShards);
  return stale;
}

function hold({ key, shard, position, body, fields, search, attributes }: DocumentWrite['document']): HeldDocument {
  if (body === null) return { key, shard, position, body, fields: {}, attributes: {}, text: '' };
  return { key, shard, position, body, fields: wellFormed(fields), attributes: wellFormed(attributes), text: searchText(search) };
}

/** Half a character (a lone surrogate) has no UTF-8: stored anywhere else it comes back as U+FFFD, and so it does here. */
function wellFormed(values: Readonly<Record<string, FieldValue>>): Readonly<Record<string, FieldValue>> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name.toWellFormed(), typeof value === 'string' ? value.toWellFormed() : value]),
  );
}

function found(documents: ReadonlyMap<string, HeldDocument>, query: Pick<DocumentQuery, 'where' | 'q'>): readonly HeldDocument[] {
  const words = queryWords(query.q ?? '');
  return [...documents.values()].filter(
    (document) =>
      document.body !== null &&
      matches(document.text, words) &&
      query.where.every((condition) =>
        meets(condition, (condition.attribute === true ? document.attributes : document.fields)[condition.field.toWellFormed()] ?? null),
      ),
  );
}

function page(spec: CollectionSpec, documents: ReadonlyMap<string, HeldDocument>, query: DocumentQuery): DocumentPage {
  checkQuery(spec, query);
  const { sort, after, limit } = query;
  const sign = sort?.direction === 'desc' ? -1 : 1;
  const inOrder = (one: PageEnd, other: PageEnd) => sign * (compareValues(one.value, other.value) || compareText(one.key, other.key));
  const list = found(documents, query)
    .map((document) => ({ document, end: endOf(document, sort) }))
    .filter(({ end }) => !after || inOrder(end, after) > 0)
    .sort((one, other) => inOrder(one.end, other.end));
  const shown = list.slice(0, limit);
  return {
    documents: shown.map(({ document: { key, position, body } }) => ({ key, position, body: body ?? '' })),
    next: list.length > limit ? (shown.at(-1)?.end ?? null) : null,
  };
}

function endOf(document: HeldDocument, sort: SortOrder | undefined): PageEnd {
  return { value: sort ? (document.fields[sort.field] ?? null) : null, key: document.key };
}
