import { type BusinessDate, type CustomerId, type EmployeeId, isRefusal } from '@zongheng/kernel';
import { CurrencyField, DateField, IdField, KeyField, ListField, ObjectField, OneOf, TextField } from '@zongheng/nest-kit';
import { cellOf } from '@zongheng/sales-domain';
import { type Source, sources } from '@zongheng/sales-events';
import { LineFields, someLines, valuationOf } from '../lines.ts';
import { customerFor, ownerFor } from '../references.ts';
import { type Given, moving, type OpportunityBuilder, pipelineFor } from './opportunity.aggregate.ts';

class OpportunityReferenceFields {
  @KeyField({ description: 'The other system', example: 'maven-crm' })
  readonly system!: string;

  @TextField(200, { description: 'Its key for the record', example: '1C1I7A6R' })
  readonly key!: string;
}

export class OpenOpportunityBody {
  @TextField(200, { description: 'What it is about', example: '宁波海天机房扩容' })
  readonly title!: string;

  @IdField({ description: 'The customer’s file', example: 'customer-1' })
  readonly customer!: CustomerId;

  @IdField({ optional: true, description: 'Who works on it (default: who looks after the customer)', example: 'li-na' })
  readonly owner?: EmployeeId;

  @IdField({ optional: true, description: 'The pipeline (default: default)', example: 'default' })
  readonly pipeline?: string;

  @OneOf(sources, { optional: true, description: 'Where it comes from (default own)', example: 'campaign' })
  readonly source?: Source;

  @ListField(() => LineFields, { ...someLines, optional: true })
  readonly lines?: readonly LineFields[];

  @CurrencyField({ optional: true, description: 'The currency, where no line says one', example: 'CNY' })
  readonly currency?: string;

  @DateField({ optional: true, description: 'When it is expected to be won', example: '2026-12-31' })
  readonly expectedClose?: BusinessDate;

  @ObjectField(() => OpportunityReferenceFields, { optional: true, description: 'The record it came from' })
  readonly reference?: OpportunityReferenceFields;

  @TextField(2000, { optional: true, description: 'What else there is to say' })
  readonly note?: string;
}

export class RegisterOpportunityBody {
  @ListField(() => LineFields, { ...someLines, optional: true })
  readonly lines?: readonly LineFields[];

  @TextField(500, { optional: true, description: 'Why, where stages are skipped' })
  readonly reason?: string;
}

/** How a deal begins. */
export function openingCommands(command: OpportunityBuilder) {
  return [
    command.creates('OpenOpportunity', OpenOpportunityBody, {
      summary: { zh: '登记销售机会', en: 'Open an opportunity' },
      prepare: openingOf,
    }),
    command('RegisterOpportunity', RegisterOpportunityBody, {
      verb: 'register',
      summary: { zh: '登记客户与金额', en: 'Register an opportunity with its amount' },
      prepare: (body, given) => movingWithValue(body, given),
    }),
  ] as const;
}

async function openingOf(body: OpenOpportunityBody, given: Given) {
  const customer = await customerFor(given, body.customer);
  if (isRefusal(customer)) return customer;
  const owner = await ownerFor(given, body.owner ?? customer.owner);
  if (isRefusal(owner)) return owner;
  const pipeline = await pipelineFor(given, body.pipeline ?? 'default');
  if (isRefusal(pipeline)) return pipeline;
  const value = await valuationOf(given, body.lines ?? [], body.currency);
  if (isRefusal(value)) return value;
  return {
    title: body.title,
    customer,
    owner,
    pipeline,
    source: body.source ?? ('own' as const),
    value,
    expectedClose: body.expectedClose ?? null,
    reference: body.reference ?? null,
    note: body.note ?? null,
  };
}

export async function movingWithValue(body: { readonly lines?: readonly LineFields[]; readonly reason?: string }, given: Given) {
  const facts = await moving(given);
  if (isRefusal(facts)) return facts;
  const value = body.lines === undefined ? null : await valuationOf(given, body.lines, cellOf(given.state)?.currency);
  return isRefusal(value) ? value : { ...facts, value, reason: body.reason ?? null };
}
