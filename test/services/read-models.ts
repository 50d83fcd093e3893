import type { EventLog } from '@zongheng/event-store';
import { canonicalJson, shardCount, type View } from '@zongheng/kernel';
import { views } from '@zongheng/product/views';
import { collectionSpecOf, journalSpecOf, rowTexts, servedBuild } from '@zongheng/projection';
import type { FoldedDocument, ReadStore } from '@zongheng/read-store';

/**
 * Everything that the read models of an installation hold, by view: each document and each row of a journal as one text. Positions are places in
 * one log, so what they name stands in their place: the event's stream and its revision there. Nothing else is left out.
 */
export async function readModels(store: ReadStore, log: EventLog): Promise<ReadonlyMap<string, readonly string[]>> {
  const placeOf = await placesByPosition(log);
  const texts = new Map<string, readonly string[]>();
  for (const view of views) {
    const build = await servedBuild(store, view);
    if (build === null) throw new Error(`${view.name} is not served`);
    texts.set(
      view.name,
      (await (view.kind === 'documents' ? documents(store, view, build, placeOf) : rows(store, view, build, placeOf))).sort(),
    );
  }
  return texts;
}

type PlaceOf = (position: number) => string;

/** @throws Error, from what it answers, for a position at which nothing stands */
async function placesByPosition(log: EventLog): Promise<PlaceOf> {
  const places = new Map<number, string>();
  for (let after = 0; ;) {
    const page = await log.readAll({ after });
    for (const { position, stream, revision } of page.events) places.set(position, `${stream}@${revision}`);
    after = page.position;
    if (page.atEnd) break;
  }
  return (position) => {
    const place = places.get(position);
    if (place === undefined) throw new Error(`nothing stands at position ${position}`);
    return place;
  };
}

const pageSize = 500;

async function documents(
  store: ReadStore,
  view: View & { readonly kind: 'documents' },
  build: string,
  placeOf: PlaceOf,
): Promise<string[]> {
  const collection = await store.collection(collectionSpecOf(view, build));
  const texts: string[] = [];
  for (let shard = 0; shard < shardCount; shard += 1) {
    for (let after: string | null = null; ;) {
      const page: readonly FoldedDocument[] = await collection.scan(shard, after, pageSize);
      for (const { key, position, body } of page) {
        const told = body === null ? null : canonicalJson(withPlaces(JSON.parse(body), view.name, placeOf));
        texts.push(`${shard} ${key} ${placeOf(position)} ${told ?? 'removed'}`);
      }
      if (page.length < pageSize) break;
      after = page.at(-1)?.key ?? null;
    }
  }
  return texts;
}

async function rows(store: ReadStore, view: View & { readonly kind: 'journal' }, build: string, placeOf: PlaceOf): Promise<string[]> {
  const journal = await store.journal(journalSpecOf(view, build));
  const texts: string[] = [];
  for (let shard = 0; shard < shardCount; shard += 1) {
    for (const { bytes } of await journal.read(shard, 0)) {
      for (const text of rowTexts(view, bytes, Number.MAX_SAFE_INTEGER)) {
        const [position, ...row] = JSON.parse(text) as [number, ...unknown[]];
        texts.push(`${shard} ${placeOf(position)} ${JSON.stringify(row)}`);
      }
    }
  }
  return texts;
}

/** What a body says with the places of events in their streams instead of their positions: under that name, and first in an entry of a timeline. */
function withPlaces(value: unknown, view: string, placeOf: PlaceOf): unknown {
  if (Array.isArray(value)) {
    const [first, ...others] = value as readonly unknown[];
    const isEntry = view === 'timeline' && typeof first === 'number';
    return isEntry ? [placeOf(first), ...others] : value.map((each: unknown) => withPlaces(each, view, placeOf));
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, each]) => [
    name,
    name === 'position' && typeof each === 'number' ? placeOf(each) : withPlaces(each, view, placeOf),
  ]);
  return Object.fromEntries(entries);
}
