import { specification } from '@zongheng/kernel/testing';
import type { EmployeeId } from '@zongheng/kernel';
import type { PlanFact } from '@zongheng/planning-events';
import fc from 'fast-check';
import { foldOf, factsOf } from '@zongheng/kernel';
import { planDecider } from './decide.ts';
import {
  checking,
  type CommandOf,
  committed,
  correcting,
  date,
  drafted,
  ofLi,
  on,
  planned,
  planning,
  revenue,
  set,
  setting,
  terms,
} from './plan.spec-data.ts';

const spec = specification(planDecider);
const closing = (day: string): CommandOf<'ClosePlan'> => ({ type: 'ClosePlan', ...on(day), note: null });
const rolling = (day: string, nextClosed = false): CommandOf<'RollForward'> => ({ type: 'RollForward', ...on(day), nextClosed });

/** The facts of a plan with one open action, one open correction, and a last check that saw 900 of 1,000. */
function story(): PlanFact[] {
  const facts: PlanFact[] = [drafted(), set(revenue, 1000), committed([[revenue, 1000]]), planned];
  for (const command of [correcting(), checking('2026-03-31')])
    facts.push(...factsOf(planDecider.decide(foldOf(planDecider, facts), command)));
  return facts;
}
const closed = (): PlanFact[] => [...story(), ...factsOf(planDecider.decide(foldOf(planDecider, story()), closing('2026-04-02')))];

describe('a plan at its end', () => {
  it('is closed with what its last check saw, and what it did not bring', () => {
    expect(factsOf(planDecider.decide(foldOf(planDecider, story()), closing('2026-04-02')))).toMatchObject([
      {
        type: 'PlanClosed',
        businessDate: '2026-04-02',
        data: { check: 1, lines: [{ plan: 1000, actual: 900 }], shortfall: [{ aim: revenue, amount: 100 }], open: ['renew'] },
      },
    ]);
    spec
      .given(...story())
      .whenRepeated(closing('2026-04-02'))
      .thenNothing();
  });

  it('is checked as of its last day first', () => {
    spec
      .given(drafted(), set(revenue, 1000), committed([[revenue, 1000]]))
      .when(closing('2026-04-02'))
      .thenRefused('PLANNING.PLAN.NOT_CHECKED');
    const early = [drafted(), set(revenue, 1000), committed([[revenue, 1000]])];
    const facts = [...early, ...factsOf(planDecider.decide(foldOf(planDecider, early), checking('2026-03-30')))];
    spec
      .given(...facts)
      .when(closing('2026-04-02'))
      .thenRefused('PLANNING.PLAN.NOT_CHECKED');
  });

  it('changes no more once it is closed', () => {
    const later = '2026-04-03';
    for (const command of [setting(revenue, 1, later), planning(on(later)), checking(later), correcting(on(later))]) {
      spec
        .given(...closed())
        .when(command)
        .thenRefused('PLANNING.PLAN.CLOSED');
    }
    spec
      .given(...closed())
      .when({ type: 'GiveFeedback', ...on(later), check: null, by: 'wang' as EmployeeId, text: 'too late' })
      .thenRefused('PLANNING.PLAN.CLOSED');
  });

  it('is rolled forward once, when it is closed', () => {
    expect(factsOf(planDecider.decide(foldOf(planDecider, closed()), rolling('2026-04-03')))).toMatchObject([
      {
        type: 'PlanRolledForward',
        data: {
          into: '2026-04.person.li',
          period: '2026-04',
          actions: [{ action: 'renew', terms, progress: 0, blocked: null }],
          corrections: [{ correction: 'more-presales' }],
          shortfall: [{ aim: revenue, amount: 100 }],
        },
      },
    ]);
    spec
      .given(...closed())
      .whenRepeated(rolling('2026-04-03'))
      .thenNothing();
    spec
      .given(...story())
      .when(rolling('2026-04-03'))
      .thenRefused('PLANNING.PLAN.NOT_CLOSED');
    spec
      .given(...closed())
      .when(rolling('2026-04-03', true))
      .thenRefused('PLANNING.PLAN.NEXT_CLOSED');
  });
});

describe('a carry-over', () => {
  const next = { ...ofLi, period: '2026-04' as (typeof ofLi)['period'] };
  const receiving = (actions: readonly string[], corrections: readonly string[] = []): CommandOf<'ReceiveCarryOver'> => ({
    type: 'ReceiveCarryOver',
    ...on('2026-04-03'),
    of: next,
    from: '2026-03.person.li',
    actions: actions.map((action) => ({ action, terms, progress: 300, blocked: null })),
    corrections: corrections.map((correction) => ({
      correction,
      decision: '增派售前',
      responsible: 'wang' as EmployeeId,
      deadline: date('2026-04-10'),
      metric: null,
      action: actions[0] ?? null,
    })),
    shortfall: [{ aim: revenue, amount: 100 }],
  });

  it('drafts the next plan where there is none, and is taken over once', () => {
    const facts = factsOf(planDecider.decide(planDecider.initialState(), receiving(['renew'])));
    expect(facts.map(({ type }) => type)).toEqual(['PlanDrafted', 'CarryOverReceived']);
    spec
      .given()
      .whenRepeated(receiving(['renew']))
      .thenNothing();
  });

  it('does not come into a closed plan', () => {
    spec
      .given(...closed())
      .when({ ...receiving(['renew']), from: '2026-02.person.li' })
      .thenRefused('PLANNING.PLAN.CLOSED');
  });

  it('loses nothing, whatever names are taken: each action and correction goes on, with its progress, under a name of its own', () => {
    const names = fc.uniqueArray(fc.constantFrom('a', 'a.2', 'a.3', 'b', 'b.2', 'c'), { minLength: 1 });
    fc.assert(
      fc.property(names, names, (there, coming) => {
        const before: PlanFact[] = [
          drafted(next),
          ...there.map((action): PlanFact => ({ ...planned, data: { ...planned.data, of: next, action } })),
        ];
        const state = foldOf(planDecider, before);
        const after = foldOf(planDecider, factsOf(planDecider.decide(state, receiving(coming, coming))), state);
        expect(new Set(after.actions.map(({ action }) => action)).size).toBe(there.length + coming.length);
        expect(after.actions.filter(({ progress }) => progress === 300)).toHaveLength(coming.length);
        expect(after.corrections).toHaveLength(coming.length);
        for (const { terms: correction } of after.corrections) {
          expect(after.actions.find(({ action }) => action === correction.action)?.progress).toBe(300);
        }
      }),
    );
  });
});

describe('a reminder', () => {
  const reminding = (given: Partial<CommandOf<'RemindPlan'>> = {}): CommandOf<'RemindPlan'> => ({
    type: 'RemindPlan',
    ...on('2026-03-05'),
    of: ofLi,
    owed: 'plan',
    level: 1,
    due: date('2026-03-01'),
    since: date('2026-03-01'),
    to: 'li' as EmployeeId,
    policy: 0,
    ...given,
  });
  const sent: PlanFact = {
    type: 'PlanReminderSent',
    businessDate: date('2026-03-05'),
    data: { of: ofLi, owed: 'plan', level: 1, due: date('2026-03-01'), to: 'li' as EmployeeId, policy: 0 },
  };

  it('is sent once for each level, also where nothing was drafted', () => {
    spec.given().when(reminding()).then(sent);
    spec.given().whenRepeated(reminding()).thenNothing();
    spec
      .given(sent)
      .when(reminding({ level: 2 }))
      .then({ ...sent, data: { ...sent.data, level: 2 } } as PlanFact);
  });

  it('is not sent where what is owed has come', () => {
    const given = [drafted(), set(revenue, 1000), committed([[revenue, 1000]])];
    spec
      .given(...given)
      .when(reminding())
      .thenNothing();
    spec
      .given(...given)
      .when(reminding({ owed: 'progress' }))
      .then({ ...sent, data: { ...sent.data, owed: 'progress' } } as PlanFact);
    spec
      .given(...closed())
      .when(reminding({ ...on('2026-04-06'), owed: 'check', since: date('2026-03-31') }))
      .thenNothing();
  });

  it('leaves the dates of the plan as they are', () => {
    spec.given(drafted(), sent).when(setting(revenue, 1000)).then(set(revenue, 1000));
  });
});
