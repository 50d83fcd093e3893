import { type AttributeFacts, reference } from '@zongheng/kernel';
import type { AttributeOf, AttributesFact } from '../attributes.ts';

/** A typed attribute as others check values against it. */
export interface KnownAttribute extends AttributeFacts {
  readonly personal: boolean;
}

/** The attributes that are defined, by what they are attributes of, then by key. */
export type KnownAttributes = Readonly<Record<AttributeOf, Readonly<Record<string, KnownAttribute>>>>;

/** The catalogue of attributes as others refer to it; its only stream is `attributes-main`. */
export const attributesReference = reference<KnownAttributes, AttributesFact>({
  category: 'attributes',
  fold: {
    initialState: () => ({ customer: {}, lead: {}, opportunity: {} }),
    evolve: (known, { data: { subject, attribute, kind, choices, personal } }) => ({
      ...known,
      [subject]: { ...known[subject], [attribute]: { kind, choices, personal } },
    }),
  },
});
