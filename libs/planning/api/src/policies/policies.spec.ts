import { businessDate, type EmployeeId, type UnitId } from '@zongheng/kernel';
import { policySpecification, recorder } from '@zongheng/kernel/testing';
import { type Part, type Period, type PlanOf, PlanRolledForward, TargetDecomposed } from '@zongheng/planning-events';
import { EmployeeLeft } from '@zongheng/organisation-events';
import { allotTargets } from './allot-targets.ts';
import { carryOver } from './carry-over.ts';
import { handOver } from './hand-over.ts';

const north = '2026-03.unit.north';
const unit = 'north' as UnitId;
const of: PlanOf = { subject: { kind: 'department', id: 'north', unit }, period: '2026-03' as Period };
const revenue = { metric: 'expected-revenue', productLine: null, currency: 'CNY' };
const visits = { metric: 'visits-made', productLine: 'vpn', currency: null };
const part = (person: string, amount: number): Part => ({
  plan: `2026-03.person.${person}`,
  subject: { kind: 'person', id: person, unit },
  amount,
});

function decomposed(aim: typeof revenue | typeof visits, from: readonly Part[], to: readonly Part[]) {
  const amount = to.reduce((sum, each) => sum + each.amount, 0);
  return recorder()(TargetDecomposed, north, '2026-03-01', { of, aim, amount, stretch: 0, from: [...from], to: [...to] });
}

describe('targets follow a decomposition', () => {
  it('each plan below by a command of its own, without what the aim does not have', () => {
    const event = decomposed(visits, [], [part('li', 6), part('wang', 0)]);
    const body = { metric: 'visits-made', productLine: 'vpn', by: north, released: 0 };
    policySpecification(allotTargets)
      .when(event, undefined)
      .then(
        { command: 'AllotTarget', id: '2026-03.person.li', body: { ...body, amount: 6 }, on: event.businessDate },
        { command: 'AllotTarget', id: '2026-03.person.wang', body: { ...body, amount: 0 }, on: event.businessDate },
      );
  });

  it('only where it changed; whoever is left out is released, and has nothing of it', () => {
    const event = decomposed(
      revenue,
      [part('li', 60), part('wang', 40), part('chen', 10)],
      [part('li', 60), part('zhao', 40), part('chen', 20)],
    );
    const body = { metric: 'expected-revenue', currency: 'CNY', by: north };
    const on = event.businessDate;
    policySpecification(allotTargets)
      .when(event, undefined)
      .then(
        { command: 'AllotTarget', id: '2026-03.person.zhao', body: { ...body, amount: 40, released: 0 }, on },
        { command: 'AllotTarget', id: '2026-03.person.chen', body: { ...body, amount: 20, released: 0 }, on },
        { command: 'AllotTarget', id: '2026-03.person.wang', body: { ...body, amount: 0, released: 1 }, on },
      );
  });

  it('not at all where the parts are the same in another order', () => {
    policySpecification(allotTargets)
      .when(decomposed(revenue, [part('li', 60), part('wang', 40)], [part('wang', 40), part('li', 60)]), undefined)
      .then();
  });
});

describe('what someone who leaves saw to in plans', () => {
  const left = (reason: string | null) =>
    recorder()(EmployeeLeft, 'li', '2026-03-15', { unit, successor: 'wang' as EmployeeId, successorUnit: unit, reason });

  it('goes to the successor, plan by plan, on the day of leaving', () => {
    const plans = ['2026-03.person.li', '2026-03.unit.north'];
    const body = { from: 'li', to: 'wang', reason: '退休' };
    policySpecification(handOver)
      .when(left('退休'), { plans })
      .then(...plans.map((id) => ({ command: 'HandOverPlanWork', id, body, on: businessDate('2026-03-15') })));
  });

  it('says who it went to where no reason is given', () => {
    const body = { from: 'li', to: 'wang', reason: 'li → wang' };
    policySpecification(handOver)
      .when(left(null), { plans: [north] })
      .then({ command: 'HandOverPlanWork', id: north, body, on: businessDate('2026-03-15') });
  });

  it('is nothing where they saw to nothing', () => {
    policySpecification(handOver).when(left(null), { plans: [] }).then();
  });
});

describe('what a plan leaves open', () => {
  const into = '2026-04.unit.north';
  const li = 'li' as EmployeeId;
  const deadline = businessDate('2026-03-20');
  const terms = { title: '续约', responsible: li, deadline, collaborators: [], products: ['vpn'], customers: [], metric: null };
  const correction = { correction: 'c1', decision: '增派售前', responsible: li, deadline, metric: 'visits-made', action: null };

  it('goes on in the plan it was rolled forward into: actions, corrections, and what is missing of each aim', () => {
    const event = recorder()(PlanRolledForward, north, '2026-04-02', {
      of,
      into,
      period: '2026-04' as Period,
      actions: [
        { action: 'renew', terms, progress: 400, blocked: null },
        { action: 'visit', terms: { ...terms, metric: 'visits-made' }, progress: 0, blocked: '等设备' },
      ],
      corrections: [correction],
      shortfall: [
        { aim: revenue, amount: 500 },
        { aim: visits, amount: 2 },
      ],
    });
    const { metric: _metric, ...withoutMetric } = terms;
    const { action: _action, ...withoutAction } = correction;
    policySpecification(carryOver)
      .when(event, undefined)
      .then({
        command: 'ReceiveCarryOver',
        id: into,
        body: {
          from: north,
          actions: [
            { action: 'renew', terms: withoutMetric, progress: 400 },
            { action: 'visit', terms: { ...terms, metric: 'visits-made' }, progress: 0, blocked: '等设备' },
          ],
          corrections: [withoutAction],
          shortfall: [
            { metric: 'expected-revenue', currency: 'CNY', amount: 500 },
            { metric: 'visits-made', productLine: 'vpn', amount: 2 },
          ],
        },
        on: event.businessDate,
      });
  });

  it('is taken over also where nothing is: the next plan knows where it comes from', () => {
    const nothing = { actions: [], corrections: [], shortfall: [] };
    const event = recorder()(PlanRolledForward, north, '2026-04-02', { of, into, period: '2026-04' as Period, ...nothing });
    policySpecification(carryOver)
      .when(event, undefined)
      .then({ command: 'ReceiveCarryOver', id: into, body: { from: north, ...nothing }, on: event.businessDate });
  });
});
