import { documentSpecification, recorder } from '@zongheng/kernel/testing';
import {
  OpportunityAdvanced,
  OpportunityAssessed,
  OpportunityAttributesSet,
  OpportunityCorrected,
  OpportunityOpened,
  OpportunityVoided,
  OpportunityWon,
} from '@zongheng/sales-events';
import { cellOf, reachedFrom } from '../journals/deal.spec-data.ts';
import { opportunities } from './opportunities.ts';

const obtained = cellOf('obtained', '2026-01-05');
const opened = obtained.since;
const opening = { title: '宁波机房扩容', first: true as const, reference: { system: 'billing', key: 'B-1' }, note: null, to: obtained };
const won = cellOf('won', '2026-03-01', { status: 'won' });
const winning = { from: obtained, to: won, opened, first: true, reached: [reachedFrom(obtained)], reason: null };

describe('an opportunity’s card', () => {
  it('shows the cell the deal stands in, its amount, and when it was opened', () => {
    const recorded = recorder();
    const { document } = documentSpecification(opportunities).given(recorded(OpportunityOpened, 'a', '2026-01-05', opening));
    expect(document('a')).toMatchObject({
      id: 'a',
      status: 'open',
      opened,
      closed: null,
      amount: { minor: 100_00, currency: 'CNY' },
      revision: 0,
    });
  });

  it('says when a deal was closed, and moves its last activity and revision with every fact', () => {
    const recorded = recorder();
    const { document } = documentSpecification(opportunities).given(
      recorded(OpportunityOpened, 'a', '2026-01-05', opening),
      recorded(OpportunityWon, 'a', '2026-03-01', winning),
    );
    expect(document('a')).toMatchObject({ status: 'won', closed: '2026-03-01', lastActivity: '2026-03-01', revision: 1 });
  });

  it('does not let a fact that was learned late move the last activity backwards', () => {
    const recorded = recorder();
    const created = cellOf('created', '2026-02-01');
    const advance = { from: obtained, to: created, opened, first: true, reached: [reachedFrom(obtained)], skipped: [], reason: null };
    const movement = { date: created.since, out: obtained, in: created, first: true, reached: advance.reached, opened };
    const earlier = { ...movement, date: '2026-01-20' as typeof opened, in: cellOf('created', '2026-01-20') };
    const { document } = documentSpecification(opportunities).given(
      recorded(OpportunityOpened, 'a', '2026-01-05', opening),
      recorded(OpportunityAdvanced, 'a', '2026-02-01', advance),
      recorded(OpportunityCorrected, 'a', '2026-01-25', {
        corrects: 'date',
        since: earlier.date,
        reason: '补录',
        retracted: [movement],
        stated: [earlier],
      }),
    );
    expect(document('a')).toMatchObject({ lastActivity: '2026-02-01', cell: { since: '2026-01-20' } });
  });

  it('keeps the attributes that were set and forgets those removed', () => {
    const recorded = recorder();
    const { document } = documentSpecification(opportunities).given(
      recorded(OpportunityOpened, 'a', '2026-01-05', opening),
      recorded(OpportunityAttributesSet, 'a', '2026-01-06', { set: { voltage: '10kV', urgent: true }, removed: [] }),
      recorded(OpportunityAttributesSet, 'a', '2026-01-07', { set: { load: 630 }, removed: ['urgent'] }),
    );
    expect(document('a')?.attributes).toEqual({ voltage: '10kV', load: 630 });
  });

  it('shows the last assessment', () => {
    const recorded = recorder();
    const answers = [{ criterion: 'budget', points: 3, reason: null }];
    const { document } = documentSpecification(opportunities).given(
      recorded(OpportunityOpened, 'a', '2026-01-05', opening),
      recorded(OpportunityAssessed, 'a', '2026-01-06', { scheme: 'bant', schemeRevision: 0, score: 600, answers }),
    );
    expect(document('a')?.assessment).toEqual({ scheme: 'bant', score: 600, on: '2026-01-06' });
  });

  it('stays readable as voided', () => {
    const recorded = recorder();
    const { document } = documentSpecification(opportunities).given(
      recorded(OpportunityOpened, 'a', '2026-01-05', opening),
      recorded(OpportunityVoided, 'a', '2026-02-01', { reason: '重复', retracted: [], stated: [] }),
    );
    const card = document('a');
    expect(card?.status).toBe('voided');
    expect(card && opportunities.index(card).fields['stage']).toBeNull();
  });

  it('gives a value for every field it declares', () => {
    const recorded = recorder();
    const { document } = documentSpecification(opportunities).given(recorded(OpportunityOpened, 'a', '2026-01-05', opening));
    const card = document('a');
    expect(card && Object.keys(opportunities.index(card).fields).sort()).toEqual(Object.keys(opportunities.fields).sort());
  });
});
