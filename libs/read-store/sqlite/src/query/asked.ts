import { type CollectionSpec, type Condition, type DocumentQuery, queryWords } from '@zongheng/read-store';
import { integerAt, type Row } from '../row.ts';
import { type Clause, conditionClause, wordClauses } from './clauses.ts';
import { type PageOrder, pageOrder, type Slot, slotReader } from './page-order.ts';
import type { Indexes } from './sources.ts';

/** What one query asks, worked out once. */
export interface Asked {
  readonly stored: Indexes;
  readonly query: DocumentQuery;
  readonly words: readonly string[];
  readonly order: PageOrder;
  readonly slot: (row: Row) => Slot;
  /** One more than the page, to know whether there is another. */
  readonly wanted: number;
}

export function ask(spec: CollectionSpec, stored: Indexes, query: DocumentQuery): Asked {
  return {
    stored,
    query,
    words: queryWords(query.q ?? ''),
    order: pageOrder(query),
    slot: slotReader(spec, query.sort),
    wanted: query.limit + 1,
  };
}

interface Looked extends Pick<Asked, 'stored' | 'words'> {
  readonly where: readonly Condition[];
}

/** All that a document has to meet, looked up in its row. */
export function looks({ stored, where, words }: Looked): readonly Clause[] {
  return [...where.map((condition) => conditionClause(condition, stored.attributes)), ...wordClauses(words)];
}

/** How many documents there are, removed ones included: what plans are weighed by. */
export function documentsAtMost({ connection }: Indexes): number {
  const row = connection.get('SELECT coalesce(max(_id), 0) FROM documents');
  return row ? integerAt(row, 0) : 0;
}
