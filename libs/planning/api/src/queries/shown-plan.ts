import { type Language, Shape, Type } from '@zongheng/kernel';
import { type Aim, Base, owedThings, Shortfall } from '@zongheng/planning-events';
import {
  ActionDocument,
  actionStatuses,
  CheckDocument,
  CorrectionDocument,
  correctionStatuses,
  pdcaSteps,
  PlanDocument,
  planStatuses,
  ReminderDocument,
  TargetDocument,
} from '@zongheng/planning-views';
import { baseAddress, lineAddress } from '../figures/addresses.ts';
import { kindLabel, lineInWords, metricLabel } from '../figures/board.ts';
import { ShownLine } from './shapes.ts';

const Word = Type.String();
const OptionalWord = Type.Union([Word, Type.Null()]);
const { subject, received } = PlanDocument.properties;
const { terms } = ActionDocument.properties;
const { seen } = CheckDocument.properties;
const ShownShortfall = Shape({ ...Shortfall.properties, label: Word });

/** What a target is based on, with the address that explains it. */
const ShownBase = Type.Union([Shape({ ...Base.properties, explain: Word }), Type.Null()]);

/** A plan as it is shown: with what its keys are called in the language asked for. */
export const ShownPlan = Shape({
  ...PlanDocument.properties,
  subject: Shape({ ...subject.properties, kindLabel: Word }),
  statusLabel: Word,
  stepLabel: Word,
  targets: Type.Array(Shape({ ...TargetDocument.properties, label: Word, base: ShownBase })),
  actions: Type.Array(
    Shape({ ...ActionDocument.properties, terms: Shape({ ...terms.properties, metricLabel: OptionalWord }), statusLabel: Word }),
  ),
  checks: Type.Array(Shape({ ...CheckDocument.properties, seen: Shape({ ...seen.properties, lines: Type.Array(ShownLine) }) })),
  corrections: Type.Array(Shape({ ...CorrectionDocument.properties, metricLabel: OptionalWord, statusLabel: Word })),
  reminders: Type.Array(Shape({ ...ReminderDocument.properties, owedLabel: Word })),
  received: Type.Array(Shape({ ...received.items.properties, shortfall: Type.Array(ShownShortfall) })),
  shortfall: Type.Array(ShownShortfall),
});

export function shownPlan(plan: PlanDocument, language: Language) {
  const named = <T extends { readonly aim: Aim }>(of: T) => ({ ...of, label: metricLabel(of.aim.metric, language) });
  const optional = (metric: string | null) => (metric === null ? null : metricLabel(metric, language));
  return {
    ...plan,
    subject: { ...plan.subject, kindLabel: kindLabel(plan.subject.kind, language) },
    statusLabel: planStatuses[plan.status][language],
    stepLabel: pdcaSteps[plan.step][language],
    targets: plan.targets.map((target) => {
      const { aim, base } = target;
      return { ...named(target), base: base && { ...base, explain: baseAddress(plan.subject, plan.period, aim, base) } };
    }),
    actions: plan.actions.map((action) => ({
      ...action,
      terms: { ...action.terms, metricLabel: optional(action.terms.metric) },
      statusLabel: actionStatuses[action.status][language],
    })),
    checks: plan.checks.map((check) => ({
      ...check,
      seen: {
        ...check.seen,
        lines: check.seen.lines.map((line) => lineInWords(line, language, lineAddress(plan.id, line.aim, check.seen, check.check))),
      },
    })),
    corrections: plan.corrections.map((correction) => ({
      ...correction,
      metricLabel: optional(correction.metric),
      statusLabel: correctionStatuses[correction.status][language],
    })),
    reminders: plan.reminders.map((reminder) => ({ ...reminder, owedLabel: owedThings[reminder.owed][language] })),
    received: plan.received.map((from) => ({ ...from, shortfall: from.shortfall.map(named) })),
    shortfall: plan.shortfall.map(named),
  };
}
