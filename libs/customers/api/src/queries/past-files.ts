import { type CustomerDocument, customers, merges } from '@zongheng/customers-views';
import type { PastDocuments, PastMoment } from '@zongheng/projection';
import { type Condition, meets } from '@zongheng/read-store';

/** A file as it was at a moment, and the file that it had been merged into by then. */
export interface PastFile {
  readonly document: CustomerDocument;
  readonly mergedInto: string | null;
}

/** Where each merged file had gone by a moment, one step. */
export async function mergesAt(past: PastDocuments, moment: PastMoment): Promise<ReadonlyMap<string, string>> {
  const went = new Map<string, string>();
  for await (const [id, { into }] of past.all(merges, moment)) went.set(id, into);
  return went;
}

/** The files that met some conditions at a moment: asked as the read store is asked them of those that are there now. */
export async function* filesAt(past: PastDocuments, moment: PastMoment, where: readonly Condition[]): AsyncGenerator<PastFile> {
  const went = await mergesAt(past, moment);
  for await (const [id, document] of past.all(customers, moment)) {
    if (meetsAll(document, where)) yield { document, mergedInto: went.get(id) ?? null };
  }
}

/** Whether a file meets some conditions. */
export function meetsAll(document: CustomerDocument, where: readonly Condition[]): boolean {
  const { fields, attributes = {} } = customers.index(document);
  return where.every((condition) => meets(condition, (condition.attribute === true ? attributes : fields)[condition.field] ?? null));
}
