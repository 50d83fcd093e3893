import { type Contribution, journalView } from '@zongheng/kernel';
import { type Aim, planEvents, type PlanOf, type RecordedPlanEvent } from '@zongheng/planning-events';

type Dimension = 'kind' | 'subject' | 'unit' | 'period' | 'metric' | 'productLine' | 'currency';

/** Targets as they stood on any date, in the unit of their metric. A parent's target and its parts are both here: ask for one kind of subject. */
export const targets = journalView<Dimension, 'target', RecordedPlanEvent>({
  name: 'plan-targets',
  version: 1,
  meaning: { zh: '计划目标', en: 'Targets of plans' },
  handles: planEvents.map(({ type }) => type).filter((type) => type.startsWith('Target') && type !== 'TargetDecomposed'),
  dimensions: { kind: 'key', subject: 'key', unit: 'key', period: 'key', metric: 'key', productLine: 'key', currency: 'key' },
  measures: ['target'],
  contribute(event) {
    switch (event.type) {
      case 'TargetSet':
      case 'TargetRevised':
        return changed(event, event.data.of, event.data.aim, event.data.to - (event.data.from ?? 0));
      case 'TargetWithdrawn':
        return changed(event, event.data.of, event.data.aim, -event.data.from);
      default:
        return [];
    }
  },
});

function changed(
  { businessDate: date }: RecordedPlanEvent,
  { subject: { kind, id: subject, unit }, period }: PlanOf,
  { metric, productLine, currency }: Aim,
  target: number,
): readonly Contribution<Dimension, 'target'>[] {
  if (target === 0) return [];
  return [{ date, cell: { kind, subject, unit, period, metric, productLine, currency }, measures: { target } }];
}
