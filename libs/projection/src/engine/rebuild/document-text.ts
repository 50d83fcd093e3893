import { canonicalJson } from '@zongheng/kernel';
import type { DocumentCollection, FoldedDocument } from '@zongheng/read-store';
import type { ReplayedDocument } from './replay.ts';

const scanMax = 1_000;

/** What is compared of a stored document: how far it is folded, and its body (`removed` for one that is no more). */
export function textOf({ position, body }: Pick<FoldedDocument, 'position' | 'body'>): string {
  return `${position} ${body ?? 'removed'}`;
}

/** The same of a document folded anew. */
export function replayedText({ position, document }: ReplayedDocument): string {
  return textOf({ position, body: document === null ? null : canonicalJson(document) });
}

/** All documents of a shard, removed ones included, a page at a time. */
export async function* scanned(collection: DocumentCollection, shard: number): AsyncGenerator<FoldedDocument> {
  let after: string | null = null;
  for (;;) {
    const page: readonly FoldedDocument[] = await collection.scan(shard, after, scanMax);
    yield* page;
    const last = page.at(-1);
    if (!last || page.length < scanMax) return;
    after = last.key;
  }
}

/** Keys in the order of their code units: the one order in which places are told. */
export function inKeyOrder(keys: Iterable<string>): readonly string[] {
  return [...keys].sort();
}
