import type { RefusalTable } from '@zongheng/kernel';

/** Refusals of pipelines and of assessment schemes. */
export const pipelineRefusals = {
  'SALES.PIPELINE.UNKNOWN': {
    kind: 'missing',
    title: { zh: '漏斗不存在', en: 'Unknown pipeline' },
    remedy: 'define the pipeline first, or give the id of one that is defined',
  },
  'SALES.PIPELINE.EXISTS': {
    kind: 'conflict',
    title: { zh: '漏斗已定义', en: 'The pipeline is defined already' },
    remedy: 'revise it, or define another one under another id',
  },
  'SALES.PIPELINE.STAGE_UNKNOWN': {
    kind: 'missing',
    title: { zh: '漏斗没有该阶段', en: 'The pipeline has no such stage' },
    remedy: 'give one of the pipeline’s stages',
  },
  'SALES.PIPELINE.STAGE_REPEATED': {
    kind: 'invalid',
    title: { zh: '阶段重复', en: 'A stage stands twice' },
    remedy: 'give each stage a key of its own',
  },
  'SALES.PIPELINE.CLOSING_STAGES': {
    kind: 'invalid',
    title: { zh: '须以赢单与丢单阶段收尾', en: 'A pipeline ends with one won and one lost stage' },
    remedy: 'give at least one open stage, then exactly one won and one lost stage at the end',
  },
  'SALES.PIPELINE.CLOSING_STAGE_GONE': {
    kind: 'conflict',
    title: { zh: '赢单、丢单阶段不可移除', en: 'The won and the lost stage stay' },
    remedy: 'keep their keys (labels may change): closed deals stand in them for ever',
  },
  'SALES.PIPELINE.STAGE_CONTRADICTORY': {
    kind: 'invalid',
    title: { zh: '阶段设置自相矛盾', en: 'A stage contradicts itself' },
    remedy: 'give won 1000 per mille and forecast closed, lost 0 and omitted; open stages any probability, any other forecast',
  },
  'SALES.PIPELINE.ENTRIES_DISORDERED': {
    kind: 'invalid',
    title: { zh: '自动进入的阶段次序有误', en: 'What enters by itself is out of order' },
    remedy: 'give each of opening, registration and assignment to at most one open stage, in this order',
  },
  'SALES.PIPELINE.STAGE_OCCUPIED': {
    kind: 'conflict',
    title: { zh: '被移除的阶段仍有机会', en: 'Deals stand in a stage that goes' },
    remedy: 'say in `moves` to which open stage they go',
  },
  'SALES.PIPELINE.MOVE_INVALID': {
    kind: 'invalid',
    title: { zh: '阶段迁移无效', en: 'A move between stages that cannot be' },
    remedy: 'move from a stage that goes to an open stage of the revised pipeline, each stage once',
  },
  'SALES.ASSESSMENT.UNKNOWN': {
    kind: 'missing',
    title: { zh: '评估方案不存在', en: 'Unknown assessment scheme' },
    remedy: 'define the scheme first, or give the id of one that is defined',
  },
  'SALES.ASSESSMENT.NO_CRITERIA': {
    kind: 'invalid',
    title: { zh: '评估方案没有评估项', en: 'A scheme without criteria' },
    remedy: 'give at least one criterion',
  },
  'SALES.ASSESSMENT.CRITERION_REPEATED': {
    kind: 'invalid',
    title: { zh: '评估项重复', en: 'A criterion stands twice' },
    remedy: 'give each criterion once',
  },
  'SALES.ASSESSMENT.CRITERION_UNKNOWN': {
    kind: 'invalid',
    title: { zh: '方案没有该评估项', en: 'The scheme has no such criterion' },
    remedy: 'answer the criteria of the scheme in force',
  },
  'SALES.ASSESSMENT.UNANSWERED': {
    kind: 'invalid',
    title: { zh: '评估项未答全', en: 'A criterion is not answered' },
    remedy: 'answer every criterion of the scheme',
  },
  'SALES.ASSESSMENT.POINTS_OUT_OF_RANGE': {
    kind: 'invalid',
    title: { zh: '分数超出范围', en: 'Points out of range' },
    remedy: 'give whole points from 0 to the most the criterion allows',
  },
} as const satisfies RefusalTable;
