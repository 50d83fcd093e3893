import { reference } from '@zongheng/kernel';
import type { AttributeKind, AttributeOf, AttributesFact } from '../attributes.ts';

/** A typed attribute as others check values against it. */
export interface KnownAttribute {
  readonly kind: AttributeKind;
  /** What a choice may be; empty for the other kinds. */
  readonly choices: readonly string[];
}

/** The attributes that are defined, by what they are attributes of, then by key. */
export type KnownAttributes = Readonly<Record<AttributeOf, Readonly<Record<string, KnownAttribute>>>>;

/** The catalogue of attributes as others refer to it; its only stream is `attributes-main`. */
export const attributesReference = reference<KnownAttributes, AttributesFact>({
  category: 'attributes',
  fold: {
    initialState: () => ({ customer: {}, lead: {}, opportunity: {} }),
    evolve: (known, { data: { subject, attribute, kind, choices } }) => ({
      ...known,
      [subject]: { ...known[subject], [attribute]: { kind, choices } },
    }),
  },
});
