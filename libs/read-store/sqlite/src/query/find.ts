import { type CollectionSpec, type Condition, type DocumentQuery, queryWords } from '@zongheng/read-store';
import { quoted } from '../documents/schema.ts';
import type { Row } from '../row.ts';
import { type Clause, allOf, conditionClause, fieldClause, wordClauses } from './clauses.ts';
import { type PageOrder, type Slot, anyPiece, compareSlots, pageOrder, slotReader } from './page-order.ts';
import { type Walk, bestWalk, isImpossible } from './plan.ts';
import { type Indexes, type Source, smallestSource } from './sources.ts';

/** What one query asks, worked out once. */
interface Asked {
  readonly stored: Indexes;
  readonly query: DocumentQuery;
  readonly words: readonly string[];
  readonly order: PageOrder;
  readonly slot: (row: Row) => Slot;
  /** One more than the page, to know whether there is another. */
  readonly wanted: number;
}

/**
 * Finds a page in the cheapest way that is sure to be bounded:
 * 1. an index has the order and answers every condition: read as many of it as are wanted;
 * 2. some index finds few documents that meet a part of the conditions: gather them, look at each, sort;
 * 3. what is asked for is common: read in the order of an index and leave out what does not match, as far as it should take if the
 *    conditions do not depend on each other, and some;
 * 4. they do depend on each other: gather from the smallest index range after all. So no query costs more than that pass.
 */
export function find(spec: CollectionSpec, stored: Indexes, query: DocumentQuery): readonly Slot[] {
  if (isImpossible(query.where)) return [];
  const words = queryWords(query.q ?? '');
  const order = pageOrder(query);
  const asked: Asked = { stored, query, words, order, slot: slotReader(spec, query.sort), wanted: query.limit + 1 };
  const walk = bestWalk(stored.indexes, query.where, query.sort);
  if (walk && walk.rest.length === 0 && words.length === 0) return walked(asked, walk, null) ?? [];
  const all = documentsAtMost(stored);
  const gatherMax = Math.max(256, Math.floor(Math.sqrt(asked.wanted * all)));
  const source = smallestSource(stored, query.where, words, gatherMax + 1);
  if (source && (!walk || source.size <= gatherMax)) return gathered(asked, source);
  if (!walk) return gathered(asked, everything);
  const stepsMax = source ? 1_000 + Math.floor((4 * asked.wanted * all) / source.size) : null;
  return walked(asked, walk, stepsMax) ?? gathered(asked, source ?? everything);
}

/** Looks at every document: all that can be done while a load has built no index yet. */
export function findWithoutIndexes(spec: CollectionSpec, stored: Indexes, query: DocumentQuery): readonly Slot[] {
  const asked: Asked = {
    stored,
    query,
    words: queryWords(query.q ?? ''),
    order: pageOrder(query),
    slot: slotReader(spec, query.sort),
    wanted: query.limit + 1,
  };
  return gathered(asked, everything);
}

const everything: Pick<Source, 'from' | 'selects'> = { from: { sql: 'documents AS d', parameters: [] }, selects: [] };

function documentsAtMost({ connection }: Indexes): number {
  const last = connection.get('SELECT max(_id) FROM documents')?.[0];
  return typeof last === 'number' ? last : 0;
}

function gathered(
  { stored, query, words, order, slot, wanted }: Asked,
  { from, selects }: Pick<Source, 'from' | 'selects'>,
): readonly Slot[] {
  const looks = query.where.map((condition) => conditionClause(condition, stored.attributes));
  const where = allOf([...selects, ...looks, ...wordClauses(words), anyPiece(order.after)]);
  const sql = `SELECT d._id, d._key, ${order.column} FROM ${from.sql} WHERE ${where.sql} ORDER BY ${order.sql} LIMIT ?`;
  return stored.connection.all(sql, [...from.parameters, ...where.parameters, wanted]).map(slot);
}

/** Reads in the order of an index; null where `stepsMax` documents of one piece were not enough. */
function walked(asked: Asked, walk: Walk, stepsMax: number | null): readonly Slot[] | null {
  if (!walk.either) return walkedOne(asked, walk, [], stepsMax);
  const lists: Slot[] = [];
  for (const value of walk.either.values) {
    const fixed = fieldClause(`d.${quoted(walk.either.field)}`, { field: walk.either.field, op: 'eq', value });
    const list = walkedOne(asked, walk, [fixed], stepsMax);
    if (!list) return null;
    lists.push(...list);
  }
  return lists.sort(compareSlots(asked.order.isDescending)).slice(0, asked.wanted);
}

function walkedOne(asked: Asked, walk: Walk, fixed: readonly Clause[], stepsMax: number | null): readonly Slot[] | null {
  const slots: Slot[] = [];
  for (const piece of asked.order.after) {
    const found = walkedPiece(asked, walk, [...fixed, piece], asked.wanted - slots.length, stepsMax);
    if (!found) return null;
    slots.push(...found);
    if (slots.length >= asked.wanted) break;
  }
  return slots;
}

function walkedPiece(asked: Asked, walk: Walk, given: readonly Clause[], wanted: number, stepsMax: number | null): readonly Slot[] | null {
  const { stored, order, slot, words } = asked;
  const byIndex = [...walk.fixed, ...walk.ranges].map((condition) => conditionClause(condition, stored.attributes));
  const inIndex = allOf([...given, ...byIndex]);
  const rest = [...walk.rest.map((condition) => conditionClause(condition, stored.attributes)), ...wordClauses(words)];
  const from = `documents AS d INDEXED BY ${quoted(walk.index)}`;
  if (stepsMax === null || rest.length === 0) {
    const where = allOf([inIndex, ...rest]);
    const sql = `SELECT d._id, d._key, ${order.column} FROM ${from} WHERE ${where.sql} ORDER BY ${order.sql} LIMIT ?`;
    return stored.connection.all(sql, [...where.parameters, wanted]).map(slot);
  }
  const steps = `FROM ${from} WHERE ${inIndex.sql} ORDER BY ${order.sql}`;
  const left = rest.map((clause) => clause.sql).join(' AND ');
  const sql = `SELECT d._id, d._key, ${order.column} FROM (SELECT ${columnsOf(asked, walk)} ${steps} LIMIT ?) AS d WHERE ${left} LIMIT ?`;
  const found = stored.connection.all(sql, [...inIndex.parameters, stepsMax, ...rest.flatMap((clause) => clause.parameters), wanted]);
  if (found.length >= wanted) return found.map(slot);
  const beyond = stored.connection.get(`SELECT 1 ${steps} LIMIT 1 OFFSET ?`, [...inIndex.parameters, stepsMax]);
  return beyond ? null : found.map(slot);
}

/** The columns that what is left out is decided by, and those of a slot. */
function columnsOf({ query, words }: Asked, walk: Walk): string {
  const columns = new Set(['d._id', 'd._key']);
  if (query.sort) columns.add(`d.${quoted(query.sort.field)}`);
  if (words.length > 0) columns.add('d._words');
  for (const condition of walk.rest) columns.add(condition.attribute === true ? 'd._attributes' : `d.${quoted(condition.field)}`);
  return [...columns].join(', ');
}

/** How many match, up to a bound. */
export function countMatching(stored: Indexes, where: readonly Condition[], q: string | undefined, atMost: number): number {
  if (isImpossible(where)) return 0;
  const words = queryWords(q ?? '');
  const source = smallestSource(stored, where, words, atMost);
  if (source && words.length === 0 && where.every((condition) => source.answers.includes(condition))) return Math.min(source.size, atMost);
  return counted(stored, source ?? everything, where, words, atMost);
}

export function countWithoutIndexes(stored: Indexes, where: readonly Condition[], q: string | undefined, atMost: number): number {
  return counted(stored, everything, where, queryWords(q ?? ''), atMost);
}

function counted(
  { connection, attributes }: Indexes,
  { from, selects }: Pick<Source, 'from' | 'selects'>,
  where: readonly Condition[],
  words: readonly string[],
  atMost: number,
): number {
  const all = allOf([...selects, ...where.map((condition) => conditionClause(condition, attributes)), ...wordClauses(words)]);
  const sql = `SELECT count(*) FROM (SELECT 1 FROM ${from.sql} WHERE ${all.sql} LIMIT ?)`;
  const count = connection.get(sql, [...from.parameters, ...all.parameters, atMost])?.[0];
  return typeof count === 'number' ? count : 0;
}
