import type { BusinessDate, Instant, RecordedEvent } from '@zongheng/kernel';
import { type Message } from 'kafkajs';
import { eventMessage, received } from './message.ts';

const event: RecordedEvent = {
  id: 'e1',
  type: 'VisitRecorded',
  schemaVersion: 2,
  stream: 'visit-1',
  revision: 4,
  position: 17,
  recordedAt: '2026-03-01T08:00:00.000Z' as Instant,
  businessDate: '2026-02-28' as BusinessDate,
  occurredAt: '2026-02-28T23:59:59.999Z' as Instant,
  orderingKey: 'customer-1',
  customerId: 'customer-1',
  actor: 'employee-7',
  correlationId: 'request-1',
  causationId: 'e0',
  command: { key: 'RecordVisit:k-1', hash: 'b1946ac92492d2347c6235b4d2611184' },
  traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  data: { 备注: '拜访', number: 1 },
};

/** A message as a broker gives it back: everything is bytes. */
function brought({ key, value, timestamp = '', headers = {} }: Message): Parameters<typeof received>[0] {
  const bytes = Object.entries(headers).map(([name, text]) => [name, Buffer.from(String(text))] as const);
  return {
    key: Buffer.from(String(key)),
    value: Buffer.from(String(value)),
    timestamp,
    headers: Object.fromEntries(bytes),
    offset: '0',
    attributes: 0,
  };
}

describe('an event in the topic', () => {
  it('comes back as it was published, with everything it can have', () => {
    const message = eventMessage(event, { epoch: 'log-1', previous: 12 });
    expect(received(brought(message), 'crm.events')).toEqual({ epoch: 'log-1', position: 17, previous: 12, event });
  });

  it('and with nothing but what it must have', () => {
    const { occurredAt: _at, customerId: _whose, causationId: _why, command: _by, traceparent: _in, ...bare } = event;
    const message = eventMessage(bare, { epoch: 'log-1', previous: 0 });
    expect(received(brought(message), 'crm.events').event).toEqual(bare);
  });

  it('carries its trace where readers of CloudEvents look for one', () => {
    const { headers } = eventMessage(event, { epoch: 'log-1', previous: 12 });
    expect(headers?.['ce_traceparent']).toBe('00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01');
  });
});
