import { type Label, latest, treeAsOf } from '@zongheng/kernel';
import fc from 'fast-check';
import { shownInOrder } from './labelling.ts';

interface Group {
  readonly keys: readonly (string | null)[];
  readonly number: number;
}

const trees = { units: treeAsOf<string, string>([], latest), regions: treeAsOf<string, Label>([], latest) };
const places: Readonly<Record<string, number>> = { bid: 0, won: 1, lost: 1 };
const words = {
  labels: { stage: { won: { zh: '赢单', en: 'Won' } } },
  places: { stage: (stage: string) => places[stage] ?? Number.MAX_SAFE_INTEGER },
};

function shown(groups: readonly Group[], groupBy: readonly string[], start = 0, end = groups.length): readonly object[] {
  return shownInOrder(groups, { trees, groupBy }, 'zh', ({ number }) => ({ number }), { words }).slice(start, end);
}

/** The order as it is said, two by two. */
function compared(one: Group, other: Group, groupBy: readonly string[]): number {
  for (const [index, name] of groupBy.entries()) {
    const [a, b] = [one.keys[index] ?? null, other.keys[index] ?? null];
    if (a === b) continue;
    if (a === null || b === null) return a === null ? 1 : -1;
    const apart = name === 'stage' ? words.places.stage(a) - words.places.stage(b) : 0;
    return apart !== 0 ? apart : a < b ? -1 : 1;
  }
  return 0;
}

describe('groups as they are shown', () => {
  it('stand by key after key, by place where there are places, those without a key last, those alike as they were', () => {
    const key = fc.option(fc.constantFrom('bid', 'won', 'lost', 'a', 'b', '中', '😀'), { freq: 5 });
    const groups = fc.array(fc.tuple(key, key, key), { maxLength: 40 });
    fc.assert(
      fc.property(groups, fc.subarray(['stage', 'owner', 'unit']), (list, groupBy) => {
        const given = list.map((keys, number) => ({ keys: keys.slice(0, groupBy.length), number }));
        const expected = given.toSorted((one, other) => compared(one, other, groupBy)).map(({ number }) => number);
        expect(shown(given, groupBy).map((group) => (group as { readonly number: number }).number)).toEqual(expected);
      }),
    );
  });

  it('are made for the page that is asked for, with what their keys are called', () => {
    const groups = ['won', 'bid', 'lost'].map((stage, number) => ({ keys: [stage], number }));
    expect(shown(groups, ['stage'], 1, 3)).toEqual([
      { keys: { stage: 'lost' }, labels: {}, number: 2 },
      { keys: { stage: 'won' }, labels: { stage: '赢单' }, number: 0 },
    ]);
  });

  it('may be more than numbers for all of their keys together could tell apart', () => {
    const names = Array.from({ length: 8 }, (_, index) => `dimension${index}`);
    const groups = Array.from({ length: 300 }, (_, number) => ({
      keys: names.map((_name, index) => String((number * (index + 7)) % 293)),
      number,
    }));
    const expected = groups.toSorted((one, other) => compared(one, other, names)).map(({ number }) => number);
    expect(shown(groups, names).map((group) => (group as { readonly number: number }).number)).toEqual(expected);
  });
});
