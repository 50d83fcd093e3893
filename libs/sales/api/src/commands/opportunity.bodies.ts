import {
  attributeKind,
  CurrencyField,
  DateField,
  IdField,
  IntegerField,
  KeyField,
  keyKind,
  ListField,
  MapField,
  ObjectField,
  OneOf,
  TextField,
} from '@zongheng/nest-kit';
import type { BusinessDate, CustomerId, EmployeeId, Labels, RegionId } from '@zongheng/kernel';
import { type Source, sources } from '@zongheng/sales-events';
import { LineFields } from './lines.ts';

class OpportunityReferenceFields {
  @KeyField({ description: 'The other system', example: 'maven-crm' })
  readonly system!: string;

  @TextField(200, { description: 'Its key for the record', example: '1C1I7A6R' })
  readonly key!: string;
}

const lines = { max: 50, description: 'What it is worth, by line' };

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

  @ListField(() => LineFields, { ...lines, optional: true })
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
  @ListField(() => LineFields, { ...lines, optional: true })
  readonly lines?: readonly LineFields[];

  @TextField(500, { optional: true, description: 'Why, where stages are skipped' })
  readonly reason?: string;
}

export class AssignOpportunityBody {
  @IdField({ description: 'Who works on it from now on', example: 'wang-wei' })
  readonly owner!: EmployeeId;

  @TextField(500, { optional: true, description: 'Why' })
  readonly reason?: string;
}

export class AdvanceOpportunityBody {
  @KeyField({ description: 'The stage it goes to', example: 'negotiation' })
  readonly stage!: string;

  @TextField(500, { optional: true, description: 'Why, where stages are skipped' })
  readonly reason?: string;
}

export class BackToStageBody {
  @KeyField({ description: 'The open stage it goes to', example: 'relationship' })
  readonly stage!: string;

  @TextField(500, { description: 'Why', example: '客户要求重新议价' })
  readonly reason!: string;
}

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
  @ListField(() => LineFields, { ...lines, min: 1, description: 'The lines as they are from now on, all of them' })
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

export class WinOpportunityBody {
  @ListField(() => LineFields, { ...lines, optional: true, description: 'The final lines, where they changed with the win' })
  readonly lines?: readonly LineFields[];

  @TextField(500, { optional: true, description: 'Why, where stages are skipped' })
  readonly reason?: string;
}

export class LoseOpportunityBody {
  @KeyField({ description: 'The key of the reason', example: 'price' })
  readonly reason!: string;

  @KeyField({ optional: true, description: 'The key of the competitor it went to', example: 'competitor-a' })
  readonly competitor?: string;

  @TextField(500, { optional: true, description: 'What else there is to say' })
  readonly note?: string;
}

export class VoidOpportunityBody {
  @TextField(500, { description: 'Why it should never have been recorded', example: '重复登记' })
  readonly reason!: string;
}

export type Correctable = 'lines' | 'source' | 'owner' | 'region' | 'segment' | 'expected-close' | 'stage-date' | 'loss';
const correctables: Labels<Correctable> = {
  lines: { zh: '产品行与金额', en: 'Lines and amounts' },
  source: { zh: '来源', en: 'Source' },
  owner: { zh: '负责人', en: 'Owner' },
  region: { zh: '区域', en: 'Region' },
  segment: { zh: '客群', en: 'Segment' },
  'expected-close': { zh: '预计成交日', en: 'Expected close' },
  'stage-date': { zh: '进入阶段的日期', en: 'The date a stage was entered' },
  loss: { zh: '丢单原因与竞争对手', en: 'Why it was lost, and to whom' },
};

/** One body for all corrections: `corrects` says which of the other fields are meant. */
export class CorrectOpportunityBody {
  @OneOf(correctables, { description: 'What was recorded wrongly', example: 'lines' })
  readonly corrects!: Correctable;

  @TextField(500, { description: 'Why', example: '合同金额录入有误' })
  readonly reason!: string;

  @DateField({
    optional: true,
    description: 'Since when it is put right (default: the business date of the command)',
    example: '2026-03-01',
  })
  readonly since?: BusinessDate;

  @ListField(() => LineFields, { ...lines, optional: true })
  readonly lines?: readonly LineFields[];

  @OneOf(sources, { optional: true })
  readonly source?: Source;

  @IdField({ optional: true })
  readonly owner?: EmployeeId;

  @IdField({ optional: true, description: 'Left out: none' })
  readonly region?: RegionId;

  @KeyField({ optional: true, description: 'Left out: none' })
  readonly segment?: string;

  @DateField({ optional: true, description: 'Left out: none' })
  readonly expectedClose?: BusinessDate;

  @KeyField({ optional: true, description: 'With stage-date: the stage' })
  readonly stage?: string;

  @DateField({ optional: true, description: 'With stage-date: the date as it was recorded' })
  readonly recorded?: BusinessDate;

  @DateField({ optional: true, description: 'With stage-date: the right date' })
  readonly date?: BusinessDate;

  @KeyField({ optional: true, description: 'With loss: the key of the reason' })
  readonly lossReason?: string;

  @KeyField({ optional: true, description: 'With loss: the key of the competitor; left out: none' })
  readonly competitor?: string;
}

/** What a policy sends: a deal follows its owner, its customer or its pipeline. */
export class ReclassifyOpportunityBody {
  @KeyField()
  readonly cause!: 'employee-transferred' | 'customer-changed' | 'pipeline-revised';

  @IdField({ optional: true })
  readonly owner?: EmployeeId;

  @IdField({ optional: true })
  readonly customer?: CustomerId;

  @IdField({ optional: true })
  readonly region?: RegionId;

  @KeyField({ optional: true })
  readonly segment?: string;

  @KeyField({ optional: true })
  readonly from?: string;

  @KeyField({ optional: true })
  readonly to?: string;
}
