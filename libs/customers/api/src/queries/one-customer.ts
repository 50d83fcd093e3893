import { survivorOf } from '@zongheng/customers-events';
import { customers, type MergeDocument, merges } from '@zongheng/customers-views';
import type { DocumentView } from '@zongheng/kernel';
import type { ServedDocuments } from '@zongheng/nest-kit';

/** Merges run over few files; should one stay that hundreds went into, its timeline reaches as far as this. */
const filesMax = 500;

/** The view of files, for who reads it: which events it folds is its own business. */
export const customerFiles = customers as unknown as DocumentView;

/** The file that an id stands for now: merged files forward. */
export async function survivorIn(documents: ServedDocuments, id: string): Promise<string> {
  const into = new Map<string, string>();
  for (let at = id; !into.has(at);) {
    const next = (await mergesOf(documents, [at])).get(at);
    if (next === undefined) break;
    into.set(at, next);
    at = next;
  }
  return survivorOf(id, (each) => into.get(each) ?? null);
}

/** The files that are one customer now: the one that stayed, first, and all that went into it, over others too. */
export async function filesOf(documents: ServedDocuments, survivor: string): Promise<readonly string[]> {
  const files = new Set([survivor]);
  for (let newest: readonly string[] = [survivor]; newest.length > 0 && files.size < filesMax;) {
    const found = await documents.find(merges, { where: [{ field: 'into', op: 'in', values: newest }], limit: filesMax });
    newest = found.map(({ id }): string => id).filter((id) => !files.has(id));
    for (const id of newest) files.add(id);
  }
  return [...files];
}

/** Where each of some files went, one step; those that stand are left out. */
export async function mergesOf(documents: ServedDocuments, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const stored = await documents.ask(merges, (collection) => collection.get(ids));
  const went = [...stored].flatMap(([id, { body }]): [string, string][] =>
    body === null ? [] : [[id, (JSON.parse(body) as MergeDocument).into]],
  );
  return new Map(went);
}
