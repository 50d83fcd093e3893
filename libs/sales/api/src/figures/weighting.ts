import type { Label } from '@zongheng/kernel';
import { alsoKeys, type FigurePart, type MadeFigure, type QueryContext, type Question, readerOf, type Rows } from '@zongheng/nest-kit';
import type { StageWorth } from '@zongheng/sales-events';
import { funnel } from '@zongheng/sales-views';
import type { Asked } from '../queries/asking.ts';

/** The stages of each pipeline that are worth something, with what they were worth on the date asked. */
function stagesOf({
  pipelines,
  worths,
}: Asked): readonly { readonly pipeline: string; readonly stage: string; readonly worth: StageWorth }[] {
  return pipelines.flatMap(({ id, versions }) => {
    const stages = new Set(versions.flatMap((version) => version.stages.map(({ stage }) => stage)));
    return [...stages].map((stage) => ({ pipeline: id, stage, worth: worths(id, stage) }));
  });
}

/** Rows of the stages that a worth is said of, in parts by pipeline: two of them may call different stages alike. */
export function rowsOfStages(asked: Asked, rows: Rows, isMeant: (worth: StageWorth) => boolean): readonly Rows[] {
  const byPipeline = new Map<string, string[]>();
  for (const { pipeline, stage, worth } of stagesOf(asked))
    if (isMeant(worth)) byPipeline.set(pipeline, [...(byPipeline.get(pipeline) ?? []), stage]);
  return [...byPipeline].map(([pipeline, stages]) => ({
    ...rows,
    filters: alsoKeys(alsoKeys(rows.filters, 'pipeline', [pipeline]), 'stage', stages),
  }));
}

/** A weighted amount is made from the amounts of stages, each with its probability; `rows` are those that are weighted. */
export function partsByStage<Q extends Asked & Question>(figure: string, rows: (asked: Q) => Rows | readonly Rows[]) {
  return (asked: Q, given: QueryContext): readonly FigurePart[] => {
    const reader = readerOf(given, funnel);
    const chosen = [rows(asked)].flat();
    const standing = new Set(
      chosen.flatMap((each) => {
        const sums = reader.sum({
          to: asked.asOf,
          ...each,
          upTo: asked.upTo,
          groupBy: [{ dim: 'pipeline' }, { dim: 'stage' }],
          measures: ['count', 'amount'],
        });
        return [...sums].map(({ keys }) => keys.join('\n'));
      }),
    );
    return stagesOf(asked)
      .filter(({ pipeline, stage, worth }) => worth.probability > 0 && standing.has(`${pipeline}\n${stage}`))
      .map(({ pipeline, stage, worth }) => {
        const label = asked.words.labels?.['stage']?.[stage];
        return { figure, ...(label ? { label } : {}), keys: { pipeline, stage }, weight: worth.probability };
      });
  };
}

/** A weighted amount, made from the amounts of stages. */
export function weightedFigure<Q extends Question>(label: Label, from: MadeFigure<Q>['from']): MadeFigure<Q> {
  return {
    label,
    formula: {
      zh: '各阶段金额 × 该日生效的赢率（千分比）之和，舍入一次，四舍六入五成双',
      en: 'the sum of each stage’s amount × the probability in force on the date (per mille), rounded once, half to even',
    },
    from,
  };
}
