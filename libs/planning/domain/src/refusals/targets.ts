import type { RefusalTable } from '@zongheng/kernel';

/** Refusals of targets and their decomposition. */
export const targetRefusals = {
  'PLANNING.METRIC.UNKNOWN': {
    kind: 'invalid',
    title: { zh: '指标不存在', en: 'Unknown metric' },
    remedy: 'give one of the metrics of GET /v1/plans/metrics',
  },
  'PLANNING.METRIC.CURRENCY': {
    kind: 'invalid',
    title: { zh: '币种与指标不符', en: 'A currency that does not fit the metric' },
    remedy: 'give a currency where the metric is money, and none where it is not',
  },
  'PLANNING.METRIC.NO_PRODUCT_LINES': {
    kind: 'invalid',
    title: { zh: '该指标不按产品线统计', en: 'The metric is not counted by product line' },
    remedy: 'set the target without a product line',
  },
  'PLANNING.METRIC.NOT_ADDITIVE': {
    kind: 'invalid',
    title: { zh: '该指标不可分解', en: 'The metric has no parts that sum to it' },
    remedy: 'set a rate for each subject by itself',
  },
  'PLANNING.TARGET.UNKNOWN': {
    kind: 'missing',
    title: { zh: '目标不存在', en: 'Unknown target' },
    remedy: 'set the target first',
  },
  'PLANNING.TARGET.OUT_OF_RANGE': {
    kind: 'invalid',
    title: { zh: '目标值超出范围', en: 'A target out of range' },
    remedy: 'give a whole number from 0 on, of per mille at most 1000',
  },
  'PLANNING.TARGET.TOO_MANY': {
    kind: 'conflict',
    title: { zh: '目标过多', en: 'Too many targets' },
    remedy: 'a plan has at most 200 targets',
  },
  'PLANNING.TARGET.COMMITTED': {
    kind: 'conflict',
    title: { zh: '目标已确认', en: 'The plan is committed' },
    remedy: 'revise the target, with a reason',
  },
  'PLANNING.TARGET.ALLOTTED': {
    kind: 'conflict',
    title: { zh: '目标由上级分解而来', en: 'The target is allotted' },
    remedy: 'let the plan that allots it decompose its target anew',
  },
  'PLANNING.TARGET.DECOMPOSED': {
    kind: 'conflict',
    title: { zh: '目标已分解', en: 'The target is decomposed' },
    remedy: 'a target that others carry parts of is not withdrawn: set it to another amount',
  },
  'PLANNING.DECOMPOSITION.OF_PERSON': {
    kind: 'invalid',
    title: { zh: '个人目标不可再分解', en: 'A person’s target is not decomposed' },
    remedy: 'answer it with actions',
  },
  'PLANNING.DECOMPOSITION.NOT_BELOW': {
    kind: 'invalid',
    title: { zh: '分解对象不在其下', en: 'Not a subject below this one' },
    remedy: 'name units below the plan’s unit, and people who belong to it or below it',
  },
  'PLANNING.DECOMPOSITION.SUBJECT_TWICE': {
    kind: 'invalid',
    title: { zh: '分解对象重复', en: 'A subject named twice' },
    remedy: 'give each subject one part',
  },
  'PLANNING.DECOMPOSITION.DOES_NOT_SUM': {
    kind: 'invalid',
    title: { zh: '分解之和不等于目标', en: 'The parts do not sum to the target' },
    remedy: 'let the parts sum to the target, or say by how much they stretch it',
  },
  'PLANNING.DECOMPOSITION.ALLOTTED_ELSEWHERE': {
    kind: 'conflict',
    title: { zh: '该主体的目标由别处分解', en: 'Another plan allots that target' },
    remedy: 'take the part out of the other plan first',
  },
  'PLANNING.DECOMPOSITION.PART_CLOSED': {
    kind: 'conflict',
    title: { zh: '下级计划已关闭', en: 'The plan of a part is closed' },
    remedy: 'leave the parts of closed plans as they are',
  },
  'PLANNING.DECOMPOSITION.SHORT': {
    kind: 'conflict',
    title: { zh: '分解之和低于目标', en: 'The parts fall short of the target' },
    remedy: 'decompose the target anew before committing',
  },
} as const satisfies RefusalTable;
