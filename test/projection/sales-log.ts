import { addDays, type BusinessDate, businessDate, type Fact, type Instant, type RecordedEvent, shardOf, streamOf } from '@zongheng/kernel';
import { play, type Step, steps } from '@zongheng/sales-domain/testing';
import { CustomerRegistered, CustomersMerged } from '@zongheng/customers-events';
import { VisitCompleted, VisitPlanned } from '@zongheng/sales-events';
import fc from 'fast-check';

const customers = ['acme', 'hope', 'ningbo', 'yiwu'] as const;

/** What is drawn of one stream: its facts, whose order it is in, and when each of them comes among the others. */
interface Told {
  readonly stream: string;
  readonly orderingKey: string;
  readonly facts: readonly Fact[];
  readonly pauses: readonly number[];
}

/**
 * Logs of a selling house: opportunities that live through anything a decider allows (they change hands and customers, are corrected,
 * reopened, voided), visits, customers' files of which some are merged. The streams run beside one another in any order.
 */
export const salesLogs: fc.Arbitrary<readonly RecordedEvent[]> = fc
  .tuple(
    fc.array(fc.tuple(steps(14), fc.nat({ max: 3 }), pauses()), { minLength: 2, maxLength: 9 }),
    fc.array(fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 8 }), pauses()), { maxLength: 6 }),
    fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 3 }), pauses()),
  )
  .map(([deals, visits, merge]) => [
    ...customers.map((id): Told => ({ stream: streamOf('customer', id), orderingKey: id, facts: [registered(id)], pauses: [] })),
    ...deals.map(([story, customer, pause], index) => dealOf(story, customers[customer] ?? 'acme', pause, index)),
    ...visits.map(([customer, opportunity, pause], index) => visitOf(customers[customer] ?? 'acme', `o${opportunity}`, pause, index)),
    mergeOf(customers[merge[0]] ?? 'acme', customers[merge[1]] ?? 'hope', merge[2]),
  ])
  .map(asLog);

function pauses(): fc.Arbitrary<readonly number[]> {
  return fc.array(fc.nat({ max: 40 }), { minLength: 60, maxLength: 60 });
}

function dealOf(story: readonly Step[], customer: string, pauses: readonly number[], index: number): Told {
  const facts = play(story).flatMap((happening) => happening.facts);
  return { stream: streamOf('opportunity', `o${index}`), orderingKey: customer, facts, pauses };
}

const by = { owner: 'li', unit: 'east' };

function visitOf(customer: string, opportunity: string, pauses: readonly number[], index: number): Told {
  const on = addDays(businessDate('2024-02-01'), index);
  const serves = { opportunity, plan: null, action: null };
  return {
    stream: streamOf('visit', `v${index}`),
    orderingKey: customer,
    facts: [
      { type: VisitPlanned.type, businessDate: on, data: { customer, by, plannedFor: on, purpose: '技术交流', ...serves } },
      { type: VisitCompleted.type, businessDate: on, data: { by, plannedFor: on, outcome: 'met', note: '有意向', cost: null, ...serves } },
    ],
    pauses,
  };
}

function registered(id: string): Fact {
  return {
    type: CustomerRegistered.type,
    businessDate: '2024-01-01' as BusinessDate,
    data: {
      kind: 'enterprise',
      details: { name: `${id} 有限公司`, standing: 'identified', region: 'zhejiang', segment: 'enterprise', phone: null, email: null },
      ownership: by,
      reference: null,
    },
  };
}

/** All merges are decided in one stream of merges. */
function mergeOf(merged: string, into: string, pauses: readonly number[]): Told {
  const data = { merged, into, reason: '重复建档' };
  const fact: Fact = { type: CustomersMerged.type, businessDate: '2024-03-01' as BusinessDate, data };
  return { stream: streamOf('merges', 'all'), orderingKey: 'all', facts: merged === into ? [] : [fact], pauses };
}

/** Puts the facts of all streams in one order: each after its stream's last, as late as its pause says. */
function asLog(streams: readonly Told[]): readonly RecordedEvent[] {
  const placed = streams.flatMap((told) => {
    let at = 0;
    return told.facts.map((fact, revision) => ({ told, fact, revision, at: (at += 1 + (told.pauses[revision] ?? 0)) }));
  });
  placed.sort((one, other) => one.at - other.at);
  return placed.map(({ told, fact, revision }, index): RecordedEvent => {
    const position = index * 2 + 1;
    return {
      ...fact,
      id: `event-${position}`,
      schemaVersion: 1,
      stream: told.stream,
      revision,
      position,
      orderingKey: told.orderingKey,
      recordedAt: new Date(Date.UTC(2026, 0, 1) + position * 1_000).toISOString() as Instant,
      actor: 'spec',
      correlationId: 'spec',
    };
  });
}

/** How many shards the customers of these logs fall into: a spec of interleavings wants more than one. */
export const shardsOfCustomers = new Set(customers.map((id) => shardOf(id))).size;
