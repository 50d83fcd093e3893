import { type Instant, type RecordedEvent, streamOf } from '@zongheng/kernel';
import { anyCommands, storyOfSome } from '@zongheng/receivables-domain/testing';
import type { RecordedAccountEvent } from '@zongheng/receivables-events';
import fc from 'fast-check';

const customers = ['acme', 'hope', 'ningbo', 'yiwu'] as const;

/**
 * Logs of customers' accounts that live through anything a decider allows: invoices, payments in any order, reversals, credit notes, refunds,
 * disputes, write-offs, and again and again another owner, unit or region. The accounts run beside one another in any order.
 */
export const accountLogs: fc.Arbitrary<readonly RecordedAccountEvent[]> = fc
  .array(fc.tuple(anyCommands, fc.array(fc.nat({ max: 40 }), { minLength: 60, maxLength: 60 })), {
    minLength: 1,
    maxLength: customers.length,
  })
  .map((accounts) => {
    const placed = accounts.flatMap(([commands, pauses], index) => {
      let at = 0;
      return storyOfSome(commands).facts.map((fact, revision) => {
        at += 1 + (pauses[revision % pauses.length] ?? 0);
        return { fact, revision, at, customer: customers[index] ?? 'acme' };
      });
    });
    return placed
      .toSorted((one, other) => one.at - other.at)
      .map(({ fact, revision, customer }, index): RecordedEvent => {
        const position = index * 2 + 1;
        return {
          ...fact,
          id: `event-${position}`,
          schemaVersion: 1,
          stream: streamOf('account', customer),
          revision,
          position,
          orderingKey: customer,
          recordedAt: new Date(Date.UTC(2026, 0, 1) + position * 1_000).toISOString() as Instant,
          actor: 'spec',
          correlationId: 'spec',
        };
      }) as unknown as readonly RecordedAccountEvent[];
  });
