import { specification } from '@zongheng/kernel/testing';
import { type DefineSplitProfile, splitProfileDecider } from './split-profile.ts';
import { on } from './testing/people.ts';

const name = { zh: '迎峰度夏', en: 'Summer peak' };
const weights = [8, 7, 8, 8, 9, 11, 14, 14, 10, 8, 7, 8];

function defining(text: string, more: Partial<DefineSplitProfile> = {}): DefineSplitProfile {
  return { type: 'DefineSplitProfile', ...on(text), name, basis: 'calendar-months', weights, ...more };
}

const defined = {
  type: 'SplitProfileDefined' as const,
  businessDate: on('2026-03-01').on,
  data: { name, basis: 'calendar-months' as const, weights },
};
const profile = specification(splitProfileDecider);

describe('a split profile', () => {
  it('is defined, and defined anew', () => {
    profile.given().when(defining('2026-03-01')).then(defined);
    const flat = Array.from({ length: 12 }, () => 1);
    profile
      .given(defined)
      .when(defining('2026-04-01', { weights: flat }))
      .then({ ...defined, businessDate: on('2026-04-01').on, data: { ...defined.data, weights: flat } });
  });

  it('is the same when it is defined the same again', () => {
    profile.given(defined).when(defining('2026-04-01')).thenNothing();
    profile.given().whenRepeated(defining('2026-03-01')).thenNothing();
  });

  it.each([
    ['none for each calendar month', { weights: [1, 2, 3] }],
    ['all zero', { weights: weights.map(() => 0) }],
    ['none at all', { basis: 'term-months' as const, weights: [] }],
    ['negative', { weights: weights.map((weight, index) => (index === 0 ? -1 : weight)) }],
    ['no integer', { weights: weights.map(() => 0.5) }],
  ])('is refused where its weights are %s', (_, more) => {
    profile.given().when(defining('2026-03-01', more)).thenRefused('CONTRACTS.PROFILE.WEIGHTS_INVALID');
  });

  it('is refused in the future and before it was defined last', () => {
    profile.given().when(defining('2028-01-01')).thenRefused('DATE.IN_FUTURE');
    profile
      .given(defined)
      .when(defining('2026-02-01', { weights: weights.toReversed() }))
      .thenRefused('DATE.BEFORE_LAST');
  });
});
