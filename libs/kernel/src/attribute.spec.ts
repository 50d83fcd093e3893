import fc from 'fast-check';
import { type AttributeKind, attributeKinds, type AttributeValue, changedAttributes, isValueOf, withAttributes } from './attribute.ts';
import { keysOf } from './label.ts';

const choices = ['port', 'bank'];
const takers = (value: AttributeValue): readonly AttributeKind[] =>
  keysOf(attributeKinds).filter((kind) => isValueOf(value, { kind, choices }));

describe('a typed attribute', () => {
  it('takes the values of its kind, and no others', () => {
    expect(takers('港口')).toEqual(['text']);
    expect(takers(4200)).toEqual(['integer']);
    expect(takers(Number.MAX_SAFE_INTEGER + 1)).toEqual([]);
    expect(takers(4.2)).toEqual([]);
    expect(takers(false)).toEqual(['flag']);
    expect(takers('2026-02-28')).toEqual(['text', 'date']);
    expect(takers('2026-02-30')).toEqual(['text']);
    expect(takers('bank')).toEqual(['text', 'choice']);
  });
});

describe('attributes that are set and removed', () => {
  const before = { size: 4200, dual: true };

  it('change only where they were not so already', () => {
    expect(changedAttributes(before, { size: 4200, dual: false, since: '2020-01-01' }, [])).toEqual({
      set: { dual: false, since: '2020-01-01' },
      removed: [],
      count: 3,
    });
    expect(changedAttributes(before, before, [])).toEqual({ set: {}, removed: [], count: 2 });
  });

  it('go only where they were there, once each, and not where they are set besides', () => {
    expect(changedAttributes(before, { dual: true }, ['size', 'size', 'dual', 'since'])).toEqual({ set: {}, removed: ['size'], count: 1 });
  });

  it('are no attribute of every object: one called toString is as any other', () => {
    expect(changedAttributes({}, { toString: 'x' }, ['valueOf'])).toEqual({ set: { toString: 'x' }, removed: [], count: 1 });
  });

  it('come, whatever was there, to what was asked for; and asked again change nothing', () => {
    const key = fc.constantFrom<string>('a', 'b', 'c', 'd');
    const some = fc.dictionary(key, fc.oneof(fc.integer(), fc.boolean(), fc.string()));
    fc.assert(
      fc.property(some, some, fc.array(key), (there, set, remove) => {
        const { set: changed, removed, count } = changedAttributes(there, set, remove);
        const after = withAttributes(there, changed, removed);
        const left = Object.entries(there).filter(([name]) => !remove.includes(name) || Object.hasOwn(set, name));
        expect(after).toEqual({ ...Object.fromEntries(left), ...set });
        expect(count).toBe(Object.keys(after).length);
        expect(changedAttributes(after, set, remove)).toEqual({ set: {}, removed: [], count });
      }),
    );
  });
});
