import { type BusinessDate, type CustomerId, isRefusal } from '@zongheng/kernel';
import { attributeKind, DateField, IdField, IntegerField, KeyField, keyKind, ListField, MapField, TextField } from '@zongheng/nest-kit';
import { cellOf } from '@zongheng/sales-domain';
import { schemeFor } from '../assessment.commands.ts';
import { LineFields, someLines, valuationOf } from '../lines.ts';
import { customerFor, opportunityAttributesFor } from '../references.ts';
import { moving, type OpportunityBuilder } from './opportunity.aggregate.ts';

export class ChangeExpectedCloseBody {
  @DateField({
    optional: true,
    description: 'When it is expected to be won; left out, nothing is expected any more',
    example: '2026-12-31',
  })
  readonly expectedClose?: BusinessDate;

  @TextField(500, { optional: true, description: 'Why' })
  readonly reason?: string;
}

export class MoveOpportunityToCustomerBody {
  @IdField({ description: 'The customer whose it is', example: 'customer-2' })
  readonly customer!: CustomerId;

  @TextField(500, { description: 'Why', example: '登记客户有误' })
  readonly reason!: string;
}

export class RevalueOpportunityBody {
  @ListField(() => LineFields, { ...someLines, min: 1, description: 'The lines as they are from now on, all of them' })
  readonly lines!: readonly LineFields[];

  @TextField(500, { optional: true, description: 'Why' })
  readonly reason?: string;
}

export class SetOpportunityAttributesBody {
  @MapField(attributeKind, { optional: true, max: 500, description: 'Values by attribute', example: { voltage: '10kV', load: 630 } })
  readonly set?: Readonly<Record<string, string | number | boolean>>;

  @ListField(keyKind, { optional: true, max: 500, description: 'Attributes to forget' })
  readonly remove?: readonly string[];
}

class AnswerFields {
  @KeyField({ description: 'The criterion', example: 'budget' })
  readonly criterion!: string;

  @IntegerField({ min: 0, max: 1000 }, { description: 'Its points', example: 4 })
  readonly points!: number;

  @TextField(500, { optional: true, description: 'Why' })
  readonly reason?: string;
}

export class AssessOpportunityBody {
  @IdField({ description: 'The scheme', example: 'bant' })
  readonly scheme!: string;

  @ListField(() => AnswerFields, { min: 1, max: 100, description: 'An answer to each criterion' })
  readonly answers!: readonly AnswerFields[];
}

/** What is known of a deal, wherever it stands. */
export function termsCommands(command: OpportunityBuilder) {
  return [
    command('ChangeExpectedClose', ChangeExpectedCloseBody, {
      verb: 'change-expected-close',
      summary: { zh: '变更预计成交日', en: 'Change when an opportunity is expected to be won' },
      prepare: ({ expectedClose, reason }) => ({ expectedClose: expectedClose ?? null, reason: reason ?? null }),
    }),
    command('MoveOpportunityToCustomer', MoveOpportunityToCustomerBody, {
      verb: 'move-to-customer',
      summary: { zh: '改归其他客户', en: 'Move an opportunity to another customer’s file' },
      async prepare(body, given) {
        const customer = await customerFor(given, body.customer);
        return isRefusal(customer) ? customer : { customer, reason: body.reason };
      },
    }),
    command('RevalueOpportunity', RevalueOpportunityBody, {
      verb: 'revalue',
      summary: { zh: '重新估值', en: 'Value an opportunity anew' },
      async prepare(body, given) {
        const [facts, value] = [await moving(given), await valuationOf(given, body.lines, cellOf(given.state)?.currency)];
        if (isRefusal(facts)) return facts;
        return isRefusal(value) ? value : { ...facts, value, reason: body.reason ?? null };
      },
    }),
    command('SetOpportunityAttributes', SetOpportunityAttributesBody, {
      verb: 'set-attributes',
      summary: { zh: '设置属性', en: 'Set or remove typed attributes' },
      prepare: async (body, given) => ({
        set: body.set ?? {},
        remove: body.remove ?? [],
        catalogue: await opportunityAttributesFor(given),
      }),
    }),
    command('AssessOpportunity', AssessOpportunityBody, {
      verb: 'assess',
      summary: { zh: '评估有效性', en: 'Assess an opportunity by a scheme' },
      async prepare(body, given) {
        const scheme = await schemeFor(given, body.scheme);
        if (isRefusal(scheme)) return scheme;
        return { scheme, answers: body.answers.map(({ criterion, points, reason }) => ({ criterion, points, reason: reason ?? null })) };
      },
    }),
  ] as const;
}
