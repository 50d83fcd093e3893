import type { BusinessDate, Instant, NewEvent } from '@zongheng/kernel';

let made = 0;

/** An event of about 550 bytes, as a sales command records it. */
export function visit(more: Partial<NewEvent> = {}): NewEvent {
  made += 1;
  return {
    id: `7f9c24e5-${String(made).padStart(12, '0')}`,
    type: 'VisitRecorded',
    schemaVersion: 1,
    orderingKey: `customer-${made % 500}`,
    businessDate: '2026-03-01' as BusinessDate,
    actor: 'employee-7',
    correlationId: `request-${made}`,
    command: { key: `RecordVisit:${made}`, hash: 'b1946ac92492d2347c6235b4d2611184' },
    data: { number: made, customer: '上海远洋运输有限公司', purpose: 'Rates for the second quarter', note: 'x'.repeat(200) },
    ...more,
  };
}

export const testClock = (): Instant => new Date().toISOString() as Instant;
