import { canonicalJson, type EmployeeId, type RegionId, type UnitId } from '@zongheng/kernel';
import { journalSpecification, recorder } from '@zongheng/kernel/testing';
import {
  type CustomerCell,
  CustomerReclassified,
  CustomerRegistered,
  isActive,
  LifecycleStageChanged,
  type LifecycleStage,
  lifecycleStages,
} from '@zongheng/customers-events';
import fc from 'fast-check';
import { customerBase } from './customer-base.ts';

const stages = Object.keys(lifecycleStages) as LifecycleStage[];
const first: CustomerCell = {
  kind: 'enterprise',
  stage: 'identified',
  owner: 'li' as EmployeeId,
  unit: 'east' as UnitId,
  region: null,
  segment: null,
};
const details = { name: '宁波港', standing: 'prospect' as const, region: null, segment: null, phone: null, email: null };

type Recorded = ReturnType<typeof recorder>;
type BaseEvent = Parameters<typeof customerBase.contribute>[0];
const registered = (recorded: Recorded, id: string, date = '2026-01-05') =>
  recorded(CustomerRegistered, id, date, {
    kind: first.kind,
    details,
    ownership: { owner: first.owner, unit: first.unit },
    reference: null,
  });
const entered = (recorded: Recorded, id: string, date: string, from: CustomerCell, stage: LifecycleStage) =>
  recorded(LifecycleStageChanged, id, date, { from, to: { ...from, stage }, cause: 'recorded', reason: null });

describe('the base of customers', () => {
  it('has who was won, and not who left', () => {
    const recorded = recorder();
    const won = { ...first, stage: 'won' as const };
    const rows = journalSpecification(customerBase)
      .given(
        registered(recorded, 'a'),
        entered(recorded, 'a', '2026-02-01', first, 'won'),
        entered(recorded, 'a', '2026-03-01', won, 'developed'),
        entered(recorded, 'a', '2026-04-01', { ...won, stage: 'developed' }, 'left'),
      )
      .contributions();
    expect(rows.map(({ date, cell: { stage }, measures }) => [date, stage, measures])).toEqual([
      ['2026-01-05', 'identified', { registered: 1 }],
      ['2026-02-01', 'identified', { registered: -1 }],
      ['2026-02-01', 'won', { registered: 1, active: 1, joined: 1 }],
      ['2026-03-01', 'won', { registered: -1, active: -1 }],
      ['2026-03-01', 'developed', { registered: 1, active: 1 }],
      ['2026-04-01', 'developed', { registered: -1, active: -1, left: 1 }],
      ['2026-04-01', 'left', { registered: 1 }],
    ]);
  });

  it('counts a customer who is given to another owner there, without joining or leaving', () => {
    const recorded = recorder();
    const from = { ...first, stage: 'won' as const };
    const to = { ...from, owner: 'wang' as EmployeeId, unit: 'west' as UnitId };
    const rows = journalSpecification(customerBase)
      .given(recorded(CustomerReclassified, 'a', '2026-03-01', { from, to }))
      .contributions();
    expect(rows.map(({ cell: { owner, unit }, measures }) => [owner, unit, measures])).toEqual([
      ['li', 'east', { registered: -1, active: -1 }],
      ['wang', 'west', { registered: 1, active: 1 }],
    ]);
  });

  it('has whoever joined and did not leave, in whatever way customers live; and nowhere fewer than nobody', () => {
    const move = fc.record({
      customer: fc.nat({ max: 3 }),
      stage: fc.constantFrom(...stages),
      owner: fc.constantFrom('li', 'wang'),
      region: fc.constantFrom(null, 'ningbo'),
    });
    fc.assert(
      fc.property(fc.array(move, { maxLength: 40 }), (moves) => {
        const recorded = recorder();
        const cells = new Map<number, CustomerCell>();
        const events = moves.flatMap(({ customer, stage, owner, region }): readonly BaseEvent[] => {
          const from = cells.get(customer);
          if (!from) {
            cells.set(customer, first);
            return [registered(recorded, `c${customer}`)];
          }
          const moved = { ...from, owner: owner as EmployeeId, region: region as RegionId | null };
          cells.set(customer, { ...moved, stage });
          const change = recorded(CustomerReclassified, `c${customer}`, '2026-02-01', { from, to: moved });
          return stage === from.stage ? [change] : [change, entered(recorded, `c${customer}`, '2026-02-01', moved, stage)];
        });
        const balances = new Map<string, { registered: number; active: number }>();
        const all = { registered: 0, active: 0, joined: 0, left: 0 };
        for (const event of events) {
          for (const { cell, measures } of journalSpecification(customerBase).given(event).contributions()) {
            const { registered: files = 0, active = 0, joined = 0, left = 0 } = measures;
            const key = canonicalJson(cell);
            const before = balances.get(key) ?? { registered: 0, active: 0 };
            balances.set(key, { registered: before.registered + files, active: before.active + active });
            all.registered += files;
            all.active += active;
            all.joined += joined;
            all.left += left;
          }
          expect([...balances.values()].filter((balance) => balance.registered < 0 || balance.active < 0)).toEqual([]);
          expect(all.active).toBe(all.joined - all.left);
        }
        expect(all.registered).toBe(cells.size);
        expect(all.active).toBe([...cells.values()].filter(({ stage }) => isActive(stage)).length);
      }),
    );
  });
});
