import type { Money } from '@zongheng/kernel';
import { KeyField, ListField, MoneyField, OneOf, TextField } from '@zongheng/nest-kit';
import { type CreditKind, creditKinds, type ReclassificationCause, reclassificationCauses } from '@zongheng/receivables-events';
import { BilledLineFields } from './invoice.bodies.ts';

export class NamedFields {
  @KeyField({ description: 'The number of an invoice; it may come later than the money', example: 'FP-2026-004417' })
  readonly number!: string;

  @MoneyField({ optional: true, description: 'How much is meant for it; may be left out where it is the only one' })
  readonly amount?: Money;
}

export class ReceivePaymentBody {
  @KeyField({
    description: 'The bank’s line, or what else tells it from every other: a line counts once, for ever',
    example: 'ICBC-20260312-17',
  })
  readonly payment!: string;

  @MoneyField({ description: 'What came in' })
  readonly amount!: Money;

  @MoneyField({ optional: true, description: 'For how much it counts, where it pays what is owed in another currency' })
  readonly countsAs?: Money;

  @ListField(() => NamedFields, { optional: true, max: 500, description: 'What it is meant for; the rest goes by the order in force' })
  readonly names?: readonly NamedFields[];

  @KeyField({ optional: true, description: 'How it came (default bank-transfer)', example: 'bank-transfer' })
  readonly method?: string;

  @TextField(200, { optional: true, description: 'Who paid', example: '宁波港务集团有限公司' })
  readonly payer?: string;

  @TextField(500, { optional: true, description: 'What else there is to say' })
  readonly note?: string;
}

export class ReversePaymentBody {
  @KeyField({ description: 'The payment', example: 'ICBC-20260312-17' })
  readonly payment!: string;

  @TextField(500, { description: 'Why', example: '银行退汇' })
  readonly reason!: string;
}

export class IssueCreditNoteBody {
  @KeyField({ description: 'Its number, one on this account', example: 'HZ-2026-0031' })
  readonly note!: string;

  @KeyField({ description: 'The invoice it is against', example: 'FP-2026-004417' })
  readonly number!: string;

  @ListField(() => BilledLineFields, { min: 1, max: 500, description: 'What is credited, in the invoice’s currency' })
  readonly lines!: readonly BilledLineFields[];

  @TextField(500, { description: 'Why', example: '减免两日机柜费用' })
  readonly reason!: string;
}

export class ReverseCreditNoteBody {
  @KeyField({ description: 'The credit note', example: 'HZ-2026-0031' })
  readonly note!: string;

  @TextField(500, { description: 'Why', example: '减免有误' })
  readonly reason!: string;
}

export class AllocateCreditBody {
  @OneOf(creditKinds, { optional: true, description: 'A payment, or a credit note (default: a payment)', example: 'payment' })
  readonly kind?: CreditKind;

  @KeyField({ description: 'The payment or the credit note', example: 'ICBC-20260312-17' })
  readonly credit!: string;

  @ListField(() => NamedFields, { max: 500, description: 'What it is meant for from now on; none: nothing in particular' })
  readonly names!: readonly NamedFields[];

  @TextField(500, { optional: true, description: 'Why', example: '客户来函说明' })
  readonly reason?: string;
}

export class RefundCreditBody {
  @KeyField({ description: 'What tells this refund from every other', example: 'TK-2026-0008' })
  readonly refund!: string;

  @MoneyField({ description: 'How much is paid back' })
  readonly amount!: Money;

  @TextField(500, { description: 'Why', example: '合同终止，退还余款' })
  readonly reason!: string;
}

export class ReverseRefundBody {
  @KeyField({ description: 'The refund', example: 'TK-2026-0008' })
  readonly refund!: string;

  @TextField(500, { description: 'Why', example: '收款账户有误，银行退回' })
  readonly reason!: string;
}

export class TakeBackAccountBody {
  @TextField(500, { description: 'Why', example: '导入有误' })
  readonly reason!: string;
}

export class ReclassifyAccountBody {
  @OneOf(reclassificationCauses, { description: 'What changed elsewhere' })
  readonly cause!: ReclassificationCause;
}
