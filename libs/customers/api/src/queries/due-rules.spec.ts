import type { ContactIntervals } from '@zongheng/customers-events';
import type { Condition } from '@zongheng/read-store';
import fc from 'fast-check';
import { bandsOf } from './due-rules.ts';

const stageIs = (key: string) => ({ by: 'lifecycle' as const, key });

describe('the bands of customers due for contact', () => {
  it('are one for each rule, without those to whom an earlier one applies, and the others', () => {
    const intervals: ContactIntervals = {
      rules: [
        { by: 'segment', key: 'ports', days: 10 },
        { ...stageIs('won'), days: 30 },
      ],
      otherwise: 90,
    };
    expect(bandsOf(intervals)).toEqual([
      { days: 10, where: [{ field: 'segment', op: 'eq', value: 'ports' }] },
      {
        days: 30,
        where: [
          { field: 'segment', op: 'ne', value: 'ports' },
          { field: 'stage', op: 'eq', value: 'won' },
        ],
      },
      {
        days: 90,
        where: [
          { field: 'segment', op: 'ne', value: 'ports' },
          { field: 'stage', op: 'ne', value: 'won' },
        ],
      },
    ]);
  });

  it('leave out those who are never due, whom no later rule takes up', () => {
    const intervals: ContactIntervals = { rules: [{ ...stageIs('left'), days: null }], otherwise: 90 };
    expect(bandsOf(intervals)).toEqual([{ days: 90, where: [{ field: 'stage', op: 'ne', value: 'left' }] }]);
    expect(bandsOf({ ...intervals, otherwise: null })).toEqual([]);
  });

  it('put every customer under the first rule that fits, and no other', () => {
    const keys = { lifecycle: ['won', 'left'], segment: ['ports', 'banks'], kind: ['person', 'partner'] } as const;
    const days = fc.option(fc.integer({ min: 1, max: 3_650 }), { nil: null });
    const rule = fc
      .constantFrom('lifecycle' as const, 'segment' as const, 'kind' as const)
      .chain((by) => fc.record({ by: fc.constant(by), key: fc.constantFrom<string>(...keys[by]), days }));
    const file = fc.record({
      stage: fc.constantFrom(...keys.lifecycle),
      segment: fc.constantFrom(null, ...keys.segment),
      kind: fc.constantFrom(...keys.kind),
    });
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 6 }), days, file, (rules, otherwise, customer) => {
        const fits = (key: string, by: keyof typeof keys): boolean =>
          ({ lifecycle: customer.stage, segment: customer.segment, kind: customer.kind })[by] === key;
        const first = rules.find(({ by, key }) => fits(key, by));
        const expected = first ? first.days : otherwise;
        const found = bandsOf({ rules, otherwise }).filter(({ where }) => where.every((condition) => holds(customer, condition)));
        expect(found.map((band) => band.days)).toEqual(expected === null ? [] : [expected]);
      }),
    );
  });
});

function holds(file: Readonly<Record<string, unknown>>, condition: Condition): boolean {
  if (condition.op !== 'eq' && condition.op !== 'ne') throw new Error(`bands ask nothing by ${condition.op}`);
  return (file[condition.field] === condition.value) === (condition.op === 'eq');
}
