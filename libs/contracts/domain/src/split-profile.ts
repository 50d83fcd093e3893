import { type BusinessDate, type Command, datesInOrder, type Decider, earliestDate, type Label } from '@zongheng/kernel';
import type { ProfileBasis, SplitProfileFact } from '@zongheng/contracts-events';
import type { ProfileFacts } from './facts.ts';
import { sameJson } from './history.ts';
import { refuse } from './refusals.ts';

/** A profile as its stream tells it. */
export interface SplitProfileState {
  /** Null until it is defined. */
  readonly name: Label | null;
  readonly basis: ProfileBasis;
  readonly weights: readonly number[];
  readonly last: BusinessDate;
}

/** Defines a profile, or defines it anew: lines split before keep their months. */
export interface DefineSplitProfile extends Command<'DefineSplitProfile'> {
  readonly name: Label;
  readonly basis: ProfileBasis;
  readonly weights: readonly number[];
}

export const splitProfileDecider: Decider<SplitProfileState, DefineSplitProfile, SplitProfileFact> = {
  initialState: () => ({ name: null, basis: 'calendar-months', weights: [], last: earliestDate }),
  evolve: (_, { data: { name, basis, weights }, businessDate: last }) => ({ name, basis, weights, last }),
  decide(state, command) {
    const { on, name, basis, weights } = command;
    const no = datesInOrder(command, state.last);
    if (no) return no;
    const isOfLength = basis === 'calendar-months' ? weights.length === 12 : weights.length >= 1 && weights.length <= 120;
    const fit = weights.every((weight) => Number.isSafeInteger(weight) && weight >= 0 && weight <= 1_000_000);
    if (!isOfLength || !fit || weights.every((weight) => weight === 0)) {
      return refuse('CONTRACTS.PROFILE.WEIGHTS_INVALID', `the weights are ${weights.join(', ') || 'none'}`, { field: '/weights' });
    }
    if (sameJson({ name: state.name, basis: state.basis, weights: state.weights }, { name, basis, weights })) return [];
    return [{ type: 'SplitProfileDefined', businessDate: on, data: { name, basis, weights: [...weights] } }];
  },
};

/** The profiles that the product brings along, in force until they are defined anew: the load of a year in the East, in per mille. */
export const defaultProfiles: Readonly<Record<string, Omit<ProfileFacts, 'id' | 'revision'> & { readonly name: Label }>> = {
  'summer-peak': {
    name: { zh: '迎峰度夏', en: 'Summer peak' },
    basis: 'calendar-months',
    weights: [80, 72, 74, 72, 76, 86, 106, 108, 86, 76, 78, 86],
  },
  'ramp-up': { name: { zh: '逐月爬坡', en: 'Ramp-up' }, basis: 'term-months', weights: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] },
};
