import type { Money } from '@zongheng/kernel';
import type { ExplainedRow, JournalReader, RowChoice } from '@zongheng/projection';
import { addAll, addTo, type Amounts, moneyOf, numberOf } from '../figures/amounts.ts';
import type { Measured } from './figure.ts';

/** What a figure comes to: counts as integers, money in each currency apart. */
export type Totals = Readonly<Record<string, number | readonly Money[]>>;

type Measures = Readonly<Record<string, Measured>>;

/** Exact sums of the measures of a figure. */
export class ExactTotals {
  readonly #measures: Measures;
  readonly #counts = new Map<string, bigint>();
  readonly #amounts = new Map<string, Amounts>();

  constructor(measures: Measures) {
    this.#measures = measures;
    for (const [name, measured] of Object.entries(measures)) {
      if (typeof measured === 'string') this.#counts.set(name, 0n);
      else this.#amounts.set(name, new Map());
    }
  }

  /** Adds the rows of a choice, or takes them off. */
  add(reader: JournalReader, choice: RowChoice, sign: 1 | -1): void {
    const currencies = currenciesOf(this.#measures);
    const sums = reader.sum({ ...choice, groupBy: currencies.map((dim) => ({ dim })), measures: journalMeasures(this.#measures) });
    for (let group = 0; group < sums.size; group += 1) {
      for (const [name, measured] of Object.entries(this.#measures)) {
        const sum = BigInt(sign) * sums.sum(group, typeof measured === 'string' ? measured : measured.money);
        if (typeof measured === 'string') this.#count(name, sum);
        else this.#money(name, sums.key(group, currencies.indexOf(measured.currency)), sum);
      }
    }
  }

  /** Adds one row. */
  addRow({ cell, measures }: ExplainedRow, sign: 1 | -1): void {
    for (const [name, measured] of Object.entries(this.#measures)) {
      const sum = BigInt(sign) * BigInt(measures[typeof measured === 'string' ? measured : measured.money] ?? 0);
      if (typeof measured === 'string') this.#count(name, sum);
      else this.#money(name, cell[measured.currency] ?? null, sum);
    }
  }

  /** Adds what others come to, or takes it off. */
  addTotals(other: ExactTotals, sign: 1n | -1n): void {
    for (const [name, sum] of other.#counts) this.#count(name, sign * sum);
    for (const [name, amounts] of other.#amounts) addAll(this.#amounts.get(name) ?? new Map(), amounts, sign);
  }

  shown(): Totals {
    const shown: Record<string, number | readonly Money[]> = {};
    for (const [name, measured] of Object.entries(this.#measures)) {
      shown[name] = typeof measured === 'string' ? numberOf(this.#counts.get(name) ?? 0n) : moneyOf(this.#amounts.get(name) ?? new Map());
    }
    return shown;
  }

  #count(name: string, sum: bigint): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0n) + sum);
  }

  #money(name: string, currency: string | null, sum: bigint): void {
    const amounts = this.#amounts.get(name);
    if (amounts) addTo(amounts, currency, sum);
  }
}

/** The measures of the journal that a figure is summed from. */
export function journalMeasures(measures: Measures): readonly string[] {
  return [...new Set(Object.values(measures).map((measured) => (typeof measured === 'string' ? measured : measured.money)))];
}

function currenciesOf(measures: Measures): readonly string[] {
  return [...new Set(Object.values(measures).flatMap((measured) => (typeof measured === 'string' ? [] : [measured.currency])))];
}
