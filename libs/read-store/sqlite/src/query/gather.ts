import { type DocumentQuery, queryWords } from '@zongheng/read-store';
import { type Asked, documentsAtMost, looks } from './asked.ts';
import { allOf, type Clause } from './clauses.ts';
import { anyPiece, type Slot } from './page-order.ts';
import { isImpossible } from './plan.ts';
import { countUpTo, fromIds, heldTogether, type Indexes, type Source, smallestSource } from './sources.ts';

/** Every document, in the order it is stored. */
export const everything: Pick<Source, 'from' | 'selects'> = {
  from: () => ({ sql: 'documents AS d NOT INDEXED', parameters: [] }),
  selects: allOf([]),
};

/** To look at a document by its id costs about as much as three in the order they are stored. */
const seekCost = 3;
/** So many ids are handed to SQLite at a time when counting. */
const countedAtATime = 4_096;

/** The source, or everything where that is cheaper. */
export function cheaper(source: Source | null, all: number): Pick<Source, 'from' | 'selects'> {
  return source && source.size * seekCost < all ? source : everything;
}

/** Looks at all that a source finds, and sorts what matches. */
export function gathered(asked: Asked, source: Pick<Source, 'from' | 'selects'>): readonly Slot[] {
  const { stored, order, slot, wanted } = asked;
  const from = source.from();
  const where = allOf([source.selects, ...looks({ ...asked, where: asked.query.where }), anyPiece(order.after)]);
  const sql = `SELECT d._id, d._key, ${order.column} FROM ${from.sql} WHERE ${where.sql} ORDER BY ${order.sql} LIMIT ?`;
  return stored.connection.all(sql, [...from.parameters, ...where.parameters, wanted]).map(slot);
}

/** What an index finds is counted by looking at it up to so many; beyond that, what is held of the conditions is compared. */
const lookedAtMax = 512;

/** How many match, up to a bound. */
export function countMatching(stored: Indexes, query: Pick<DocumentQuery, 'where' | 'q'>, atMost: number): number {
  const { where } = query;
  if (isImpossible(where) || atMost <= 0) return 0;
  const words = queryWords(query.q ?? '');
  if (words.length === 0 && where.length === 0) return Math.min(stored.held.all().size, atMost);
  const candidates = stored.terms.candidates(words);
  const few = smallestSource(stored, where, candidates, Math.min(atMost, lookedAtMax) + 1);
  const matching = allOf(looks({ stored, where, words }));
  if (few && few.size <= lookedAtMax) {
    if (!candidates && where.every((condition) => few.answers.includes(condition))) return Math.min(few.size, atMost);
    return countUpTo(stored.connection, few.from(), allOf([few.selects, matching]), atMost);
  }
  const left = heldTogether(stored, where, candidates, true);
  if (left && !candidates) return Math.min(left.candidates.size, atMost);
  if (left || (candidates && where.length === 0)) return countIds(stored, (left?.candidates ?? candidates)?.ids() ?? [], matching, atMost);
  const source = cheaper(few && smallestSource(stored, where, candidates, atMost), documentsAtMost(stored));
  return countUpTo(stored.connection, source.from(), allOf([source.selects, matching]), atMost);
}

export function countWithoutIndexes(stored: Indexes, { where, q }: Pick<DocumentQuery, 'where' | 'q'>, atMost: number): number {
  const matching = allOf(looks({ stored, where, words: queryWords(q ?? '') }));
  return countUpTo(stored.connection, everything.from(), matching, Math.max(atMost, 0));
}

function countIds({ connection }: Indexes, ids: readonly number[], matching: Clause, atMost: number): number {
  let count = 0;
  for (let start = 0; start < ids.length && count < atMost; start += countedAtATime) {
    const some = fromIds(() => ids.slice(start, start + countedAtATime), countedAtATime);
    count += countUpTo(connection, some.from(), matching, atMost - count);
  }
  return count;
}
