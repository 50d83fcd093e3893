import type { DocumentWrite } from '@zongheng/read-store';
import { type AnyBulkWriteOperation, type Collection, ObjectId } from 'mongodb';
import { isOnlyDuplicates } from '../errors.ts';
import { type Row, rowOf } from './row.ts';

/**
 * Writes what passes its compare-and-set, in one unordered bulk write; answers what did not. A key that occurs twice is written in the order
 * given, in bulk writes of its own.
 */
export async function writeRows(rows: Collection<Row>, writes: readonly DocumentWrite[]): Promise<ReadonlySet<DocumentWrite>> {
  const stale = new Set<DocumentWrite>();
  for (const round of roundsOf(writes)) for (const write of await writeRound(rows, round)) stale.add(write);
  return stale;
}

/** So that no key occurs twice in one of them. */
function roundsOf(writes: readonly DocumentWrite[]): readonly (readonly DocumentWrite[])[] {
  const rounds: DocumentWrite[][] = [];
  const seen = new Map<string, number>();
  for (const write of writes) {
    const round = seen.get(write.document.key) ?? 0;
    seen.set(write.document.key, round + 1);
    (rounds[round] ??= []).push(write);
  }
  return rounds;
}

async function writeRound(rows: Collection<Row>, writes: readonly DocumentWrite[]): Promise<readonly DocumentWrite[]> {
  const by = new ObjectId();
  const passed = await bulkWritten(
    rows,
    writes.map((write) => operationOf(write, by)),
  );
  if (passed === writes.length) return [];
  // Some did not pass, or did at a first attempt whose answer was lost: what stands there tells which.
  const keys = writes.map(({ document }) => document.key);
  const own = new Set(
    (
      await rows
        .find({ _id: { $in: keys }, by })
        .project<Pick<Row, '_id'>>({ _id: 1 })
        .toArray()
    ).map(({ _id }) => _id),
  );
  return writes.filter(({ document }) => !own.has(document.key));
}

function operationOf({ foldedFrom, document }: DocumentWrite, by: ObjectId): AnyBulkWriteOperation<Row> {
  const row = rowOf(document, by);
  if (foldedFrom === null) return { insertOne: { document: row } };
  const { _id, ...replacement } = row;
  return { replaceOne: { filter: { _id, position: foldedFrom }, replacement } };
}

/** How many operations passed. */
async function bulkWritten(rows: Collection<Row>, operations: readonly AnyBulkWriteOperation<Row>[]): Promise<number> {
  try {
    const { insertedCount, matchedCount } = await rows.bulkWrite(operations, { ordered: false });
    return insertedCount + matchedCount;
  } catch (error) {
    if (!isOnlyDuplicates(error)) throw error;
    return error.insertedCount + error.matchedCount;
  }
}
