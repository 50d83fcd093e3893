import {
  AttributeValue,
  DateText,
  defineEvent,
  type FactOf,
  Id,
  Key,
  KeyOf,
  type Labels,
  PerMille,
  personal,
  type RecordedOf,
  restating,
  Shape,
  Text,
  Type,
} from '@zongheng/kernel';
import { Cell, Reached } from './cell.ts';
import { Movement } from './movement.ts';

const stream = 'opportunity';
const Reason = Type.Union([Text(500), Type.Null()]);

/** A move between two cells; `opened` is the date the deal was opened. */
const Moved = { from: Cell, to: Cell, opened: DateText() };
/** A move that may enter a stage: whether for the first time, and which earlier stages it thereby goes beyond. */
const Staged = { ...Moved, first: Type.Boolean(), reached: Type.Array(Reached, { maxItems: 40 }) };

export const OpportunityOpened = defineEvent({
  type: 'OpportunityOpened',
  version: 1,
  stream,
  meaning: { zh: '获得销售机会', en: 'A sales opportunity was obtained' },
  data: Shape({
    title: Text(),
    to: Cell,
    first: Type.Literal(true),
    /** The record it came from: a campaign, a list's row, a partner's deal, a supply application, another system's id. */
    reference: Type.Union([Shape({ system: Key(), key: Text() }), Type.Null()]),
    /** Free text about the person or firm behind it. */
    note: personal(Type.Union([Text(2000), Type.Null()])),
  }),
});

export const OpportunityAdvanced = defineEvent({
  type: 'OpportunityAdvanced',
  version: 1,
  stream,
  meaning: { zh: '销售机会推进到后续阶段', en: 'An opportunity advanced to a later stage' },
  data: Shape({ ...Staged, skipped: Type.Array(Key(), { maxItems: 40 }), reason: Reason }),
});

export const OpportunityMovedBack = defineEvent({
  type: 'OpportunityMovedBack',
  version: 1,
  stream,
  meaning: { zh: '销售机会退回前面阶段', en: 'An opportunity was moved back to an earlier stage' },
  data: Shape({ ...Staged, reason: Text(500) }),
});

export const OpportunityAssigned = defineEvent({
  type: 'OpportunityAssigned',
  version: 1,
  stream,
  meaning: { zh: '分配销售机会', en: 'An opportunity was assigned to an owner' },
  data: Shape({ ...Staged, reason: Reason }),
});

export const ExpectedCloseChanged = defineEvent({
  type: 'ExpectedCloseChanged',
  version: 1,
  stream,
  meaning: { zh: '预计成交日变更', en: 'The expected close date of an opportunity changed' },
  data: Shape({ ...Moved, reason: Reason }),
});

export const OpportunityMovedToCustomer = defineEvent({
  type: 'OpportunityMovedToCustomer',
  version: 1,
  stream,
  meaning: { zh: '销售机会改归其他客户', en: 'An opportunity was moved to another customer’s file' },
  data: Shape({ ...Moved, reason: Text(500) }),
});

export const OpportunityRevalued = defineEvent({
  type: 'OpportunityRevalued',
  version: 1,
  stream,
  meaning: { zh: '销售机会重新估值（按产品行）', en: 'An opportunity was valued anew, by line' },
  data: Shape({ ...Moved, reason: Reason }),
});

export type ReclassificationCause = 'employee-transferred' | 'customer-changed' | 'pipeline-revised';
export const reclassificationCauses: Labels<ReclassificationCause> = {
  'employee-transferred': { zh: '负责人调动', en: 'Its owner changed unit' },
  'customer-changed': { zh: '客户区域或客群变更', en: 'Its customer’s region or segment changed' },
  'pipeline-revised': { zh: '漏斗修订', en: 'Its pipeline was revised' },
};

export const OpportunityReclassified = defineEvent({
  type: 'OpportunityReclassified',
  version: 1,
  stream,
  meaning: { zh: '销售机会随组织、客户或漏斗变化重新归类', en: 'What an opportunity is counted by changed elsewhere, and it followed' },
  data: Shape({ ...Staged, cause: KeyOf(reclassificationCauses) }),
});

export const OpportunityAttributesSet = defineEvent({
  type: 'OpportunityAttributesSet',
  version: 1,
  stream,
  meaning: { zh: '设置销售机会属性', en: 'Typed attributes of an opportunity were set or removed' },
  data: Shape({ set: Type.Record(Key(), AttributeValue), removed: Type.Array(Key(), { maxItems: 500 }) }),
});

export const OpportunityAssessed = defineEvent({
  type: 'OpportunityAssessed',
  version: 1,
  stream,
  meaning: { zh: '销售机会有效性评估', en: 'The validity of an opportunity was assessed by a scheme' },
  data: Shape({
    scheme: Id(),
    /** The revision of the scheme's stream that was in force. */
    schemeRevision: Type.Integer({ minimum: 0 }),
    /** Σ weight × points ÷ Σ weight × most points, in per mille, rounded once. */
    score: PerMille(),
    answers: Type.Array(Shape({ criterion: Key(), points: Type.Integer({ minimum: 0, maximum: 1000 }), reason: Reason }), {
      minItems: 1,
      maxItems: 100,
    }),
  }),
});

export const OpportunityWon = defineEvent({
  type: 'OpportunityWon',
  version: 1,
  stream,
  meaning: { zh: '赢单', en: 'An opportunity was won' },
  data: Shape({ ...Staged, reason: Reason }),
});

export const OpportunityLost = defineEvent({
  type: 'OpportunityLost',
  version: 1,
  stream,
  meaning: {
    zh: '丢单（原因与竞争对手记在所入单元）',
    en: 'An opportunity was lost; the reason and competitor stand in the cell it enters',
  },
  data: Shape({ ...Staged, note: Reason }),
});

export const OpportunityReopened = defineEvent({
  type: 'OpportunityReopened',
  version: 1,
  stream,
  meaning: { zh: '重新打开销售机会', en: 'A closed opportunity was reopened' },
  data: Shape({ ...Staged, reason: Text(500) }),
});

export const OpportunityCorrected = defineEvent({
  type: 'OpportunityCorrected',
  version: 1,
  stream,
  isCorrection: true,
  meaning: {
    zh: '更正：自某日起以往记录有误',
    en: 'The past was recorded wrongly: what it corrects, since when, why, the old and the new',
  },
  data: Shape({
    /** Which field was wrong, and since which business date it is put right. */
    corrects: Key(),
    since: DateText(),
    reason: Text(500),
    ...restating(Movement, 2000),
  }),
});

export const OpportunityVoided = defineEvent({
  type: 'OpportunityVoided',
  version: 1,
  stream,
  isCorrection: true,
  meaning: {
    zh: '作废：该机会本不应登记，自始从账上撤销',
    en: 'The opportunity should never have been recorded: it is taken out of the books from its first day',
  },
  data: Shape({ reason: Text(500), ...restating(Movement, 2000, 0) }),
});

/** All that an opportunity's stream may hold. */
export const opportunityEvents = [
  OpportunityOpened,
  OpportunityAdvanced,
  OpportunityMovedBack,
  OpportunityAssigned,
  ExpectedCloseChanged,
  OpportunityMovedToCustomer,
  OpportunityRevalued,
  OpportunityReclassified,
  OpportunityAttributesSet,
  OpportunityAssessed,
  OpportunityWon,
  OpportunityLost,
  OpportunityReopened,
  OpportunityCorrected,
  OpportunityVoided,
] as const;

export type OpportunityFact = FactOf<(typeof opportunityEvents)[number]>;
export type RecordedOpportunityEvent = RecordedOf<(typeof opportunityEvents)[number]>;
