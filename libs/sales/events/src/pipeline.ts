import {
  defineEvent,
  type FactOf,
  Key,
  KeyOf,
  type Labels,
  LabelText,
  PerMille,
  type RecordedOf,
  Shape,
  type Static,
  Text,
  Type,
} from '@zongheng/kernel';

/** Where a stage leaves a deal: still open, or closed one way or the other. */
export type Status = 'open' | 'won' | 'lost';
export const statuses: Labels<Status> = {
  open: { zh: '进行中', en: 'Open' },
  won: { zh: '赢单', en: 'Won' },
  lost: { zh: '丢单', en: 'Lost' },
};

/** How a forecast counts the deals of a stage. */
export type ForecastCategory = 'omitted' | 'pipeline' | 'best-case' | 'commit' | 'closed';
export const forecastCategories: Labels<ForecastCategory> = {
  omitted: { zh: '不计入', en: 'Omitted' },
  pipeline: { zh: '储备', en: 'Pipeline' },
  'best-case': { zh: '争取', en: 'Best case' },
  commit: { zh: '承诺', en: 'Commit' },
  closed: { zh: '已成交', en: 'Closed' },
};

/** What must be known of a deal before it may leave a stage. */
export type Requirement = 'identified-customer' | 'amount' | 'assignee' | 'expected-close' | 'product' | 'assessment';
export const requirements: Labels<Requirement> = {
  'identified-customer': { zh: '客户已识别', en: 'An identified customer' },
  amount: { zh: '金额', en: 'An amount' },
  assignee: { zh: '负责人', en: 'An assignee' },
  'expected-close': { zh: '预计成交日', en: 'An expected close date' },
  product: { zh: '产品', en: 'A product' },
  assessment: { zh: '有效性评估', en: 'An assessment' },
};

/** What brings a deal into a stage by itself: its opening, its registration with customer and amount, its assignment. */
export type Entry = 'opening' | 'registration' | 'assignment';
export const entries: Labels<Entry> = {
  opening: { zh: '获得', en: 'Opening' },
  registration: { zh: '登记', en: 'Registration' },
  assignment: { zh: '分配', en: 'Assignment' },
};

export const Stage = Shape({
  stage: Key(),
  label: LabelText(),
  status: KeyOf(statuses),
  /** Of being won, in per mille: 1000 for a won stage, 0 for a lost one. */
  probability: PerMille(),
  forecast: KeyOf(forecastCategories),
  /** What must be known to leave it. */
  requires: Type.Array(KeyOf(requirements), { maxItems: 20 }),
  /** What brings a deal here by itself; null where only an advance does. */
  entry: Type.Union([KeyOf(entries), Type.Null()]),
});
export type Stage = Static<typeof Stage>;

const Stages = Type.Array(Stage, { minItems: 3, maxItems: 40 });

export const PipelineDefined = defineEvent({
  type: 'PipelineDefined',
  version: 1,
  stream: 'pipeline',
  meaning: { zh: '定义销售漏斗', en: 'A pipeline was defined: its stages in order, the won one and the lost one last' },
  data: Shape({ name: LabelText(), stages: Stages }),
});

export const PipelineRevised = defineEvent({
  type: 'PipelineRevised',
  version: 1,
  stream: 'pipeline',
  meaning: { zh: '修订销售漏斗', en: 'A pipeline was revised; deals in a stage that goes move where the revision says' },
  data: Shape({
    name: LabelText(),
    from: Stages,
    to: Stages,
    /** For each stage that goes and still holds deals: the stage they go to. */
    moves: Type.Array(Shape({ from: Key(), to: Key() }), { maxItems: 40 }),
    reason: Text(500),
  }),
});

export type PipelineFact = FactOf<typeof PipelineDefined> | FactOf<typeof PipelineRevised>;
export type RecordedPipelineEvent = RecordedOf<typeof PipelineDefined> | RecordedOf<typeof PipelineRevised>;
