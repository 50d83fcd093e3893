import type { RecordedEvent } from '@zongheng/kernel';

/** An event as the API shows it: all of it but the mark of its command, which is the writer's own, and its trace, which is the operators'. */
export type ShownEvent = Omit<RecordedEvent, 'command' | 'traceparent'>;

export function shownEvent(event: RecordedEvent): ShownEvent {
  const { command: _command, traceparent: _traceparent, ...shown } = event;
  return shown;
}

/** The schema of an event in the documentation. */
export const shownEventSchema = {
  type: 'object',
  properties: {
    id: { type: 'string', description: 'Unique for ever' },
    type: { type: 'string', description: 'The past-tense fact; see /docs/events' },
    schemaVersion: { type: 'integer', minimum: 1 },
    stream: { type: 'string' },
    revision: { type: 'integer', minimum: 0, description: 'Its place in the stream' },
    position: { type: 'integer', minimum: 1, description: 'Its place in the log' },
    orderingKey: { type: 'string', description: 'Events of one key are in order everywhere' },
    customerId: { type: 'string' },
    businessDate: { type: 'string', format: 'date', description: 'The day it counts for' },
    occurredAt: { type: 'string', format: 'date-time' },
    recordedAt: { type: 'string', format: 'date-time', description: 'When we learned it' },
    actor: { type: 'string' },
    correlationId: { type: 'string' },
    causationId: { type: 'string' },
    data: { description: 'By type and version; see /docs/events' },
  },
  required: [
    'id',
    'type',
    'schemaVersion',
    'stream',
    'revision',
    'position',
    'orderingKey',
    'businessDate',
    'recordedAt',
    'actor',
    'correlationId',
    'data',
  ],
} as const;
