import type { Label } from '@zongheng/kernel';
import { type Figure, isSummed, type SummedFigure } from './figure.ts';

type Figures = Readonly<Record<string, Figure<never>>>;

/** Which figures there are, and how those are made that are made from others. */
export function describedFigures(figures: Figures): Label {
  const each = (language: 'zh' | 'en') =>
    Object.entries(figures).map(([name, figure]) => {
      const words = `\`${name}\` ${figure.label[language]}`;
      return isSummed(figure) ? words : `${words} = ${figure.formula[language]}`;
    });
  return { zh: each('zh').join('；'), en: each('en').join('; ') };
}

const row = {
  date: '2026-03-02',
  position: 4711,
  event: 'f3b2c1d0-0001-5000-8000-000000000001',
  type: 'OpportunityAdvanced',
  stream: 'opportunity-f3b2c1d0',
  recordedAt: '2026-03-02T01:00:00.000Z',
  actor: 'li-na',
  cell: {},
};

function measuresShown({ measures }: SummedFigure<never>) {
  const shown = Object.entries(measures).map(([name, measured]) => [
    name,
    typeof measured === 'string' ? 1 : [{ minor: 1_000_553_400, currency: 'CNY' }],
  ]);
  return Object.fromEntries(shown) as Readonly<Record<string, unknown>>;
}

function firstSum(figures: Figures): readonly [string, SummedFigure<never>] | null {
  for (const [name, figure] of Object.entries(figures)) if (isSummed(figure)) return [name, figure];
  return null;
}

/** An explanation of the first figure that is a sum. */
export function explainedExample(figures: Figures): object {
  const [name, figure] = firstSum(figures) ?? [];
  if (name === undefined || !figure) return {};
  const measures = measuresShown(figure);
  return { figure: name, label: figure.label.en, rows: [{ ...row, measures }], totals: measures, next: null };
}

/** What changed it. */
export function changedExample(figures: Figures): object {
  const [name, figure] = firstSum(figures) ?? [];
  if (name === undefined || !figure) return {};
  const measures = measuresShown(figure);
  const nothing = Object.fromEntries(
    Object.entries(figure.measures).map(([each, measured]) => [each, typeof measured === 'string' ? 0 : []]),
  );
  return {
    figure: name,
    label: figure.label.en,
    rows: [{ kind: 'late', ...row, measures }],
    totals: measures,
    subtotals: { new: nothing, late: measures, correction: nothing, regrouped: nothing },
    next: null,
  };
}
