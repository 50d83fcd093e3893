import { factsOf, foldOf, isRefusal, splitByWeights, type UnitId } from '@zongheng/kernel';
import { type Aim, sameAim } from '@zongheng/planning-events';
import fc from 'fast-check';
import type { PlanCommand, SubjectFacts } from './commands.ts';
import { planDecider } from './decide.ts';
import { drafted, march, of, on, part, revenue } from './plan.spec-data.ts';
import type { PlanState } from './state.ts';

const company: SubjectFacts = { kind: 'company', id: 'carrier', unit: 'carrier' as UnitId, left: null };
const people = ['p1', 'p2', 'p3', 'p4'].map((id): SubjectFacts => ({ kind: 'person', id, unit: 'carrier' as UnitId, left: null }));
const root = `${march}.unit.carrier`;

/** A company and its people, kept by their deciders and the policy that allots. */
class Tree {
  readonly plans = new Map<string, PlanState>();
  /** The stretch that the company's plan said last. */
  stretch = 0;

  constructor() {
    this.plans.set(root, foldOf(planDecider, [drafted(of(company))]));
  }

  send(plan: string, command: PlanCommand): void {
    const state = this.plans.get(plan) ?? planDecider.initialState();
    const decision = planDecider.decide(state, command);
    if (isRefusal(decision)) return;
    this.plans.set(plan, foldOf(planDecider, factsOf(decision), state));
    for (const fact of decision) {
      if ((fact.type === 'TargetSet' || fact.type === 'TargetRevised') && plan === root) this.stretch = fact.data.decomposed?.stretch ?? 0;
      if (fact.type !== 'TargetDecomposed') continue;
      this.stretch = fact.data.stretch;
      const { aim, from, to } = fact.data;
      const gone = from.filter((before) => !to.some((each) => each.plan === before.plan));
      for (const each of [...to, ...gone.map((before) => ({ ...before, amount: 0 }))]) {
        const subject = people.find(({ id }) => id === each.subject.id) ?? company;
        const released = gone.some((before) => before.plan === each.plan);
        this.send(each.plan, { type: 'AllotTarget', ...on('2026-02-26'), of: of(subject), aim, amount: each.amount, by: root, released });
      }
    }
  }

  target(plan: string, aim: Aim): number | undefined {
    return this.plans.get(plan)?.targets.find((each) => sameAim(each.aim, aim))?.amount;
  }
}

const weights = fc
  .array(fc.integer({ min: 0, max: 9 }), { minLength: 4, maxLength: 4 })
  .filter((list) => list.some((weight) => weight > 0));
const step = fc.oneof(
  fc.record({ kind: fc.constant('set' as const), amount: fc.integer({ min: 0, max: 1_000_000 }) }),
  fc.record({
    kind: fc.constant('allot' as const),
    weights,
    stretch: fc.integer({ min: 0, max: 1000 }),
    wrongBy: fc.constantFrom(0, 0, 0, 1),
  }),
  fc.record({ kind: fc.constant('commit' as const), who: fc.integer({ min: 0, max: 4 }) }),
  fc.record({ kind: fc.constant('own' as const), who: fc.integer({ min: 0, max: 3 }), amount: fc.integer({ min: 0, max: 1000 }) }),
);

it('the targets of a tree of plans sum to their parent’s, or the parent says its stretch: whatever is set, allotted, committed and revised', () => {
  let allotted = 0;
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 30 }), (steps) => {
      const tree = new Tree();
      for (const each of steps) {
        const context = on('2026-02-26');
        if (each.kind === 'set') {
          const said = { ...context, aim: revenue, amount: each.amount, base: null };
          tree.send(root, { type: 'SetTarget', ...said, note: null });
          tree.send(root, { type: 'ReviseTarget', ...said, reason: 'again' });
        } else if (each.kind === 'allot') {
          const whole = (tree.target(root, revenue) ?? 0) + each.stretch;
          const amounts = splitByWeights({ minor: whole + each.wrongBy, currency: 'CNY' }, each.weights);
          const parts = people
            .map((subject, index) => part(subject, amounts[index]?.minor ?? 0))
            .filter((_part, index) => (each.weights[index] ?? 0) > 0);
          tree.send(root, { type: 'DecomposeTarget', ...context, aim: revenue, parts, stretch: each.stretch });
        } else if (each.kind === 'commit') {
          tree.send(each.who === 4 ? root : `${march}.person.p${each.who + 1}`, { type: 'CommitPlan', ...context });
        } else {
          const own = { type: 'SetTarget' as const, ...context, aim: revenue, amount: each.amount, base: null, note: null };
          tree.send(`${march}.person.p${each.who + 1}`, own);
        }
      }
      const parent = tree.plans.get(root)?.targets[0];
      if (!parent || parent.parts.length === 0) return;
      allotted += 1;
      for (const { plan, amount } of parent.parts) expect(tree.target(plan, revenue)).toBe(amount);
      const sum = parent.parts.reduce((total, { amount }) => total + amount, 0);
      const children = people.reduce((total, { id }) => {
        const target = tree.plans.get(`${march}.person.${id}`)?.targets[0];
        return total + (target?.allottedBy === root ? target.amount : 0);
      }, 0);
      expect(children).toBe(sum);
      expect(sum - parent.amount).toBe(tree.stretch);
    }),
    { numRuns: 300 },
  );
  expect(allotted).toBeGreaterThan(50);
});
