import { perMilleOf } from '@zongheng/kernel';
import { numberOf } from '@zongheng/nest-kit';
import { type Aim, aimKeyOf, isMetric, metrics } from '@zongheng/planning-events';

interface Parts {
  amount: bigint;
  whole: bigint;
}

/** What came of each aim: added up, then asked. */
export class Tally {
  readonly #parts = new Map<string, Parts>();

  add(aim: Aim, amount: bigint, whole: bigint): void {
    this.#addTo(aimKeyOf(aim), amount, whole);
    if (aim.productLine !== null) this.#addTo(aimKeyOf({ ...aim, productLine: null }), amount, whole);
  }

  /** In the unit of the metric; null where it is not measured, and of a rate without a whole. */
  actual(aim: Aim): number | null {
    if (!isMetric(aim.metric) || metrics[aim.metric].from.length === 0) return null;
    const { amount, whole } = this.#parts.get(aimKeyOf(aim)) ?? { amount: 0n, whole: 0n };
    return metrics[aim.metric].unit === 'per-mille' ? perMilleOf(amount, whole) : numberOf(amount);
  }

  /** The part and the whole of a rate, the sum of anything else and nothing. */
  parts(aim: Aim): { readonly amount: number; readonly whole: number } {
    const { amount, whole } = this.#parts.get(aimKeyOf(aim)) ?? { amount: 0n, whole: 0n };
    return { amount: numberOf(amount), whole: numberOf(whole) };
  }

  #addTo(key: string, amount: bigint, whole: bigint): void {
    const parts = this.#parts.get(key);
    if (!parts) this.#parts.set(key, { amount, whole });
    else {
      parts.amount += amount;
      parts.whole += whole;
    }
  }
}
