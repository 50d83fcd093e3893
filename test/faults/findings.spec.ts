import type { BusinessDate, Instant } from '@zongheng/kernel';
import type { ShownEvent } from '../running/api.ts';
import { actor } from './load/clients.ts';
import { disorder, missing, unaccounted } from './load/findings.ts';
import { leftBehind, wrongEffects } from './load/following.ts';
import { Ledger, type Told } from './load/ledger.ts';
import type { Planned } from './load/script.ts';

const command = (key: string): Planned => ({ command: 'OpenOpportunity', id: key, key, stream: `opportunity-${key}` });
const told = (revision: number, position: number, more: Partial<Told> = {}): Told => ({
  revision,
  position,
  token: `e.1.${position}`,
  events: 1,
  replayed: false,
  ...more,
});

function event(stream: string, revision: number, position: number, more: Partial<ShownEvent> = {}): ShownEvent {
  return {
    id: `event-${position}`,
    type: 'OpportunityOpened',
    schemaVersion: 1,
    stream,
    revision,
    position,
    orderingKey: 'c',
    businessDate: '2026-01-01' as BusinessDate,
    recordedAt: new Date(Date.UTC(2026, 0, 1) + position).toISOString() as Instant,
    actor,
    correlationId: 'x',
    data: {},
    ...more,
  };
}

/** A ledger in which two deals were opened and acknowledged. */
function twoAcknowledged(): Ledger {
  const ledger = new Ledger();
  for (const [index, key] of ['a', 'b'].entries()) {
    ledger.sent(command(key));
    ledger.told(command(key), told(0, index + 1));
  }
  return ledger;
}
const both = [event('opportunity-a', 0, 1), event('opportunity-b', 0, 2)];

describe('what the crash suite looks for', () => {
  it('finds nothing where all is well', () => {
    const ledger = twoAcknowledged();
    expect([missing(ledger, both), unaccounted(ledger, both), disorder(both), ledger.contradictions]).toEqual([[], [], [], []]);
  });

  it('finds what was acknowledged and is not there, or stands elsewhere', () => {
    const ledger = twoAcknowledged();
    expect(missing(ledger, both.slice(0, 1))).toHaveLength(1);
    expect(missing(ledger, [event('opportunity-a', 0, 2), event('opportunity-b', 0, 3)])).toHaveLength(2);
  });

  it('finds what is there and was never acknowledged, or took effect twice', () => {
    const ledger = twoAcknowledged();
    expect(unaccounted(ledger, [...both, event('opportunity-a', 1, 3)])).not.toEqual([]);
    expect(unaccounted(ledger, [...both, event('opportunity-c', 0, 3)])).not.toEqual([]);
    expect(unaccounted(ledger, [...both, event('opportunity-c', 0, 3, { actor: 'policy:x', id: 'event-1' })])).not.toEqual([]);
  });

  it('finds a repeat that is not marked, or answered otherwise than the first time', () => {
    const ledger = twoAcknowledged();
    ledger.beginLife(2);
    ledger.sent(command('c'));
    ledger.told(command('c'), told(0, 2));
    ledger.toldAgain(command('a'), told(0, 1));
    ledger.toldAgain(command('b'), told(1, 3, { replayed: true }));
    expect(ledger.contradictions).toHaveLength(3);
  });

  it('finds positions, revisions, times and dates that run backwards', () => {
    expect(disorder([event('opportunity-a', 0, 2), event('opportunity-b', 0, 1)])).not.toEqual([]);
    expect(disorder([event('opportunity-a', 1, 1)])).not.toEqual([]);
    expect(
      disorder([both[0] ?? event('', 0, 0), event('opportunity-b', 0, 2, { recordedAt: '2020-01-01T00:00:00Z' as Instant })]),
    ).not.toEqual([]);
    const early = event('opportunity-a', 1, 2, { businessDate: '2025-01-01' as BusinessDate });
    expect(disorder([event('opportunity-a', 0, 1), early])).not.toEqual([]);
  });

  it('finds open deals that did not follow, and effects without a cause or twice for one', () => {
    const cell = { status: 'open', owner: 'li', unit: 'east', customer: 'c', region: null };
    const log = [
      event('employee-li', 0, 1, { type: 'EmployeeJoined', data: { unit: 'east' } }),
      event('customer-c', 0, 2, { type: 'CustomerRegistered', data: { details: { region: null } } }),
      event('opportunity-a', 0, 3, { data: { to: cell } }),
      event('employee-li', 1, 4, { type: 'EmployeeTransferred', data: { to: { unit: 'west' } } }),
    ];
    expect(leftBehind(log.slice(0, 3))).toEqual([]);
    expect(leftBehind(log)).toHaveLength(1);
    const effect = (revision: number, position: number, causationId: string): ShownEvent =>
      event('opportunity-a', revision, position, { type: 'OpportunityReclassified', actor: 'policy:work-follows-its-owner', causationId });
    expect(wrongEffects([...log, effect(1, 5, 'event-4')])).toEqual([]);
    expect(wrongEffects([...log, effect(1, 5, 'event-4'), effect(2, 6, 'event-4')])).toHaveLength(1);
    expect(wrongEffects([...log, effect(1, 5, 'event-9')])).toHaveLength(1);
    expect(wrongEffects([...log, effect(1, 5, 'event-2')])).toHaveLength(1);
  });
});
