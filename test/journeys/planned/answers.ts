/** What planning answers over HTTP, as its journey reads it. */
export interface Line {
  readonly aim: { readonly metric: string };
  readonly label: string;
  readonly plan: number;
  readonly due: number;
  readonly actual: number | null;
  readonly variance: number | null;
  readonly attainment: number | null;
  readonly light: string | null;
  readonly explain: string;
}

export interface Target {
  readonly aim: { readonly metric: string };
  readonly amount: number;
  readonly base: { readonly amount: number; readonly explain: string } | null;
  readonly allottedBy: string | null;
  readonly stretch: number | null;
}

export interface Plan {
  readonly id: string;
  readonly status: string;
  readonly step: string;
  readonly targets: readonly Target[];
  readonly actions: readonly {
    readonly action: string;
    readonly status: string;
    readonly progress: number;
    readonly terms: { readonly responsible: string };
    readonly carriedFrom: object | null;
  }[];
  readonly corrections: readonly { readonly correction: string; readonly status: string }[];
  readonly checks: readonly { readonly check: number; readonly seen: { readonly at: string; readonly lines: readonly Line[] } }[];
  readonly received: readonly { readonly from: string; readonly shortfall: readonly { readonly amount: number }[] }[];
  readonly rolledInto: string | null;
}

export interface Row {
  readonly subject: string;
  readonly kind: string;
  readonly kindLabel: string;
  readonly depth: number;
  readonly status: string;
  readonly step: string;
  readonly light: string | null;
  readonly openActions: number;
  readonly openCorrections: number;
  readonly lines: readonly Line[];
}

export interface Explained {
  readonly figure: string;
  readonly value: number | string | null;
  readonly parts: readonly { readonly value: number | null; readonly explain: string | null }[];
}

export interface Totalled {
  readonly totals: Readonly<Record<string, number>>;
}
