import type { CarriedAction, CarriedCorrection, Shortfall } from '@zongheng/planning-events';
import type { ReceiveCarryOverBody } from './carried.bodies.ts';

/** What a plan left open, out of a body and into one: what there is none of is left out of a body. */
export interface Carried {
  readonly from: string;
  readonly actions: readonly CarriedAction[];
  readonly corrections: readonly CarriedCorrection[];
  readonly shortfall: readonly Shortfall[];
}

export function carriedFrom({ from, actions, corrections, shortfall }: ReceiveCarryOverBody): Carried {
  return {
    from,
    actions: actions.map(({ action, terms, progress, blocked }) => ({
      action,
      terms: {
        ...terms,
        collaborators: [...terms.collaborators],
        products: [...terms.products],
        customers: [...terms.customers],
        metric: terms.metric ?? null,
      },
      progress,
      blocked: blocked ?? null,
    })),
    corrections: corrections.map((each) => ({ ...each, metric: each.metric ?? null, action: each.action ?? null })),
    shortfall: shortfall.map(({ metric, productLine, currency, amount }) => ({
      aim: { metric, productLine: productLine ?? null, currency: currency ?? null },
      amount,
    })),
  };
}

export function carriedBody({ from, actions, corrections, shortfall }: Carried): Readonly<Record<string, unknown>> {
  return {
    from,
    actions: actions.map((each) => withoutNulls({ ...each, terms: withoutNulls(each.terms) })),
    corrections: corrections.map(withoutNulls),
    shortfall: shortfall.map(({ aim, amount }) => withoutNulls({ ...aim, amount })),
  };
}

export function withoutNulls(object: object): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null));
}
