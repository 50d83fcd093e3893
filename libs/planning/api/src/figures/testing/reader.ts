import type { JournalView, RecordedEvent } from '@zongheng/kernel';
import { inlineCompactor, JournalReader, journalSpecOf, LiveProjector } from '@zongheng/projection';
import { listLog, type Schedule, scheduledFeed } from '@zongheng/projection/testing';
import { memoryReadStore } from '@zongheng/read-store';

const atOnce: Schedule = { partitions: 1, deliveries: [] };

/** A journal told from events, however they are delivered. */
export async function toldFrom<Dimension extends string, Measure extends string, E extends RecordedEvent>(
  view: JournalView<Dimension, Measure, E>,
  events: readonly RecordedEvent[],
  schedule = atOnce,
): Promise<JournalReader> {
  const store = memoryReadStore();
  const id = `${view.name}@${view.version}.1`;
  const drained = Promise.withResolvers<void>();
  const projector = new LiveProjector({
    feed: scheduledFeed(events, schedule, drained.resolve),
    log: listLog(events),
    store,
    retryMs: [1, 5],
  });
  await projector.start([{ view: view as never, id }]);
  await drained.promise;
  await projector.stop();
  const head = events.at(-1)?.position ?? 0;
  return JournalReader.open(await store.journal(journalSpecOf(view as never, id)), view as never, {
    compactor: inlineCompactor(),
    unsortedRowsMax: 4,
    positions: Array.from({ length: 64 }, () => head),
  });
}
