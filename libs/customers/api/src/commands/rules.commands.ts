import {
  type DuplicateAction,
  duplicateActions,
  type IntervalBy,
  intervalBys,
  type Likeness,
  likenesses,
} from '@zongheng/customers-events';
import { aggregateCommands, IntegerField, KeyField, ListField, OneOf, oneOfKind, TextField } from '@zongheng/nest-kit';
import { customerRulesAggregate } from './rules.aggregate.ts';

class IntervalFields {
  @OneOf(intervalBys, { description: 'By what customers are told apart', example: 'lifecycle' })
  readonly by!: IntervalBy;

  @KeyField({ description: 'Its key', example: 'selected' })
  readonly key!: string;

  @IntegerField(
    { min: 1, max: 3650 },
    { optional: true, description: 'After how many days they are due; left out: never by themselves', example: 14 },
  )
  readonly days?: number;
}

export class SetContactIntervalsBody {
  @ListField(() => IntervalFields, { max: 30, description: 'The first that fits a customer holds' })
  readonly rules!: readonly IntervalFields[];

  @IntegerField({ min: 1, max: 3650 }, { optional: true, description: 'For all others; left out: never by themselves', example: 90 })
  readonly otherwise?: number;

  @TextField(500, { optional: true, description: 'Why' })
  readonly reason?: string;
}

export class SetDuplicateRuleBody {
  @OneOf(duplicateActions, { description: 'What is done with a record that looks like a customer who is there', example: 'ask' })
  readonly action!: DuplicateAction;

  @ListField(oneOfKind(likenesses), { min: 1, max: 3, description: 'By what they look alike', example: ['name', 'phone'] })
  readonly by!: readonly Likeness[];

  @TextField(500, { optional: true, description: 'Why' })
  readonly reason?: string;
}

export const customerRulesCommands = aggregateCommands(
  {
    aggregate: customerRulesAggregate,
    collection: 'customer-rules',
    singleton: 'main',
    title: { zh: '客户管理规则', en: 'Rules of customers' },
  },
  (command) => [
    command('SetContactIntervals', SetContactIntervalsBody, {
      verb: 'set-contact-intervals',
      summary: { zh: '设定联系间隔', en: 'Set how often customers are to be met' },
      prepare: ({ rules, otherwise, reason }) => ({
        intervals: { rules: rules.map(({ by, key, days }) => ({ by, key, days: days ?? null })), otherwise: otherwise ?? null },
        reason: reason ?? null,
      }),
    }),
    command('SetDuplicateRule', SetDuplicateRuleBody, {
      verb: 'set-duplicate-rule',
      summary: { zh: '设定疑似重复客户的处理规则', en: 'Set what is done with likely duplicates' },
      prepare: ({ action, by, reason }) => ({ rule: { action, by: [...by] }, reason: reason ?? null }),
    }),
  ],
);
