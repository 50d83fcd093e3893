import fc from 'fast-check';
import { type CustomerDocument, customers, type MergeDocument, merges } from '@zongheng/customers-views';
import { addDays, type BusinessDate, type CustomerId } from '@zongheng/kernel';
import type { Condition } from '@zongheng/read-store';
import { dueNow } from './due-now.ts';
import { bandsOf, type DuePlace, inOrder, type Late, lateIn, placeOf } from './due-rules.ts';
import { metOn, served } from './served.spec-data.ts';

const today = '2026-06-30' as BusinessDate;
const intervals = {
  rules: [
    { by: 'lifecycle' as const, key: 'left', days: null },
    { by: 'lifecycle' as const, key: 'selected', days: 14 },
  ],
  otherwise: 90,
};
const bands = bandsOf(intervals);

const gone = (id: string, into: string): [string, MergeDocument] => [
  id,
  { id: id as CustomerId, into: into as CustomerId, merged: today, reason: '重复', revision: 1 },
];

async function pagesOf(
  files: readonly CustomerDocument[],
  merged: readonly [string, MergeDocument][],
  limit: number,
): Promise<readonly Late[]> {
  const documents = await served([
    [customers, new Map(files.map((file) => [file.id, file]))],
    [merges, new Map(merged)],
  ]);
  const all: Late[] = [];
  for (let after: DuePlace | null = null; ;) {
    const only: readonly Condition[] = [];
    const page = await dueNow(documents, { bands, only, on: today, limit, after });
    all.push(...page.late);
    const last = page.late.at(-1);
    if (!page.isMore || !last) return all;
    expect(page.late).toHaveLength(limit);
    after = placeOf(last);
  }
}
const idsOf = (late: readonly Late[]): readonly string[] => late.map(({ customer }) => customer.id);

describe('customers due for contact now', () => {
  it('come the longest silent first, whatever their interval, and those never met by the day of their file', async () => {
    const files = [
      metOn('met-lately', '2026-06-01'),
      metOn('met-long-ago', '2026-03-01'),
      metOn('selected', '2026-06-01', { stage: 'selected' }),
      metOn('never-met', null),
      metOn('left', '2020-01-01', { stage: 'left' }),
    ];
    const late = await pagesOf(files, [], 10);
    expect(
      late.map(({ customer, intervalDays, lastContact, daysOverdue }) => [customer.id, intervalDays, lastContact, daysOverdue]),
    ).toEqual([
      ['never-met', 90, null, 90],
      ['met-long-ago', 90, '2026-03-01', 31],
      ['selected', 14, '2026-06-01', 15],
    ]);
  });

  it('are not those who went into another, nor those whose other file was met', async () => {
    const files = [metOn('port', '2026-01-01'), metOn('harbour', '2026-06-29'), metOn('yard', '2026-01-02'), metOn('quay', '2026-02-01')];
    const late = await pagesOf(files, [gone('harbour', 'port'), gone('quay', 'yard')], 10);
    expect(late.map(({ customer, lastContact, daysOverdue }) => [customer.id, lastContact, daysOverdue])).toEqual([
      ['yard', '2026-02-01', 59],
    ]);
  });

  it('are on each page what they are on all, whatever its size', async () => {
    const stage = fc.constantFrom('selected' as const, 'won' as const, 'left' as const);
    const file = fc.record({ back: fc.option(fc.integer({ min: 0, max: 200 }), { nil: null }), stage });
    const merging = fc.array(fc.nat({ max: 11 }), { maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(fc.array(file, { maxLength: 12 }), merging, fc.integer({ min: 1, max: 5 }), async (made, went, limit) => {
        const files = made.map(({ back, stage: at }, index) =>
          metOn(`c-${index}`, back === null ? null : addDays(today, -back), { stage: at }),
        );
        const merged = new Map(
          [...new Set(went)].filter((index) => index > 0 && index < files.length).map((index) => gone(`c-${index}`, 'c-0')),
        );
        const contacts = files.filter(({ id }) => merged.has(id)).map(({ measures }) => measures.lastContact);
        const expected = files
          .filter(({ id }) => !merged.has(id))
          .flatMap((each) => {
            const days = each.stage === 'left' ? null : each.stage === 'selected' ? 14 : 90;
            const late = days === null ? null : lateIn({ days, where: [] }, each, today, each.id === 'c-0' ? contacts : []);
            return late ? [late] : [];
          })
          .toSorted((one, other) => inOrder(placeOf(one), placeOf(other)));
        expect(idsOf(await pagesOf(files, [...merged], limit))).toEqual(idsOf(expected));
      }),
      { numRuns: 60 },
    );
  });
});
