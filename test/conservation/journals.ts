import type { JournalView, RecordedEvent } from '@zongheng/kernel';
import { inlineCompactor, JournalReader, journalSpecOf, LiveProjector } from '@zongheng/projection';
import { listLog, type Schedule, scheduledFeed } from '@zongheng/projection/testing';
import { memoryReadStore, type ReadStore } from '@zongheng/read-store';

/** How a journal comes about: how the log is delivered to it, and how often what came is sorted. */
export interface Making {
  readonly schedule: Schedule;
  readonly unsortedRowsMax: number;
}

/** Journals as they are asked: projected from a log in any deliveries, held in columns, partly sorted. */
export async function journalsOf(
  events: readonly RecordedEvent[],
  views: readonly JournalView[],
  { schedule, unsortedRowsMax }: Making,
  store: ReadStore = memoryReadStore(),
): Promise<readonly JournalReader[]> {
  const builds = views.map((view) => ({ view, id: `${view.name}@${view.version}.1` }));
  const drained = Promise.withResolvers<void>();
  const feed = scheduledFeed(events, schedule, drained.resolve);
  const projector = new LiveProjector({ feed, log: listLog(events), store, retryMs: [1, 5] });
  await projector.start(builds);
  await drained.promise;
  await projector.stop();
  const head = events.at(-1)?.position ?? 0;
  return Promise.all(
    builds.map(async ({ view, id }) =>
      JournalReader.open(await store.journal(journalSpecOf(view, id)), view, {
        compactor: inlineCompactor(),
        unsortedRowsMax,
        ...(view.rollups ? { rollups: view.rollups } : {}),
        positions: Array.from({ length: 64 }, () => head),
      }),
    ),
  );
}
