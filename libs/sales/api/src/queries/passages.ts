import { Shape } from '@zongheng/kernel';
import {
  DistributionShape,
  figuresOf,
  groupingsOf,
  journalEndpoint,
  keyedShape,
  OptionalPerMille,
  readerOf,
  shownInOrder,
  Sum,
} from '@zongheng/nest-kit';
import { pipelines, stages } from '@zongheng/sales-views';
import { distributionFigures } from '../figures/distributions.ts';
import { cohortRows, conversionFigures, stayFigures, staysEnded, staysStanding } from '../figures/passage-figures.ts';
import { askedOf } from './asking.ts';
import { StageKey } from './shapes.ts';

const groupBy = groupingsOf(stages, { without: ['stage', 'days', 'since', 'status'] });
const title = { zh: '销售漏斗', en: 'Funnel' };
const keys = { keys: { stage: 'negotiation' }, labels: { stage: '商务谈判' } };

export const conversionEndpoint = journalEndpoint({
  path: 'funnel/conversion',
  view: stages,
  with: [pipelines],
  title,
  summary: { zh: '阶段转化率', en: 'Conversion of each stage over a period' },
  description: {
    zh: '期间内首次进入该阶段的机会中，截至所问日期已进入下一阶段或更后阶段的比例（千分比）',
    en: 'Of the deals that first entered a stage in the period, the part (per mille) that by the date asked went to the next one or beyond',
  },
  time: 'period',
  groupBy,
  figures: figuresOf({
    conversion: {
      label: { zh: '转化率', en: 'Conversion' },
      formula: { zh: '已转化 ÷ 已进入（千分比），舍入一次', en: 'reached ÷ entered, in per mille, rounded once' },
      from: ['reached', 'entered'],
    },
    entered: { label: { zh: '首次进入该阶段', en: 'First entered the stage' }, measures: { entered: 'entered' }, rows: cohortRows },
    reached: { label: { zh: '其中进入后续阶段', en: 'Of these, went on' }, measures: { reached: 'reached' }, rows: cohortRows },
  }),
  group: Shape({ ...keyedShape, stage: StageKey, entered: Sum, reached: Sum, conversion: OptionalPerMille }),
  example: { groups: [{ ...keys, stage: 'negotiation', entered: 120, reached: 93, conversion: 775 }], next: null },
  async answer(query, given) {
    const asked = await askedOf(query, given);
    const conversions = conversionFigures(readerOf(given, stages), asked);
    const named = { ...asked, names: [...query.groupBy, 'stage'] };
    return { groups: shownInOrder(conversions.groups, asked, given.language, conversions.of, named) };
  },
});

export const timeInStageEndpoint = journalEndpoint({
  path: 'funnel/time-in-stage',
  view: stages,
  with: [pipelines],
  title,
  summary: { zh: '阶段停留时间', en: 'Time in stage' },
  description: {
    zh: '期间内结束的停留的中位数与九成分位（天），以及仍在继续者的年龄',
    en: 'Median and 90th percentile, in days, of the stays that ended in the period; and the age of those that go on',
  },
  time: 'period',
  groupBy,
  figures: figuresOf({
    ended: { label: { zh: '期间内结束的停留', en: 'Stays that ended in the period' }, measures: { count: 'left' }, rows: staysEnded },
    standing: { label: { zh: '仍在继续的停留', en: 'Stays that go on' }, measures: { count: 'standing' }, rows: staysStanding },
    ...distributionFigures('ended', {
      of: { zh: '结束的停留', en: 'Stays that ended' },
      days: { zh: '进入到离开的天数', en: 'days from entering to leaving' },
    }),
    ...distributionFigures('standing', {
      of: { zh: '在途的停留', en: 'Stays that go on' },
      days: { zh: '所问日期减进入日期', en: 'the date asked less the date of entry' },
    }),
  }),
  group: Shape({ ...keyedShape, stage: StageKey, ended: DistributionShape, standing: DistributionShape }),
  example: {
    groups: [
      {
        ...keys,
        stage: 'negotiation',
        ended: { count: 93, median: 16, p90: 34, longest: 120 },
        standing: { count: 27, median: 9, p90: 40, longest: 200 },
      },
    ],
    next: null,
  },
  async answer(query, given) {
    const asked = await askedOf(query, given);
    const stays = stayFigures(readerOf(given, stages), asked);
    const named = { ...asked, names: [...query.groupBy, 'stage'] };
    return { groups: shownInOrder(stays.groups, asked, given.language, stays.of, named) };
  },
});
