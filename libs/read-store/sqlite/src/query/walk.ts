import { keyIndex, quoted } from '../documents/schema.ts';
import type { Ids } from '../terms/candidates.ts';
import { type Asked, looks } from './asked.ts';
import { allOf, type Clause, conditionClause, fieldClause, wordClauses } from './clauses.ts';
import { compareSlots, type Slot } from './page-order.ts';
import type { Walk } from './plan.ts';
import { idsOf } from './sources.ts';

/** How far a walk goes, and what it may pass over without a look. */
export interface Stride {
  /** After so many documents of one list it gives up. */
  readonly stepsMax: number;
  /** Only these can match. */
  readonly candidates: Ids | null;
}

/** So many ids of an index are read at first, then four times as many each time. */
const firstStride = 256;

/** Reads in the order of an index that answers every condition. */
export function walkedExactly(asked: Asked, walk: Walk): readonly Slot[] {
  return eachList(asked, walk, (given, wanted) => readInOrder(asked, walk, given, [], wanted)) ?? [];
}

/** Reads in the order of an index, leaving out what does not match; null where `stepsMax` were not enough. */
export function walked(asked: Asked, walk: Walk, { stepsMax, candidates }: Stride): readonly Slot[] | null {
  return eachList(asked, walk, (given, wanted) =>
    candidates ? passOver(asked, walk, given, wanted, stepsMax, candidates) : leaveOut(asked, walk, given, wanted, stepsMax),
  );
}

type ReadList = (given: readonly Clause[], wanted: number) => readonly Slot[] | null;

function eachList(asked: Asked, walk: Walk, read: ReadList): readonly Slot[] | null {
  if (!walk.either) return eachPiece(asked, [], read);
  const { field, values } = walk.either;
  const slots: Slot[] = [];
  for (const value of values) {
    const list = eachPiece(asked, [fieldClause(`d.${quoted(field)}`, { field, op: 'eq', value })], read);
    if (!list) return null;
    slots.push(...list);
  }
  return slots.sort(compareSlots(asked.order.isDescending)).slice(0, asked.wanted);
}

function eachPiece({ order, wanted }: Asked, given: readonly Clause[], read: ReadList): readonly Slot[] | null {
  const slots: Slot[] = [];
  for (const piece of order.after) {
    const found = read([...given, piece], wanted - slots.length);
    if (!found) return null;
    slots.push(...found);
    if (slots.length >= wanted) break;
  }
  return slots;
}

function readInOrder(asked: Asked, walk: Walk, given: readonly Clause[], rest: readonly Clause[], wanted: number): readonly Slot[] {
  const { stored, order, slot } = asked;
  const where = allOf([...given, ...inIndex(asked, walk), ...rest]);
  const sql = `SELECT d._id, d._key, ${order.column} FROM ${indexOf(walk)} WHERE ${where.sql} ORDER BY ${order.sql} LIMIT ?`;
  return stored.connection.all(sql, [...where.parameters, wanted]).map(slot);
}

/** SQLite looks at each document of the list, up to `stepsMax`. */
function leaveOut(asked: Asked, walk: Walk, given: readonly Clause[], wanted: number, stepsMax: number): readonly Slot[] | null {
  const { stored, order, slot, words } = asked;
  const list = allOf([...given, ...inIndex(asked, walk)]);
  const rest = [...walk.rest.map((condition) => conditionClause(condition, stored.attributes)), ...wordClauses(words)];
  const steps = `FROM ${indexOf(walk)} WHERE ${list.sql} ORDER BY ${order.sql}`;
  const kept = rest.map((clause) => clause.sql).join(' AND ');
  const sql = `SELECT d._id, d._key, ${order.column} FROM (SELECT ${columnsOf(asked, walk)} ${steps} LIMIT ?) AS d WHERE ${kept} LIMIT ?`;
  const found = stored.connection.all(sql, [...list.parameters, stepsMax, ...rest.flatMap((clause) => clause.parameters), wanted]);
  if (found.length >= wanted) return found.map(slot);
  const beyond = stored.connection.get(`SELECT 1 ${steps} LIMIT 1 OFFSET ?`, [...list.parameters, stepsMax]);
  return beyond ? null : found.map(slot);
}

/** Reads ids from the index alone, and looks at those documents only that can match. */
function passOver(
  asked: Asked,
  walk: Walk,
  given: readonly Clause[],
  wanted: number,
  stepsMax: number,
  candidates: Ids,
): readonly Slot[] | null {
  const { stored, order, slot } = asked;
  const list = [...given, ...inIndex(asked, walk)];
  // The index by key holds removed documents too; whether one is removed is looked up with the rest.
  const where = walk.index === keyIndex ? joined(list) : allOf(list);
  const sql = `SELECT d._id AS id FROM ${indexOf(walk)} WHERE ${where.sql} ORDER BY ${order.sql} LIMIT ? OFFSET ?`;
  const matching = allOf([{ sql: 'd._id = ?', parameters: [] }, ...looks({ ...asked, where: asked.query.where })]);
  const look = `SELECT d._id, d._key, ${order.column} FROM documents AS d WHERE ${matching.sql}`;
  const slots: Slot[] = [];
  let stride = firstStride;
  for (let steps = 0; steps < stepsMax; stride *= 4) {
    const reach = Math.min(stride, stepsMax - steps);
    const ids = idsOf(stored.connection, { sql, parameters: [...where.parameters, reach, steps] });
    for (const id of ids) {
      if (!candidates.has(id)) continue;
      const found = stored.connection.get(look, [id, ...matching.parameters]);
      if (found && slots.push(slot(found)) >= wanted) return slots;
    }
    if (ids.length < reach) return slots;
    steps += ids.length;
  }
  return null;
}

function indexOf(walk: Walk): string {
  return `documents AS d INDEXED BY ${quoted(walk.index)}`;
}

/** What the index itself answers. */
function inIndex({ stored }: Asked, walk: Walk): readonly Clause[] {
  return [...walk.fixed, ...walk.ranges].map((condition) => conditionClause(condition, stored.attributes));
}

function joined(clauses: readonly Clause[]): Clause {
  return { sql: clauses.map((clause) => clause.sql).join(' AND '), parameters: clauses.flatMap((clause) => clause.parameters) };
}

/** The columns that what is left out is decided by, and those of a slot. */
function columnsOf({ query, words }: Asked, walk: Walk): string {
  const columns = new Set(['d._id', 'd._key']);
  if (query.sort) columns.add(`d.${quoted(query.sort.field)}`);
  if (words.length > 0) columns.add('d._words');
  for (const condition of walk.rest) columns.add(condition.attribute === true ? 'd._attributes' : `d.${quoted(condition.field)}`);
  return [...columns].join(', ');
}
