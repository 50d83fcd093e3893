import { type Disposition, dispositions } from '@zongheng/contracts-events';
import type { BusinessDate, CustomerId, EmployeeId, Labels, RegionId } from '@zongheng/kernel';
import { CurrencyField, DateField, IdField, KeyField, keyKind, ListField, OneOf, TextField } from '@zongheng/nest-kit';
import { ContractLineFields, someLines } from './lines.ts';

/** What is agreed: the body of drafting and of signing. */
export class AgreementBody {
  @KeyField({ description: 'Its number, which no other contract has', example: 'HT-2026-0042' })
  readonly number!: string;

  @TextField(200, { description: 'What it is about', example: '宁波港数据中心机柜租用协议' })
  readonly title!: string;

  @IdField({ description: 'The customer’s file', example: 'customer-1' })
  readonly customer!: CustomerId;

  @IdField({ optional: true, description: 'Who answers for it (default: who looks after the customer)', example: 'li-na' })
  readonly owner?: EmployeeId;

  @IdField({ optional: true, description: 'The opportunity it came from', example: 'opportunity-1' })
  readonly opportunity?: string;

  @CurrencyField({ optional: true, description: 'The currency of all its amounts (default: that of the installation)', example: 'CNY' })
  readonly currency?: string;

  @DateField({ description: 'The first day of its term', example: '2026-04-01' })
  readonly begins!: BusinessDate;

  @DateField({ description: 'The last day of its term', example: '2027-03-31' })
  readonly ends!: BusinessDate;

  @ListField(() => ContractLineFields, { ...someLines, description: 'What is agreed, by line' })
  readonly lines!: readonly ContractLineFields[];
}

export class SignDraftBody {}

export class AmendContractBody {
  @DateField({ description: 'From which day on it is another agreement', example: '2026-07-01' })
  readonly effective!: BusinessDate;

  @DateField({ optional: true, description: 'A later last day; left out, it stays', example: '2027-06-30' })
  readonly ends?: BusinessDate;

  @ListField(() => ContractLineFields, {
    optional: true,
    ...someLines,
    description: 'Lines that are new, or replace those of the same key, from that day on; the amount is for the days from then on',
  })
  readonly lines?: readonly ContractLineFields[];

  @ListField(keyKind, { optional: true, max: 50, description: 'Keys of lines that end', example: ['2'] })
  readonly ended?: readonly string[];

  @TextField(500, { optional: true, description: 'Why', example: '机柜由 12 个增至 16 个' })
  readonly reason?: string;
}

export class RenewContractBody {
  @DateField({
    optional: true,
    description: 'The first day of the further term (default: the day after the present one)',
    example: '2027-04-01',
  })
  readonly begins?: BusinessDate;

  @DateField({ description: 'The last day of the further term', example: '2028-03-31' })
  readonly ends!: BusinessDate;

  @ListField(() => ContractLineFields, { ...someLines, description: 'What is agreed for it, by line' })
  readonly lines!: readonly ContractLineFields[];

  @TextField(500, { optional: true, description: 'Why' })
  readonly reason?: string;
}

export class SuspendContractBody {
  @DateField({ optional: true, description: 'From which day on (default: the business date of the command)', example: '2026-07-01' })
  readonly effective?: BusinessDate;

  @OneOf(dispositions, { description: 'What becomes of its months', example: 'shifted' })
  readonly disposition!: Disposition;

  @TextField(500, { description: 'Why', example: '客户机房改造停用' })
  readonly reason!: string;
}

export class ResumeContractBody {
  @DateField({ optional: true, description: 'From which day on (default: the business date of the command)', example: '2026-09-01' })
  readonly effective?: BusinessDate;

  @TextField(500, { optional: true, description: 'Why' })
  readonly reason?: string;
}

export class TerminateContractBody {
  @DateField({ optional: true, description: 'Its last day (default: the business date of the command)', example: '2026-09-30' })
  readonly lastDay?: BusinessDate;

  @TextField(500, { description: 'Why', example: '客户业务迁往集团机房' })
  readonly reason!: string;
}

export class AssignContractBody {
  @IdField({ description: 'Who answers for it from now on', example: 'wang-wei' })
  readonly owner!: EmployeeId;

  @TextField(500, { optional: true, description: 'Why' })
  readonly reason?: string;
}

export class VoidContractBody {
  @TextField(500, { description: 'Why it should never have been recorded', example: '同一协议重复登记' })
  readonly reason!: string;
}

export type Correctable = 'owner' | 'region' | 'segment' | 'opportunity' | 'lines' | 'signing-date';
const correctables: Labels<Correctable> = {
  owner: { zh: '负责人', en: 'Owner' },
  region: { zh: '区域', en: 'Region' },
  segment: { zh: '客群', en: 'Segment' },
  opportunity: { zh: '关联商机', en: 'Opportunity' },
  lines: { zh: '产品行、期限与金额', en: 'Lines, term and amounts' },
  'signing-date': { zh: '签订日期', en: 'The date it was signed' },
};

/** One body for all corrections: `corrects` says which of the other fields are meant. */
export class CorrectContractBody {
  @OneOf(correctables, { description: 'What was recorded wrongly', example: 'lines' })
  readonly corrects!: Correctable;

  @TextField(500, { description: 'Why', example: '金额录入有误' })
  readonly reason!: string;

  @DateField({
    optional: true,
    description: 'Since when it is put right (default: the business date of the command); of lines: those agreed last up to that day',
    example: '2026-03-01',
  })
  readonly since?: BusinessDate;

  @IdField({ optional: true })
  readonly owner?: EmployeeId;

  @IdField({ optional: true, description: 'Left out: none' })
  readonly region?: RegionId;

  @KeyField({ optional: true, description: 'Left out: none' })
  readonly segment?: string;

  @IdField({ optional: true, description: 'Left out: none' })
  readonly opportunity?: string;

  @DateField({ optional: true, description: 'With lines: the right first day of what was agreed; left out, it stays' })
  readonly begins?: BusinessDate;

  @DateField({ optional: true, description: 'With lines: the right last day of what was agreed; left out, it stays' })
  readonly ends?: BusinessDate;

  @ListField(() => ContractLineFields, { optional: true, ...someLines, description: 'With lines: all of them, as they should have been' })
  readonly lines?: readonly ContractLineFields[];

  @DateField({ optional: true, description: 'With signing-date: the right date' })
  readonly date?: BusinessDate;
}

export class RenameContractBody {
  @KeyField({ optional: true, description: 'The number that is right; left out, it stays', example: 'HT-2026-0042' })
  readonly number?: string;

  @TextField(200, { optional: true, description: 'The title that is right; left out, it stays', example: '宁波港双路专线服务协议' })
  readonly title?: string;

  @TextField(500, { description: 'Why', example: '编号录入有误' })
  readonly reason!: string;
}

/** What is sent where another contract wants the number of one that never came about. */
export class AbandonContractBody {
  @TextField(500)
  readonly reason!: string;
}

/** What a policy sends: a contract follows its owner or its customer. */
export class ReclassifyContractBody {
  @KeyField()
  readonly cause!: 'employee-transferred' | 'customer-changed';

  @IdField({ optional: true })
  readonly owner?: EmployeeId;

  @IdField({ optional: true })
  readonly customer?: CustomerId;
}
