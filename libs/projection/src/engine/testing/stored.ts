import type { View } from '@zongheng/kernel';
import type { ReadStore } from '@zongheng/read-store';
import { allShards } from '../batch.ts';
import { collectionSpecOf } from '../documents/stored-form.ts';
import { journalSpecOf } from '../journals/journal-build.ts';
import { scanned, textOf } from '../rebuild/document-text.ts';
import { storedRows } from '../rebuild/verify-journal.ts';

/** Everything a build holds, as texts in one order: documents with key, position and body, or rows. Equal builds have equal texts. */
export async function storedTexts(store: ReadStore, view: View, build: string): Promise<readonly string[]> {
  const texts: string[] = [];
  if (view.kind === 'journal') {
    const journal = await store.journal(journalSpecOf(view, build));
    for (const shard of allShards) texts.push(...(await storedRows(journal, view, shard, Number.MAX_SAFE_INTEGER)));
  } else {
    const collection = await store.collection(collectionSpecOf(view, build));
    for (const shard of allShards)
      for await (const document of scanned(collection, shard)) texts.push(`${document.key} ${textOf(document)}`);
  }
  return texts.sort();
}
