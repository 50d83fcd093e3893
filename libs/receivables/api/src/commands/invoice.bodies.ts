import type { BusinessDate, Money, Month } from '@zongheng/kernel';
import {
  CountField,
  DateField,
  IdField,
  IntegerField,
  KeyField,
  ListField,
  MoneyField,
  MonthField,
  ObjectField,
  OneOf,
  TextField,
} from '@zongheng/nest-kit';
import { type DisputeOutcome, disputeOutcomes } from '@zongheng/receivables-events';

export class BilledLineFields {
  @KeyField({ optional: true, description: 'What the line is called (default: its number)', example: '1' })
  readonly line?: string;

  @TextField(200, { description: 'What is billed', example: 'IDC 机柜三月租用费' })
  readonly text!: string;

  @IdField({ optional: true, description: 'A product of the catalogue', example: 'rack' })
  readonly product?: string;

  @KeyField({ optional: true, description: 'The product line', example: 'data-centre' })
  readonly productLine?: string;

  @CountField({ optional: true, description: 'How many (default 1)', example: 4 })
  readonly quantity?: number;

  @MoneyField({ signed: true, description: 'The whole line without tax; negative for a discount' })
  readonly net!: Money;

  @IntegerField(
    { min: 0, max: 10_000 },
    { optional: true, description: 'The tax rate in hundredths of a per cent (default 0)', example: 600 },
  )
  readonly taxRate?: number;

  @MoneyField({ optional: true, signed: true, description: 'The tax (default: net × rate, rounded once, half to even)' })
  readonly tax?: Money;
}

class ReferenceFields {
  @KeyField({ description: 'The system', example: 'billing' })
  readonly system!: string;

  @TextField(200, { description: 'The key of the record there', example: '4711' })
  readonly key!: string;
}

export class IssueInvoiceBody {
  @KeyField({ description: 'Its number, one on this account', example: 'FP-2026-004417' })
  readonly number!: string;

  @DateField({ description: 'The date by which it is to be paid', example: '2026-04-30' })
  readonly due!: BusinessDate;

  @IdField({ optional: true, description: 'The contract it bills', example: 'contract-1' })
  readonly contract?: string;

  @MonthField({ optional: true, description: 'The month it is for', example: '2026-03' })
  readonly month?: Month;

  @ListField(() => BilledLineFields, { min: 1, max: 500, description: 'What is billed, in one currency' })
  readonly lines!: readonly BilledLineFields[];

  @ObjectField(() => ReferenceFields, { optional: true, description: 'The record in another system' })
  readonly reference?: ReferenceFields;
}

class InvoiceFields {
  @KeyField({ description: 'The number of the invoice', example: 'FP-2026-004417' })
  readonly number!: string;
}

class ReasonedFields extends InvoiceFields {
  @TextField(500, { description: 'Why', example: '重复开具' })
  readonly reason!: string;
}

export class CorrectInvoiceBody extends ReasonedFields {
  @DateField({ optional: true, description: 'The due date that is right', example: '2026-05-30' })
  readonly due?: BusinessDate;

  @MonthField({ optional: true, description: 'The month that is right', example: '2026-03' })
  readonly month?: Month;

  @IdField({ optional: true, description: 'The contract that is right', example: 'contract-1' })
  readonly contract?: string;
}

export class VoidInvoiceBody extends ReasonedFields {}

export class DisputeInvoiceBody extends ReasonedFields {}

export class SettleDisputeBody extends InvoiceFields {
  @OneOf(disputeOutcomes, { description: 'How it ended', example: 'rejected' })
  readonly outcome!: DisputeOutcome;

  @TextField(500, { optional: true, description: 'What else there is to say' })
  readonly note?: string;
}

export class WriteOffInvoiceBody extends ReasonedFields {
  @MoneyField({ optional: true, description: 'How much of it (default: all that is open)' })
  readonly amount?: Money;
}

export class ReinstateInvoiceBody extends ReasonedFields {
  @MoneyField({ optional: true, description: 'How much of it (default: all that was written off)' })
  readonly amount?: Money;
}

export class PromisePaymentBody extends InvoiceFields {
  @DateField({ description: 'The day by which it will be paid', example: '2026-05-15' })
  readonly by!: BusinessDate;

  @MoneyField({ optional: true, description: 'How much of it (default: all that is open)' })
  readonly amount?: Money;

  @TextField(500, { optional: true, description: 'Who said so, and what else' })
  readonly note?: string;
}

export class SendReminderBody extends InvoiceFields {
  @KeyField({ description: 'A level of the policy in force', example: 'first' })
  readonly level!: string;
}
