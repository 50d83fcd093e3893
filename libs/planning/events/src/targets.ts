import { DateText, defineEvent, Id, KeyOf, type Labels, Minor, Shape, type Static, Text, type TSchema, Type } from '@zongheng/kernel';
import { Aim, Amount, Difference } from './metrics.ts';
import { PlanOf, Subject } from './subject.ts';

const stream = 'plan';
const Nullable = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()]);

/** A moment of the log as answers name it, `<epoch>.<position>`: asking it again gives the same figures. */
export const MomentText = () => Type.String({ pattern: '^[A-Za-z0-9_-]{1,64}\\.(0|[1-9][0-9]{0,14})$' });

/** What signed agreements promise for the period, as it was known when the target was set. */
export const Base = Shape({ amount: Difference(), asOf: DateText(), at: MomentText() });
export type Base = Static<typeof Base>;

/** How the parts that a target was decomposed into stand to it: `stretch` is their sum less the target; below zero they fall short of it. */
export const Decomposed = Shape({ sum: Minor(), stretch: Difference() });
export type Decomposed = Static<typeof Decomposed>;

export type DraftCause = 'own' | 'allotment' | 'carry-over';
export const draftCauses: Labels<DraftCause> = {
  own: { zh: '自行编制', en: 'Drafted' },
  allotment: { zh: '上级分解', en: 'A parent’s target was decomposed' },
  'carry-over': { zh: '上期结转', en: 'The plan before was rolled forward' },
};

export const PlanDrafted = defineEvent({
  type: 'PlanDrafted',
  version: 1,
  stream,
  meaning: { zh: '编制计划', en: 'A plan was drafted' },
  data: Shape({ of: PlanOf, first: DateText(), last: DateText(), cause: KeyOf(draftCauses), causePlan: Nullable(Id()) }),
});

const Target = {
  of: PlanOf,
  aim: Aim,
  /** What it was before; null where none was set. */
  from: Nullable(Amount()),
  to: Amount(),
  base: Nullable(Base),
  /** The parent's plan that allots it; null where the subject sets it itself. */
  allottedBy: Nullable(Id()),
  /** How the parts it was decomposed into stand to it from now on; null where it was not decomposed. */
  decomposed: Nullable(Decomposed),
};

export const TargetSet = defineEvent({
  type: 'TargetSet',
  version: 1,
  stream,
  meaning: { zh: '设定目标', en: 'A target was set in a draft' },
  data: Shape({ ...Target, note: Nullable(Text(500)) }),
});

export const TargetWithdrawn = defineEvent({
  type: 'TargetWithdrawn',
  version: 1,
  stream,
  meaning: { zh: '撤销目标', en: 'A target was taken out of a draft' },
  data: Shape({ of: PlanOf, aim: Aim, from: Amount(), reason: Nullable(Text(500)) }),
});

/** What one subject below is to bring of a target, and the plan it stands in. */
export const Part = Shape({ plan: Id(), subject: Subject, amount: Amount() });
export type Part = Static<typeof Part>;
export const partsMax = 1000;

export const TargetDecomposed = defineEvent({
  type: 'TargetDecomposed',
  version: 1,
  stream,
  meaning: { zh: '分解目标：各部分之和等于目标加上增压额', en: 'A target was allotted below: the parts sum to it and its stretch' },
  data: Shape({
    of: PlanOf,
    aim: Aim,
    amount: Amount(),
    /** By how much the parts together exceed the amount; 0 where they sum to it. */
    stretch: Amount(),
    from: Type.Array(Part, { maxItems: partsMax }),
    to: Type.Array(Part, { minItems: 1, maxItems: partsMax }),
  }),
});

export const PlanCommitted = defineEvent({
  type: 'PlanCommitted',
  version: 1,
  stream,
  meaning: { zh: '计划确认，目标自此只能修订', en: 'A plan was committed to: from here on its targets change by revision alone' },
  data: Shape({ of: PlanOf, targets: Type.Array(Shape({ aim: Aim, amount: Amount() }), { minItems: 1, maxItems: 200 }) }),
});

export const TargetRevised = defineEvent({
  type: 'TargetRevised',
  version: 1,
  stream,
  meaning: { zh: '修订已确认的目标', en: 'A committed target was revised' },
  data: Shape({ ...Target, reason: Text(500) }),
});
