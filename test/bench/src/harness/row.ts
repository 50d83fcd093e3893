/** One line of the report; as JSON it is what `--json` writes. */
export interface Row {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What the counterpart reached in the same run, in the same unit; null where there is none. */
  readonly against: number | null;
  readonly ratio: number | null;
  readonly remarks: Remarks;
}

/** What only people read: it stays out of the JSON. */
export interface Remarks {
  /** What the counterpart is. */
  readonly counterpart?: string;
  /** The figure to reach, in words, and whether it was. */
  readonly reach?: string;
  readonly isReached?: boolean;
  readonly notes?: readonly string[];
}

export interface Figures {
  readonly value: number;
  readonly against: number;
  readonly ratio: number;
  readonly unit: string;
}

/** Figures held against a counterpart's, judged by the caller. */
export function figuresRow(name: string, { value, against, ratio, unit }: Figures, remarks: Remarks): Row {
  return { name, value, unit, against, ratio, remarks };
}

type Unjudged = Omit<Remarks, 'reach' | 'isReached'>;

/** A rate held against the counterpart's: the ratio is the part of it that was reached. */
export function rateRow(name: string, figures: Figures, { atLeast, ...others }: Unjudged & { readonly atLeast?: number }): Row {
  const judged = atLeast === undefined ? {} : { reach: `ratio ≥ ${atLeast}`, isReached: figures.ratio >= atLeast };
  return figuresRow(name, figures, { ...others, ...judged });
}

/** A latency or a size that has a bound. */
export function boundRow(name: string, value: number, unit: string, { atMost, ...others }: Unjudged & { readonly atMost?: number }): Row {
  const judged = atMost === undefined ? {} : { reach: `≤ ${atMost} ${unit}`, isReached: value <= atMost };
  return { name, value, unit, against: null, ratio: null, remarks: { ...others, ...judged } };
}

/** A row that could not be measured says why, and counts as not reached. */
export function missingRow(name: string, unit: string, reason: string): Row {
  return {
    name,
    value: 0,
    unit,
    against: null,
    ratio: null,
    remarks: { reach: 'measured', isReached: false, notes: [`not measured: ${reason}`] },
  };
}

/** The rows as the file of `--json` holds them. */
export function jsonOf(rows: readonly Row[]): string {
  return `${JSON.stringify(
    rows.map(({ name, value, unit, against, ratio }) => ({
      name,
      value: short(value),
      unit,
      against: against === null ? null : short(against),
      ratio: ratio === null ? null : short(ratio),
    })),
    null,
    2,
  )}\n`;
}

/** Four significant digits: more would not come out the same twice. */
function short(value: number): number {
  return Number(value.toPrecision(4));
}
