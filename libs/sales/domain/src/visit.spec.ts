import { specification } from '@zongheng/kernel/testing';
import type { VisitFact } from '@zongheng/sales-events';
import { acme, date, li, on, wang, zhao } from './testing/people.ts';
import { type PlanVisit, type VisitCommand, visitDecider } from './visit.ts';
import { ownedBy } from './work.ts';

type Of<Type extends VisitCommand['type']> = Extract<VisitCommand, { type: Type }>;
const spec = specification(visitDecider);
const serves = { opportunity: 'deal', plan: null, action: null };
const planning = (given: Partial<PlanVisit> = {}): PlanVisit => ({
  type: 'PlanVisit',
  ...on('2026-01-05'),
  customer: acme.id,
  by: li,
  plannedFor: date('2026-01-20'),
  purpose: '回访',
  ...serves,
  ...given,
});
const rescheduling = (day: string, to: string): Of<'RescheduleVisit'> => ({
  type: 'RescheduleVisit',
  ...on(day),
  to: date(to),
  reason: null,
});
const reassigning = (day: string, to = wang): Of<'ReassignVisit'> => ({ type: 'ReassignVisit', ...on(day), to, reason: 'nearer' });
const handingOver = (day: string, from = li, to = wang): Of<'HandOverVisit'> => ({
  type: 'HandOverVisit',
  ...on(day),
  from: from.id,
  to,
  reason: 'left',
});
const completing = (day: string, given: Partial<Of<'CompleteVisit'>> = {}): Of<'CompleteVisit'> => ({
  type: 'CompleteVisit',
  ...on(day),
  outcome: 'interested',
  note: null,
  cost: { minor: 80_00, currency: 'CNY' },
  ...given,
});
const cancelling = (day: string): Of<'CancelVisit'> => ({ type: 'CancelVisit', ...on(day), reason: 'the customer is away' });
const planned: VisitFact = {
  type: 'VisitPlanned',
  businessDate: date('2026-01-05'),
  data: { customer: acme.id, by: ownedBy(li), plannedFor: date('2026-01-20'), purpose: '回访', ...serves },
};
const completed: VisitFact = {
  type: 'VisitCompleted',
  businessDate: date('2026-01-21'),
  data: {
    by: ownedBy(li),
    plannedFor: date('2026-01-20'),
    outcome: 'interested',
    note: null,
    cost: { minor: 80_00, currency: 'CNY' },
    ...serves,
  },
};

describe('a visit', () => {
  it('is planned for a day to come', () => {
    spec.given().when(planning()).then(planned);
    spec.given(planned).when(planning()).thenRefused('SALES.VISIT.EXISTS');
    spec
      .given()
      .when(planning({ plannedFor: date('2026-01-04') }))
      .thenRefused('SALES.PLANNED_DATE_PAST');
    spec
      .given()
      .when(planning({ ...on('2026-03-01'), plannedFor: date('2026-03-02'), by: zhao }))
      .thenRefused('SALES.OWNER.LEFT');
    spec
      .given()
      .when(planning(on('2026-07-01')))
      .thenRefused('DATE.IN_FUTURE');
  });

  it('is moved to another day', () => {
    spec
      .given(planned)
      .when(rescheduling('2026-01-10', '2026-02-02'))
      .then({
        type: 'VisitRescheduled',
        businessDate: date('2026-01-10'),
        data: { from: date('2026-01-20'), to: date('2026-02-02'), reason: null },
      });
    spec.given(planned).whenRepeated(rescheduling('2026-01-10', '2026-02-02')).thenNothing();
    spec.given(planned).when(rescheduling('2026-01-10', '2026-01-09')).thenRefused('SALES.PLANNED_DATE_PAST');
    spec.given(planned).when(rescheduling('2026-01-04', '2026-02-02')).thenRefused('DATE.BEFORE_LAST');
  });

  it('is given to someone else', () => {
    spec
      .given(planned)
      .when(reassigning('2026-01-10'))
      .then({
        type: 'VisitReassigned',
        businessDate: date('2026-01-10'),
        data: { from: ownedBy(li), to: ownedBy(wang), reason: 'nearer' },
      });
    spec.given(planned).whenRepeated(reassigning('2026-01-10')).thenNothing();
    spec.given(planned).when(reassigning('2026-03-01', zhao)).thenRefused('SALES.OWNER.LEFT');
  });

  it('goes to the successor of who left, dated when it can be', () => {
    spec
      .given(planned)
      .when(handingOver('2026-01-01'))
      .then({ type: 'VisitReassigned', businessDate: date('2026-01-05'), data: { from: ownedBy(li), to: ownedBy(wang), reason: 'left' } });
    spec
      .given(planned)
      .when(handingOver('2026-01-10', wang, li))
      .thenNothing();
    spec.given(planned, completed).when(handingOver('2026-01-30')).thenNothing();
    spec.given(planned).whenRepeated(handingOver('2026-01-10')).thenNothing();
    spec
      .given(planned)
      .when(handingOver('2026-03-10', li, zhao))
      .thenRefused('SALES.OWNER.LEFT');
    spec.given(planned).when(handingOver('2026-07-10')).thenRefused('DATE.IN_FUTURE');
  });

  it('is made, and says what it served and cost', () => {
    spec.given(planned).when(completing('2026-01-21')).then(completed);
    spec.given(planned).whenRepeated(completing('2026-01-21')).thenNothing();
    spec.given(planned, completed).when(completing('2026-01-22')).thenRefused('SALES.VISIT.CLOSED');
    spec
      .given(planned)
      .when(completing('2026-01-21', { cost: { minor: -1, currency: 'CNY' } }))
      .thenRefused('SALES.COST_NEGATIVE');
    spec.given(planned).when(completing('2026-07-01')).thenRefused('DATE.IN_FUTURE');
  });

  it('is cancelled with a reason', () => {
    spec
      .given(planned)
      .when(cancelling('2026-01-10'))
      .then({
        type: 'VisitCancelled',
        businessDate: date('2026-01-10'),
        data: { by: ownedBy(li), plannedFor: date('2026-01-20'), reason: 'the customer is away' },
      });
    spec.given(planned).whenRepeated(cancelling('2026-01-10')).thenNothing();
    spec.given(planned, completed).when(cancelling('2026-01-22')).thenRefused('SALES.VISIT.CLOSED');
    spec.given(planned).when(cancelling('2026-01-04')).thenRefused('DATE.BEFORE_LAST');
  });

  it('is not known before it is planned', () => {
    for (const command of [
      rescheduling('2026-01-10', '2026-02-02'),
      reassigning('2026-01-10'),
      completing('2026-01-10'),
      cancelling('2026-01-10'),
    ]) {
      spec.given().when(command).thenRefused('SALES.VISIT.UNKNOWN');
    }
  });
});
