import { aggregateCommands, defineAggregate, IntegerField, KeyField, ListField, OneOf, oneOfKind, TextField } from '@zongheng/nest-kit';
import { dueDatesDecider, toleranceDecider } from '@zongheng/planning-domain';
import {
  type Anchor,
  anchors,
  type Owed,
  owedThings,
  type PeriodKind,
  periodKinds,
  type SubjectKind,
  subjectKinds,
} from '@zongheng/planning-events';

export const toleranceAggregate = defineAggregate({
  category: 'planTolerance',
  decider: toleranceDecider,
  orderingKey: (_first, id) => id,
});

export const dueDatesAggregate = defineAggregate({
  category: 'planDueDates',
  decider: dueDatesDecider,
  orderingKey: (_first, id) => id,
});

const attainment = { min: 0, max: 10_000 };

class BandFields {
  @KeyField({ optional: true, description: 'The metric (default: every metric without a band of its own)', example: 'collected' })
  readonly metric?: string;

  @IntegerField(attainment, { description: 'Green from so many per mille of what is due', example: 950 })
  readonly green!: number;

  @IntegerField(attainment, { description: 'Amber from so many per mille, red below', example: 800 })
  readonly amber!: number;
}

export class DefineToleranceBody {
  @ListField(() => BandFields, { min: 1, max: 100, description: 'One band for all metrics, and what differs from it' })
  readonly bands!: readonly BandFields[];

  @TextField(500, { description: 'Why', example: '二季度起收紧' })
  readonly reason!: string;
}

class DueDateFields {
  @OneOf(owedThings, { description: 'What is owed', example: 'plan' })
  readonly owed!: Owed;

  @ListField(oneOfKind(subjectKinds), { min: 1, max: 4, description: 'By whom', example: ['person'] })
  readonly subjects!: readonly SubjectKind[];

  @ListField(oneOfKind(periodKinds), { min: 1, max: 3, description: 'For what kinds of period', example: ['month'] })
  readonly periods!: readonly PeriodKind[];

  @OneOf(anchors, { description: 'From which day on', example: 'period-start' })
  readonly anchor!: Anchor;

  @IntegerField({ min: -90, max: 90 }, { description: 'So many days after it, before it where negative', example: -3 })
  readonly days!: number;
}

class ReminderLevelFields {
  @IntegerField({ min: 1, max: 9 }, { description: 'The level, from 1 on', example: 1 })
  readonly level!: number;

  @IntegerField({ min: 0, max: 365 }, { description: 'Urged so many days after the due date', example: 1 })
  readonly daysLate!: number;
}

export class DefineDueDatesBody {
  @ListField(() => DueDateFields, { min: 1, max: 50, description: 'Who owes what by which day' })
  readonly due!: readonly DueDateFields[];

  @ListField(() => ReminderLevelFields, { max: 9, description: 'When what is missing is urged' })
  readonly reminders!: readonly ReminderLevelFields[];

  @TextField(500, { description: 'Why', example: '月中须报进展' })
  readonly reason!: string;
}

export const toleranceCommands = aggregateCommands(
  { aggregate: toleranceAggregate, collection: 'plan-tolerance', title: { zh: '计划容差', en: 'Plan tolerance' }, singleton: 'main' },
  (command) => [
    command('DefineTolerance', DefineToleranceBody, {
      verb: 'define',
      summary: { zh: '定义计划容差（红黄绿）', en: 'Say from which attainment on a target is green, and amber' },
      prepare: ({ bands, reason }) => ({
        bands: bands.map(({ metric, green, amber }) => ({ metric: metric ?? null, green, amber })),
        reason,
      }),
    }),
  ],
);

export const dueDatesCommands = aggregateCommands(
  { aggregate: dueDatesAggregate, collection: 'plan-due-dates', title: { zh: '计划报送期限', en: 'Plan due dates' }, singleton: 'main' },
  (command) => [
    command('DefineDueDates', DefineDueDatesBody, {
      verb: 'define',
      summary: { zh: '定义计划与进展的报送期限', en: 'Say who owes a plan, progress or a check by which day' },
      prepare: ({ due, reminders, reason }) => ({
        due: due.map(({ subjects, periods, ...each }) => ({ ...each, subjects: [...subjects], periods: [...periods] })),
        reminders: reminders.map(({ level, daysLate }) => ({ level, daysLate })),
        reason,
      }),
    }),
  ],
);
