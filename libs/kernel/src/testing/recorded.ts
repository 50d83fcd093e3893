import type { BusinessDate, Instant } from '../calendar.ts';
import { type EventDefinition, type FactOf, type RecordedEvent, streamOf } from '../event.ts';

/** Makes recorded events for specs: positions and revisions rise by themselves, everything else can be said. */
export function recorder(start: { readonly position?: number } = {}) {
  let position = start.position ?? 0;
  const revisions = new Map<string, number>();
  return function recorded<D extends EventDefinition>(
    definition: D,
    id: string,
    businessDate: string,
    data: FactOf<D>['data'],
    more: Partial<RecordedEvent> = {},
  ): RecordedEvent<FactOf<D>['type'], FactOf<D>['data']> {
    position += 1;
    const stream = streamOf(definition.stream, id);
    const revision = (revisions.get(stream) ?? -1) + 1;
    revisions.set(stream, revision);
    return {
      id: `event-${position}`,
      type: definition.type,
      schemaVersion: definition.version,
      stream,
      revision,
      position,
      orderingKey: id,
      recordedAt: new Date(Date.UTC(2026, 0, 1) + position * 1000).toISOString() as Instant,
      businessDate: businessDate as BusinessDate,
      actor: 'spec',
      correlationId: 'spec',
      data,
      ...more,
    };
  };
}
