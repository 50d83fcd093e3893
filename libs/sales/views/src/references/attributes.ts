import type { AttributeKind, AttributesFact } from '@zongheng/customers-events';
import type { Fold } from '@zongheng/kernel';

/** A typed attribute as sales checks values against it. */
export interface KnownAttribute {
  readonly kind: AttributeKind;
  /** What a choice may be; empty for the other kinds. */
  readonly choices: readonly string[];
}

/** The attributes defined for opportunities, by key; those for customers and leads are none of sales’ business. */
export const attributeCatalogue: Fold<Readonly<Record<string, KnownAttribute>>, AttributesFact> = {
  initialState: () => ({}),
  evolve(known, { data: { subject, attribute, kind, choices } }) {
    return subject === 'opportunity' ? { ...known, [attribute]: { kind, choices } } : known;
  },
};
