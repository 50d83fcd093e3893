import { DateText, defineEvent, type EmployeeId, Id, Key, PerMille, Shape, type Static, Text, Type } from '@zongheng/kernel';
import { ActionTerms } from './actions.ts';
import { CheckLine, checkNumber } from './checks.ts';
import { Aim, Amount } from './metrics.ts';
import { PeriodText } from './period.ts';
import { PlanOf } from './subject.ts';

const stream = 'plan';

/** What a plan did not bring of a target: plan less actual, where less was brought. */
export const Shortfall = Shape({ aim: Aim, amount: Amount() });
export type Shortfall = Static<typeof Shortfall>;

export const PlanClosed = defineEvent({
  type: 'PlanClosed',
  version: 1,
  stream,
  meaning: { zh: '计划关闭，结果以最后一次检查为准', en: 'A plan was closed, with what its last check had seen' },
  data: Shape({
    of: PlanOf,
    check: checkNumber(),
    lines: Type.Array(CheckLine, { minItems: 1, maxItems: 200 }),
    shortfall: Type.Array(Shortfall, { maxItems: 200 }),
    /** The actions not done. */
    open: Type.Array(Id(), { maxItems: 500 }),
    note: Type.Union([Text(1000), Type.Null()]),
  }),
});

/** An action that goes on in another plan. */
export const CarriedAction = Shape({
  action: Id(),
  terms: ActionTerms,
  progress: PerMille(),
  /** Why it stands still; null where it does not. */
  blocked: Type.Union([Text(500), Type.Null()]),
});
export type CarriedAction = Static<typeof CarriedAction>;

/** A correction that goes on in another plan. */
export const CarriedCorrection = Shape({
  correction: Id(),
  decision: Text(1000),
  responsible: Id<EmployeeId>(),
  deadline: DateText(),
  metric: Type.Union([Key(), Type.Null()]),
  action: Type.Union([Id(), Type.Null()]),
});
export type CarriedCorrection = Static<typeof CarriedCorrection>;

const shortfall = Type.Array(Shortfall, { maxItems: 200 });

export const PlanRolledForward = defineEvent({
  type: 'PlanRolledForward',
  version: 1,
  stream,
  meaning: { zh: '计划结转下期：未完成行动、纠偏与缺口', en: 'What a closed plan left open went into the plan of the next period' },
  data: Shape({
    of: PlanOf,
    into: Id(),
    period: PeriodText(),
    actions: Type.Array(CarriedAction, { maxItems: 500 }),
    corrections: Type.Array(CarriedCorrection, { maxItems: 500 }),
    shortfall,
  }),
});

/** What it was called in the plan that it comes from: where its name is taken already, it gets another. */
const origin = Id();
export const ReceivedAction = Shape({ ...CarriedAction.properties, origin });
export const ReceivedCorrection = Shape({ ...CarriedCorrection.properties, origin });

export const CarryOverReceived = defineEvent({
  type: 'CarryOverReceived',
  version: 1,
  stream,
  meaning: { zh: '承接上期结转', en: 'A plan took over what the one before it left open' },
  data: Shape({
    of: PlanOf,
    from: Id(),
    actions: Type.Array(ReceivedAction, { maxItems: 500 }),
    corrections: Type.Array(ReceivedCorrection, { maxItems: 500 }),
    shortfall,
  }),
});
