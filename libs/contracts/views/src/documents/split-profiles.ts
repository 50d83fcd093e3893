import { documentView, Id, idOf, KeyOf, LabelText, Shape, type Static, Type } from '@zongheng/kernel';
import { profileBases, type RecordedSplitProfileEvent } from '@zongheng/contracts-events';

/** A profile for splitting a term by month, as it is in force now. */
export const SplitProfileDocument = Shape({
  id: Id(),
  name: LabelText(),
  basis: KeyOf(profileBases),
  weights: Type.Array(Type.Integer({ minimum: 0 })),
  revision: Type.Integer({ minimum: 0 }),
});
export type SplitProfileDocument = Static<typeof SplitProfileDocument>;

export const splitProfiles = documentView<SplitProfileDocument, RecordedSplitProfileEvent>({
  name: 'split-profiles',
  version: 1,
  meaning: { zh: '分摊曲线', en: 'Split profiles' },
  handles: ['SplitProfileDefined'],
  keysOf: (event) => [idOf(event.stream)],
  evolve: (_, { stream, revision, data: { name, basis, weights } }) => ({ id: idOf(stream), name, basis, weights, revision }),
  fields: { name: 'text', basis: 'text' },
  indexes: [['name'], ['basis']],
  index: ({ name, basis }) => ({ fields: { name: name.zh, basis }, search: [name.zh, name.en] }),
});
