import { type DocumentQuery, queryWords } from '@zongheng/read-store';
import { type Asked, documentsAtMost, looks } from './asked.ts';
import { allOf, type Clause } from './clauses.ts';
import { anyPiece, type Slot } from './page-order.ts';
import { isImpossible } from './plan.ts';
import { countUpTo, fromIds, idsOf, type Indexes, type Source, smallestSource } from './sources.ts';

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

/** How many match, up to a bound. */
export function countMatching(stored: Indexes, query: Pick<DocumentQuery, 'where' | 'q'>, atMost: number): number {
  const { where } = query;
  if (isImpossible(where) || atMost <= 0) return 0;
  const words = queryWords(query.q ?? '');
  const candidates = stored.terms.candidates(words);
  const source = smallestSource(stored, where, candidates, atMost);
  if (source && !candidates && where.every((condition) => source.answers.includes(condition))) return source.size;
  const matching = allOf(looks({ stored, where, words }));
  const cheapest = cheaper(source, documentsAtMost(stored));
  if (!candidates || cheapest !== source) return countUpTo(stored.connection, cheapest.from(), allOf([cheapest.selects, matching]), atMost);
  // What an index finds is compared with what the words find before any document is looked at.
  const ids = source.ids ? idsOf(stored.connection, source.ids).filter((id) => candidates.has(id)) : candidates.ids();
  return countIds(stored, ids, matching, atMost);
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
