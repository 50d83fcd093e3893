import { defineEvent, type FactOf, KeyOf, type Labels, LabelText, type RecordedOf, Shape, Type } from '@zongheng/kernel';

/** What a profile's weights stand for: the months of the calendar, January first, or those of the term, its first month first. */
export type ProfileBasis = 'calendar-months' | 'term-months';
export const profileBases: Labels<ProfileBasis> = {
  'calendar-months': { zh: '按自然月', en: 'By calendar month' },
  'term-months': { zh: '按合同月', en: 'By month of the term' },
};

export const SplitProfileDefined = defineEvent({
  type: 'SplitProfileDefined',
  version: 1,
  stream: 'splitprofile',
  meaning: { zh: '定义分摊曲线，或重新定义', en: 'A profile for splitting a term by month was defined, or defined anew' },
  data: Shape({
    name: LabelText(),
    basis: KeyOf(profileBases),
    /** Twelve for calendar months; those of a term begin anew when the term has more months. At least one is above zero. */
    weights: Type.Array(Type.Integer({ minimum: 0, maximum: 1_000_000 }), { minItems: 1, maxItems: 120 }),
  }),
});

export type SplitProfileFact = FactOf<typeof SplitProfileDefined>;
export type RecordedSplitProfileEvent = RecordedOf<typeof SplitProfileDefined>;
