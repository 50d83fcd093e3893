import type { JournalView, RecordedEvent } from '@zongheng/kernel';
import type { ParkedKey, ReadStore } from '@zongheng/read-store';
import { journalWriting } from '../journal/row-writer.ts';
import { SegmentBuilder } from '../journal/segment-builder.ts';
import type { Build } from './build.ts';
import { openBuild } from './builds.ts';
import type { ReadableLog } from './catch-up.ts';
import { DocumentBuild } from './documents/document-build.ts';
import { parkedEvents } from './parked-events.ts';
import { wordsOf } from './parking.ts';

/** What became of a parked key: folded (or would be), or what still fails, and at which position. */
export interface KeyOutcome {
  readonly orderingKey: string;
  readonly folds: boolean;
  readonly position: number | null;
  readonly error: string | null;
}

/** The parked keys meant: those named, or all. Names that are not parked are left out. */
export function chosenKeys(parked: readonly ParkedKey[], orderingKeys: readonly string[] | undefined): readonly ParkedKey[] {
  return orderingKeys === undefined ? parked : parked.filter((key) => orderingKeys.includes(key.orderingKey));
}

/** Tries whether parked keys would fold by now, without writing anything: a copy of the build folds them in memory. */
export async function tryParked(
  log: ReadableLog,
  store: ReadStore,
  build: Build,
  orderingKeys?: readonly string[],
): Promise<readonly KeyOutcome[]> {
  const { view, positions } = build;
  const parked = chosenKeys(build.parked(), orderingKeys);
  if (parked.length === 0) return [];
  const pages = parkedEvents({ log, view, parked, positions });
  if (view.kind === 'journal') {
    const failures = new Map<string, { readonly position: number; readonly error: string }>();
    for await (const { events } of pages) for (const event of events) tryContributing(view, event, failures);
    return parked.map((key) => outcomeOf(key.orderingKey, failures.get(key.orderingKey)));
  }
  const copy = await openBuild(store, view, build.id, { cacheMax: 0 });
  if (!(copy instanceof DocumentBuild)) return [];
  await copy.release(
    parked.map((key) => key.orderingKey),
    pages,
    false,
  );
  return parked.map((key) => outcomeAfter(copy, key.orderingKey));
}

/**
 * Folds what parked keys were left out of into a build of documents, past the rule that drops old positions, and unparks those that fold;
 * one that fails again stays parked, at the event it fails at now. Only where nothing else is folded meanwhile.
 */
export async function releaseParked(
  log: ReadableLog,
  build: DocumentBuild,
  orderingKeys?: readonly string[],
): Promise<readonly KeyOutcome[]> {
  const parked = chosenKeys(build.parked(), orderingKeys);
  if (parked.length === 0) return [];
  const pages = parkedEvents({ log, view: build.view, parked, positions: build.positions });
  await build.release(
    parked.map((key) => key.orderingKey),
    pages,
    true,
  );
  return parked.map((key) => outcomeAfter(build, key.orderingKey));
}

function tryContributing(
  view: JournalView,
  event: RecordedEvent,
  failures: Map<string, { readonly position: number; readonly error: string }>,
): void {
  if (failures.has(event.orderingKey)) return;
  try {
    new SegmentBuilder(journalWriting(view)).add(event.position, view.contribute(event));
  } catch (error) {
    failures.set(event.orderingKey, { position: event.position, error: wordsOf(error) });
  }
}

function outcomeAfter(build: DocumentBuild, orderingKey: string): KeyOutcome {
  const still = build.parked().find((key) => key.orderingKey === orderingKey);
  return outcomeOf(orderingKey, still && { position: still.firstPosition, error: still.error });
}

function outcomeOf(orderingKey: string, failure: { readonly position: number; readonly error: string } | undefined): KeyOutcome {
  return { orderingKey, folds: failure === undefined, position: failure?.position ?? null, error: failure?.error ?? null };
}
