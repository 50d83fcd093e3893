import type { Condition } from '@zongheng/read-store';
import { integerAt } from '../row.ts';
import { allOf, type Clause, conditionClause } from '../query/clauses.ts';
import { indexRanges, isIndexedAttribute } from '../query/plan.ts';
import { fromAttribute, fromIndex, type HeldIds, idsOf, type Indexes } from '../query/sources.ts';
import { quoted } from '../documents/schema.ts';
import { IdSet } from './id-set.ts';
import { Touched } from './touched.ts';

/** All that is held takes no more than this. */
const bytesMax = 32 * 1_024 * 1_024;
/** So many documents written since are looked at one by one; where there are more, the condition is asked of the indexes anew. */
const lookedAtMax = 1_000;
/** A set of more values is somebody's list of ids, and not asked again. */
const valuesMax = 64;
/** So many conditions are remembered as having been asked. */
const askedMax = 1_024;

interface Held {
  readonly set: IdSet;
  /** The change up to which it holds. */
  readonly seq: number;
}

/**
 * Which documents meet a condition, kept for who asks it again: a segment's conditions are each met by half of all customers, and all of them
 * together are then compared in microseconds. What was written since is looked at when asked; nothing is kept beside the process.
 */
export class HeldConditions implements HeldIds {
  readonly #stored: Omit<Indexes, 'held'>;
  readonly #touched: Touched;
  /** In the order of their use. */
  readonly #held = new Map<string, Held>();
  readonly #asked = new Set<string>();
  #bytes = 0;

  constructor(stored: Omit<Indexes, 'held'>) {
    this.#stored = stored;
    this.#touched = new Touched(stored.connection);
  }

  isHoldable(condition: Condition): boolean {
    return condition.op !== 'in' || (condition.values.length > 0 && condition.values.length <= valuesMax);
  }

  isAskedAgain(condition: Condition): boolean {
    const key = keyOf(condition);
    if (this.#held.has(key) || this.#asked.has(key)) return true;
    if (this.#asked.size >= askedMax) this.#asked.clear();
    this.#asked.add(key);
    return false;
  }

  of(condition: Condition): IdSet {
    return this.#current(keyOf(condition), conditionClause(condition, this.#stored.attributes), () => this.#read(condition));
  }

  all(): IdSet {
    return this.#current('', { sql: '1', parameters: [] }, () => this.#alive());
  }

  #current(key: string, clause: Clause, read: () => IdSet): IdSet {
    const seq = this.#touched.newest();
    const before = this.#held.get(key);
    if (before?.seq === seq) return before.set;
    const set = (before && this.#broughtUp(before, clause)) ?? read();
    this.#keep(key, { set, seq });
    return set;
  }

  #broughtUp({ set, seq }: Held, clause: Clause): IdSet | null {
    const changed = this.#touched.since(seq, lookedAtMax);
    if (!changed) return null;
    if (changed.length === 0) return set;
    const where = allOf([clause]);
    const sql = `SELECT d._id FROM json_each(?) AS c CROSS JOIN documents AS d ON d._id = c.value WHERE ${where.sql}`;
    const found = this.#stored.connection.all(sql, [JSON.stringify(changed), ...where.parameters]);
    return set.with(changed, new Set(found.map((row) => integerAt(row, 0))));
  }

  /** From an index where one answers the condition; what it leaves out is all the others. */
  #read(condition: Condition): IdSet {
    const { connection, indexes, attributes } = this.#stored;
    if (condition.op === 'ne') return this.all().without(this.of({ ...condition, op: 'eq' }));
    if (isIndexedAttribute(condition)) return this.#found(fromAttribute(this.#stored, condition, 0).ids);
    if (condition.attribute === true && condition.op === 'eq') {
      const code = attributes.codeOf(condition.field.toWellFormed()) ?? -1;
      return this.all().without(IdSet.of(idsOf(connection, { sql: 'SELECT id FROM attributes WHERE code = ?', parameters: [code] })));
    }
    const [range] = indexRanges(indexes, [condition]);
    if (range) return this.#found(fromIndex(this.#stored, range, 0).ids);
    const where = allOf([conditionClause(condition, attributes)]);
    return this.#found({ sql: `SELECT d._id AS id FROM documents AS d NOT INDEXED WHERE ${where.sql}`, parameters: where.parameters });
  }

  /** Of an index that holds those that are there, where there is one: documents themselves are far larger. */
  #alive(): IdSet {
    const [index] = this.#stored.indexes;
    const from = index ? `documents AS d INDEXED BY ${quoted(index.name)}` : 'documents AS d';
    return this.#found({ sql: `SELECT d._id AS id FROM ${from} WHERE d._alive = 1`, parameters: [] });
  }

  #found(ids: Clause | null): IdSet {
    return IdSet.of(ids ? idsOf(this.#stored.connection, ids) : []);
  }

  #keep(key: string, held: Held): void {
    this.#forget(key);
    this.#held.set(key, held);
    this.#bytes += held.set.bytes;
    for (const oldest of this.#held.keys()) {
      if (this.#bytes <= bytesMax || oldest === key) break;
      this.#forget(oldest);
    }
  }

  #forget(key: string): void {
    this.#bytes -= this.#held.get(key)?.set.bytes ?? 0;
    this.#held.delete(key);
  }
}

function keyOf(condition: Condition): string {
  const { field, attribute = false, op } = condition;
  return JSON.stringify([field, attribute, op, op === 'in' ? condition.values : condition.value]);
}
