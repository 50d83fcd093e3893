import type { Label } from '@zongheng/kernel';
import type { MadeFigure, Question } from '@zongheng/nest-kit';

interface Measure {
  readonly label: Label;
  readonly least: Label;
}

const measures: Readonly<Record<'median' | 'p90' | 'longest', Measure>> = {
  median: {
    label: { zh: '中位天数', en: 'median' },
    least: { zh: '至少半数不超过的最少天数', en: 'the least that at least half of them did not exceed' },
  },
  p90: {
    label: { zh: '九成分位天数', en: '90th percentile' },
    least: { zh: '至少九成不超过的最少天数', en: 'the least that at least nine tenths of them did not exceed' },
  },
  longest: { label: { zh: '最长天数', en: 'longest' }, least: { zh: '其中最多的天数', en: 'the most of them' } },
};

/** What is read off a distribution of days (`cycle.median`): of what it is, and how the days of each are counted. */
export function distributionFigures<Q extends Question>(
  name: string,
  { of, days }: { readonly of: Label; readonly days: Label },
): Readonly<Record<string, MadeFigure<Q>>> {
  return Object.fromEntries(
    Object.entries(measures).map(([measure, { label, least }]) => [
      `${name}.${measure}`,
      {
        label: { zh: `${of.zh}：${label.zh}`, en: `${of.en}: ${label.en}, in days` },
        formula: { zh: `${days.zh}，${least.zh}`, en: `${days.en}: ${least.en}` },
        from: [name],
      },
    ]),
  );
}
