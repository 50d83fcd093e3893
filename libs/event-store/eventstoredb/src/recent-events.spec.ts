import type { BusinessDate, Instant, RecordedEvent } from '@zongheng/kernel';
import { RecentEvents } from './recent-events.ts';

function eventAt(position: number): RecordedEvent {
  return {
    id: `event-${position}`,
    type: position % 3 === 0 ? 'TaskAdded' : 'VisitRecorded',
    schemaVersion: 1,
    orderingKey: 'customer-1',
    businessDate: '2026-03-01' as BusinessDate,
    actor: 'employee-7',
    correlationId: 'request-1',
    stream: 'visit-1',
    revision: position,
    position,
    recordedAt: '2026-03-01T08:00:00.000Z' as Instant,
    data: {},
  };
}

function recent(from: number, count: number): RecentEvents {
  const events = new RecentEvents();
  events.beginAt(from);
  for (let number = 1; number <= count; number += 1) events.add(eventAt(from + number * 10));
  return events;
}

describe('the events that a subscription brought last', () => {
  it('are given in pages, from any place after their beginning', () => {
    const events = recent(100, 5);
    const page = (after: number, limit: number) => events.page({ after, limit }, 150);
    expect(page(100, 2)).toMatchObject({ position: 120, atEnd: false, events: [{ position: 110 }, { position: 120 }] });
    expect(page(139, 2)).toMatchObject({ position: 150, atEnd: true, events: [{ position: 140 }, { position: 150 }] });
    expect(page(150, 2)).toEqual({ events: [], position: 150, atEnd: true });
  });

  it('are not given to whom they would leave a gap, nor when more is known to be there', () => {
    const events = recent(100, 5);
    expect(events.page({ after: 99 }, 150)).toBeNull();
    expect(events.page({ after: 120 }, 160)).toBeNull();
  });

  it('are filtered, and the page marks what it passed over', () => {
    expect(recent(100, 5).page({ after: 100, types: new Set(['TaskAdded']) }, 150)).toMatchObject({
      position: 150,
      atEnd: true,
      events: [{ position: 120 }, { position: 150 }],
    });
  });

  it('are bounded: the oldest go, and with them the right to answer for them', () => {
    const events = recent(100, 2_000);
    expect(events.page({ after: 100 }, 100)).toBeNull();
    expect(events.page({ after: 100 + 1_990 * 10, limit: 5 }, 0)?.events).toHaveLength(5);
  });
});
