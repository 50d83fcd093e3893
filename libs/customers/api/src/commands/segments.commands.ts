import { type Askable, type AskableKind, segmentDecider } from '@zongheng/customers-domain';
import { type Comparison, comparisons, type ConditionSubject, conditionSubjects, type SegmentTerms } from '@zongheng/customers-events';
import { askableFields, askableMeasures } from '@zongheng/customers-views';
import {
  aggregateCommands,
  attributeKind,
  defineAggregate,
  KeyField,
  LabelField,
  type LabelFields,
  ListField,
  OneOf,
  type Preparation,
  TextField,
} from '@zongheng/nest-kit';
import { attributesFor } from './references.ts';

export const segmentAggregate = defineAggregate({ category: 'segment', decider: segmentDecider, orderingKey: (_first, id) => id });

class ConditionFields {
  @OneOf(conditionSubjects, { description: 'What it looks at', example: 'attribute' })
  readonly of!: ConditionSubject;

  @KeyField({ description: 'Which of them', example: '员工人数' })
  readonly key!: string;

  @OneOf(comparisons, { description: 'How it compares', example: 'gte' })
  readonly is!: Comparison;

  @ListField(attributeKind, { min: 1, max: 500, description: 'One value; several for `in`; true or false for `missing`', example: [1000] })
  readonly values!: readonly (string | number | boolean)[];
}

export class DefineSegmentBody {
  @LabelField({ description: 'What it is called', example: { zh: '大型港口客户', en: 'Large ports' } })
  readonly name!: LabelFields;

  @ListField(() => ConditionFields, { min: 1, max: 30, description: 'A customer of the segment meets all of them' })
  readonly conditions!: readonly ConditionFields[];
}

export class ReviseSegmentBody extends DefineSegmentBody {
  @TextField(500, { optional: true, description: 'Why' })
  readonly reason?: string;
}

export class RetireSegmentBody {
  @TextField(500, { optional: true, description: 'Why' })
  readonly reason?: string;
}

export const segmentsCommands = aggregateCommands(
  { aggregate: segmentAggregate, collection: 'segments', title: { zh: '客户分群', en: 'Segments of customers' } },
  (command) => [
    command.creates('DefineSegment', DefineSegmentBody, {
      summary: { zh: '定义客户分群', en: 'Define a segment of customers' },
      prepare: async (body, given) => ({ terms: termsOf(body), askable: await askableIn(given) }),
    }),
    command('ReviseSegment', ReviseSegmentBody, {
      verb: 'revise',
      summary: { zh: '修订客户分群', en: 'Define a segment anew' },
      prepare: async (body, given) => ({ terms: termsOf(body), askable: await askableIn(given), reason: body.reason ?? null }),
    }),
    command('RetireSegment', RetireSegmentBody, {
      verb: 'retire',
      summary: { zh: '停用客户分群', en: 'Use a segment no longer' },
      prepare: ({ reason }) => ({ reason: reason ?? null }),
    }),
  ],
);

function termsOf({ name, conditions }: DefineSegmentBody): SegmentTerms {
  return {
    name: { zh: name.zh, en: name.en },
    conditions: conditions.map(({ of, key, is, values }) => ({ of, key, is, values: [...values] })),
  };
}

/** Everything that a condition may look at today. */
async function askableIn(given: Preparation): Promise<Askable> {
  const attribute = Object.entries(await attributesFor(given)).map(([key, { kind }]): [string, AskableKind] => [key, kinds[kind]]);
  return { field: askableFields, measure: askableMeasures, attribute: Object.fromEntries(attribute) };
}

const kinds = { text: 'text', choice: 'text', integer: 'number', flag: 'flag', date: 'date' } as const;
