import { specification } from '@zongheng/kernel/testing';
import type { PlanFact } from '@zongheng/planning-events';
import { planDecider } from './decide.ts';
import {
  allotting,
  type CommandOf,
  committed,
  date,
  decomposing,
  drafted,
  li,
  march,
  ofLi,
  ofNorth,
  on,
  part,
  renewals,
  revenue,
  revising,
  set,
  setting,
  visits,
  wang,
} from './plan.spec-data.ts';

const spec = specification(planDecider);
const drafting = (given: Partial<CommandOf<'DraftPlan'>> = {}): CommandOf<'DraftPlan'> => ({
  type: 'DraftPlan',
  ...on('2026-02-25'),
  subject: li,
  period: march,
  ...given,
});
const committing = (day = '2026-02-27'): CommandOf<'CommitPlan'> => ({ type: 'CommitPlan', ...on(day) });
const withdrawing = (day = '2026-02-27'): CommandOf<'WithdrawTarget'> => ({
  type: 'WithdrawTarget',
  ...on(day),
  aim: revenue,
  reason: null,
});
const parts = [part(li, 600), part(wang, 400)];
const toOf = (given: typeof parts) =>
  given.map(({ plan, subject: { kind, id, unit }, amount }) => ({ plan, subject: { kind, id, unit }, amount }));
const decomposed = (given = parts, stretch = 0): PlanFact => ({
  type: 'TargetDecomposed',
  businessDate: date('2026-02-26'),
  data: { of: ofNorth, aim: revenue, amount: 1000, stretch, from: [], to: toOf(given) },
});
const ofNorthSet = set(revenue, 1000, { of: ofNorth });

describe('a plan', () => {
  it('is drafted once for a subject and a period', () => {
    spec.given().when(drafting()).then(drafted());
    spec.given().whenRepeated(drafting()).thenNothing();
    spec
      .given()
      .when(drafting({ subject: { ...li, left: date('2026-02-01') } }))
      .thenRefused('PLANNING.SUBJECT.LEFT');
    spec
      .given()
      .when(drafting(on('2026-07-01')))
      .thenRefused('DATE.IN_FUTURE');
  });

  it('is not known before it is drafted', () => {
    for (const command of [setting(revenue, 1), committing(), revising(revenue, 1), withdrawing()]) {
      spec.given().when(command).thenRefused('PLANNING.PLAN.UNKNOWN');
    }
  });

  it('is committed to with its targets', () => {
    spec
      .given(drafted(), set(revenue, 1000))
      .when(committing())
      .then(committed([[revenue, 1000]]));
    spec.given(drafted(), set(revenue, 1000)).whenRepeated(committing()).thenNothing();
    spec.given(drafted()).when(committing()).thenRefused('PLANNING.PLAN.EMPTY');
    spec.given(drafted(), set(revenue, 1000)).when(committing('2026-02-25')).thenRefused('DATE.BEFORE_LAST');
  });
});

describe('a target', () => {
  it('is set in a draft, from what it was', () => {
    spec.given(drafted()).when(setting(revenue, 1000)).then(set(revenue, 1000));
    spec.given(drafted()).whenRepeated(setting(revenue, 1000)).thenNothing();
    spec
      .given(drafted(), set(revenue, 1000))
      .when(setting(revenue, 1200))
      .then(set(revenue, 1200, { from: 1000 }));
  });

  it('is of a metric that there is, in its unit', () => {
    spec
      .given(drafted())
      .when(setting({ ...revenue, metric: 'happiness' }, 1))
      .thenRefused('PLANNING.METRIC.UNKNOWN');
    spec
      .given(drafted())
      .when(setting({ ...revenue, currency: null }, 1))
      .thenRefused('PLANNING.METRIC.CURRENCY');
    spec
      .given(drafted())
      .when(setting({ ...visits, currency: 'CNY' }, 1))
      .thenRefused('PLANNING.METRIC.CURRENCY');
    spec
      .given(drafted())
      .when(setting({ ...visits, productLine: 'vpn' }, 1))
      .thenRefused('PLANNING.METRIC.NO_PRODUCT_LINES');
    spec.given(drafted()).when(setting(renewals, 1001)).thenRefused('PLANNING.TARGET.OUT_OF_RANGE');
    spec.given(drafted()).when(setting(visits, -1)).thenRefused('PLANNING.TARGET.OUT_OF_RANGE');
  });

  it('is one of at most two hundred', () => {
    const many = Array.from({ length: 200 }, (_, index) => set({ ...revenue, productLine: `line-${index}` }, 1));
    spec
      .given(drafted(), ...many)
      .when(setting(revenue, 1))
      .thenRefused('PLANNING.TARGET.TOO_MANY');
  });

  it('is withdrawn from a draft', () => {
    const withdrawn: PlanFact = {
      type: 'TargetWithdrawn',
      businessDate: date('2026-02-27'),
      data: { of: ofLi, aim: revenue, from: 1000, reason: null },
    };
    spec.given(drafted(), set(revenue, 1000)).when(withdrawing()).then(withdrawn);
    spec.given(drafted(), set(revenue, 1000)).whenRepeated(withdrawing()).thenNothing();
    spec
      .given(drafted(), set(revenue, 1000), committed([[revenue, 1000]]))
      .when(withdrawing())
      .thenRefused('PLANNING.TARGET.COMMITTED');
    spec.given(drafted(ofNorth), ofNorthSet, decomposed()).when(withdrawing()).thenRefused('PLANNING.TARGET.DECOMPOSED');
  });

  it('that is committed changes by a revision alone', () => {
    const given = [drafted(), set(revenue, 1000), committed([[revenue, 1000]])];
    spec
      .given(...given)
      .when(setting(revenue, 900, '2026-03-10'))
      .thenRefused('PLANNING.TARGET.COMMITTED');
    spec
      .given(...given)
      .when(revising(revenue, 900))
      .then({
        type: 'TargetRevised',
        businessDate: date('2026-03-10'),
        data: {
          of: ofLi,
          aim: revenue,
          from: 1000,
          to: 900,
          base: null,
          allottedBy: null,
          decomposed: null,
          reason: 'the site is late',
        },
      });
    spec
      .given(...given)
      .whenRepeated(revising(revenue, 900))
      .thenNothing();
    spec.given(drafted(), set(revenue, 1000)).when(revising(revenue, 900)).thenRefused('PLANNING.PLAN.NOT_COMMITTED');
  });
});

describe('a decomposition', () => {
  it('sums to the target', () => {
    spec.given(drafted(ofNorth), ofNorthSet).when(decomposing(parts)).then(decomposed());
    spec.given(drafted(ofNorth), ofNorthSet).whenRepeated(decomposing(parts)).thenNothing();
    spec
      .given(drafted(ofNorth), ofNorthSet)
      .when(decomposing([part(li, 600), part(wang, 399)]))
      .thenRefused('PLANNING.DECOMPOSITION.DOES_NOT_SUM');
    spec.given(drafted(ofNorth), ofNorthSet).when(decomposing([])).thenRefused('PLANNING.DECOMPOSITION.DOES_NOT_SUM');
    spec
      .given(drafted(ofNorth), ofNorthSet)
      .when(decomposing([part(li, -1), part(wang, 1001)]))
      .thenRefused('PLANNING.TARGET.OUT_OF_RANGE');
  });

  it('says by how much it stretches', () => {
    const stretched = [part(li, 700), part(wang, 400)];
    spec.given(drafted(ofNorth), ofNorthSet).when(decomposing(stretched, 100)).then(decomposed(stretched, 100));
    spec.given(drafted(ofNorth), ofNorthSet).when(decomposing(stretched)).thenRefused('PLANNING.DECOMPOSITION.DOES_NOT_SUM');
    spec.given(drafted(ofNorth), ofNorthSet).when(decomposing(parts, -1)).thenRefused('PLANNING.DECOMPOSITION.DOES_NOT_SUM');
  });

  it('is told by every later change of the target, and is whole again before the plan is committed to', () => {
    const raised = set(revenue, 1100, { of: ofNorth, from: 1000, decomposed: { sum: 1000, stretch: -100 } });
    spec.given(drafted(ofNorth), ofNorthSet, decomposed()).when(setting(revenue, 1100)).then(raised);
    spec.given(drafted(ofNorth), ofNorthSet, decomposed(), raised).when(committing()).thenRefused('PLANNING.DECOMPOSITION.SHORT');
    const lowered = set(revenue, 900, { of: ofNorth, from: 1000, decomposed: { sum: 1000, stretch: 100 } });
    spec.given(drafted(ofNorth), ofNorthSet, decomposed()).when(setting(revenue, 900)).then(lowered);
    spec
      .given(drafted(ofNorth), ofNorthSet, decomposed(), lowered)
      .when(committing())
      .then(committed([[revenue, 900]], ofNorth));
  });

  it('is of a target that adds up, of a unit, to subjects that can take it', () => {
    const given = [drafted(ofNorth), ofNorthSet];
    spec
      .given(...given)
      .when(decomposing(parts, 0, visits))
      .thenRefused('PLANNING.TARGET.UNKNOWN');
    spec
      .given(...given, set(renewals, 900, { of: ofNorth }))
      .when(decomposing(parts, 0, renewals))
      .thenRefused('PLANNING.METRIC.NOT_ADDITIVE');
    spec.given(drafted(), set(revenue, 1000)).when(decomposing(parts)).thenRefused('PLANNING.DECOMPOSITION.OF_PERSON');
    spec
      .given(...given)
      .when(decomposing([part(li, 600), part(li, 400)]))
      .thenRefused('PLANNING.DECOMPOSITION.SUBJECT_TWICE');
    spec
      .given(...given)
      .when(decomposing([part(li, 600, { closed: true }), part(wang, 400)]))
      .thenRefused('PLANNING.DECOMPOSITION.PART_CLOSED');
    spec
      .given(...given)
      .when(decomposing([part({ ...li, left: date('2026-01-31') }, 1000)]))
      .thenRefused('PLANNING.SUBJECT.LEFT');
    spec
      .given(...given)
      .when(decomposing([part(li, 1000, { allottedBy: '2026-03.unit.south' })]))
      .thenRefused('PLANNING.DECOMPOSITION.ALLOTTED_ELSEWHERE');
  });
});

describe('an allotted target', () => {
  const allotted = set(revenue, 600, { allottedBy: '2026-03.unit.north' });

  it('comes into a draft, and drafts the plan where nobody had', () => {
    spec.given(drafted()).when(allotting(600)).then(allotted);
    spec.given(drafted()).whenRepeated(allotting(600)).thenNothing();
    const { data } = drafted();
    spec
      .given()
      .when(allotting(600))
      .then(
        {
          type: 'PlanDrafted',
          businessDate: date('2026-02-26'),
          data: { ...data, cause: 'allotment', causePlan: '2026-03.unit.north' },
        },
        allotted,
      );
  });

  it('comes into a committed plan as a revision, dated when it can be', () => {
    spec
      .given(drafted(), allotted, committed([[revenue, 600]]))
      .when(allotting(700))
      .then({
        type: 'TargetRevised',
        businessDate: date('2026-02-27'),
        data: {
          of: ofLi,
          aim: revenue,
          from: 600,
          to: 700,
          base: null,
          allottedBy: '2026-03.unit.north',
          decomposed: null,
          reason: 'allotted anew by 2026-03.unit.north',
        },
      });
  });

  it('is its parent’s to change, and the subject’s own again once it is released', () => {
    spec.given(drafted(), allotted).when(setting(revenue, 500)).thenRefused('PLANNING.TARGET.ALLOTTED');
    spec
      .given(drafted(), allotted)
      .when(allotting(100, { by: '2026-03.unit.south' }))
      .thenRefused('PLANNING.TARGET.ALLOTTED');
    const released = set(revenue, 0, { from: 600 });
    spec
      .given(drafted(), allotted)
      .when(allotting(0, { released: true }))
      .then(released);
    spec
      .given(drafted(), allotted)
      .when(allotting(0, { released: true, by: '2026-03.unit.south' }))
      .thenNothing();
    spec
      .given(drafted(), allotted, released)
      .when(setting(revenue, 500))
      .then(set(revenue, 500, { from: 0 }));
  });
});
