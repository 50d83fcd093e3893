import { defaultProfiles, type ProfileFacts, refuse, splitProfileDecider } from '@zongheng/contracts-domain';
import { profileBases, type ProfileBasis } from '@zongheng/contracts-events';
import { entryOf, type Refusal } from '@zongheng/kernel';
import {
  aggregateCommands,
  defineAggregate,
  integerKind,
  LabelField,
  type LabelFields,
  ListField,
  OneOf,
  type Preparation,
} from '@zongheng/nest-kit';

export const splitProfileAggregate = defineAggregate({
  category: 'splitprofile',
  decider: splitProfileDecider,
  orderingKey: (_first, id) => id,
});

export class DefineSplitProfileBody {
  @LabelField({ description: 'What it is called', example: { zh: '迎峰度夏', en: 'Summer peak' } })
  readonly name!: LabelFields;

  @OneOf(profileBases, { description: 'What its weights stand for', example: 'calendar-months' })
  readonly basis!: ProfileBasis;

  @ListField(integerKind({ min: 0, max: 1_000_000 }), {
    min: 1,
    max: 120,
    description: 'A weight for each month: twelve for calendar months, January first; those of a term begin anew after the last',
    example: [80, 72, 74, 72, 76, 86, 106, 108, 86, 76, 78, 86],
  })
  readonly weights!: readonly number[];
}

export const splitProfileCommands = aggregateCommands(
  { aggregate: splitProfileAggregate, collection: 'split-profiles', title: { zh: '分摊曲线', en: 'Split profiles' } },
  (command) => [
    command('DefineSplitProfile', DefineSplitProfileBody, {
      verb: 'define',
      summary: { zh: '定义分摊曲线，或重新定义', en: 'Define a split profile, or define it anew' },
      prepare: ({ name, basis, weights }) => ({ name: { ...name }, basis, weights }),
    }),
  ],
);

/** A profile as a command needs it: as it is defined, or as the product brings it along. */
export async function profileFor(given: Preparation, id: string, field: string): Promise<ProfileFacts | Refusal> {
  const found = await given.load(splitProfileAggregate, id);
  if (found?.state.name) return { id, revision: found.revision, basis: found.state.basis, weights: found.state.weights };
  const own = entryOf(defaultProfiles, id);
  if (own) return { id, revision: null, basis: own.basis, weights: own.weights };
  return refuse('CONTRACTS.PROFILE.UNKNOWN', `there is no split profile ${id}`, { field });
}
