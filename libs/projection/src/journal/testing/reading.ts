import type { Rollup } from '@zongheng/kernel';
import { inlineCompactor } from '../compactor.ts';
import type { ExplainedRow, ExplainQuery, RowCursor } from '../query.ts';
import { JournalReader } from '../reader.ts';
import type { JournalRow } from '../segment.ts';
import { JournalLog } from './journal-log.ts';
import { shape } from './rows.ts';

/** Sets of dimensions that the specs' journal is often asked by. */
export const rollups: readonly Rollup[] = [
  ['owner'],
  ['stage', 'line'],
  ['month', 'stage'],
  { by: ['owner', 'stage', 'due'], where: { stage: ['s1', 's2'] }, measures: ['count'] },
  { by: ['owner', 'stage', 'line', 'month'], where: { stage: ['s1', 's3'], owner: ['o1', 'o2', 'o3', 'nobody'] } },
];

/** A log of these events, read in two parts; what was read before `sortedAt` is sorted. */
export async function opened(list: readonly (readonly [number, readonly JournalRow['contribution'][]])[], sortedAt: number) {
  const log = await JournalLog.empty();
  const reader = await JournalReader.open(log.store, shape, { compactor: inlineCompactor(), rollups });
  for (const [index, [shard, parts]] of list.entries()) {
    if (index === sortedAt % (list.length + 1)) {
      await log.writeAll();
      await reader.refresh();
      await reader.compact();
    }
    log.record(shard, parts);
  }
  await log.writeAll();
  await reader.refresh();
  return { log, reader };
}

/** Every page of an explanation. */
export function allPages(reader: JournalReader, choice: Omit<ExplainQuery, 'limit' | 'cursor'>, limit: number): ExplainedRow[][] {
  const pages: ExplainedRow[][] = [];
  for (let cursor: RowCursor | null | undefined; cursor !== null;) {
    const page = reader.explain({ ...choice, limit, cursor });
    pages.push([...page.rows]);
    if (pages.length > 1_000) throw new Error('the pages do not end');
    cursor = page.next;
  }
  return pages;
}
