import fc from 'fast-check';
import { type BusinessDate, dateOfDay } from './calendar.ts';
import { type Dated, isInForce, isKnown, latest, type Timeline, withEntry } from './timeline.ts';

const entry = (date: string, position: number): Dated => ({ date: date as BusinessDate, position });
const anyEntries = fc
  .array(fc.integer({ min: 0, max: 9 }), { maxLength: 30 })
  .map((days) => days.map((day, index): Dated => ({ date: dateOfDay(20_000 + day), position: index + 1 })));
const lineOf = (entries: readonly Dated[]): Timeline<Dated> => entries.reduce<Timeline<Dated>>(withEntry, []);

describe('a timeline', () => {
  it('puts what was learned late where it counts, and on one date keeps the order of recording', () => {
    const line = lineOf([entry('2026-02-01', 1), entry('2026-01-01', 2), entry('2026-02-01', 3)]);
    expect(line.map((each) => each.position)).toEqual([2, 1, 3]);
  });

  it('is the same whatever order its entries come in, and however often', () => {
    fc.assert(
      fc.property(anyEntries, fc.infiniteStream(fc.nat()), (entries, random) => {
        const mixed = [...entries, ...entries]
          .map((each) => ({ each, by: random.next().value ?? 0 }))
          .toSorted((one, other) => one.by - other.by)
          .map(({ each }) => each);
        expect(lineOf(mixed)).toEqual(lineOf(entries));
        expect(lineOf(entries)).toHaveLength(entries.length);
      }),
    );
  });

  it('leaves the line it came from as it was', () => {
    const before = lineOf([entry('2026-01-01', 1)]);
    withEntry(before, entry('2025-01-01', 2));
    expect(before).toHaveLength(1);
  });

  it('knows an entry from its position on, and lets it count from its date on', () => {
    const one = entry('2026-02-01', 7);
    expect([6, 7].map((upTo) => isKnown(one, { asOf: null, upTo }))).toEqual([false, true]);
    expect(['2026-01-31', '2026-02-01'].map((asOf) => isInForce(one, { asOf: asOf as BusinessDate, upTo: null }))).toEqual([false, true]);
    expect(isKnown(one, latest) && isInForce(one, latest)).toBe(true);
  });
});
