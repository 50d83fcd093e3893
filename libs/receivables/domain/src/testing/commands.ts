import { businessDate, type CustomerId, type EmployeeId, type RegionId, type UnitId } from '@zongheng/kernel';
import { commanding, date } from '@zongheng/kernel/testing';
import type { AccountCell, ApplyingRule } from '@zongheng/receivables-events';
import type {
  AllocateCredit,
  DisputeInvoice,
  IssueCreditNote,
  IssueInvoice,
  ReceivePayment,
  ReclassifyAccount,
  RefundCredit,
  ReverseCreditNote,
  ReversePayment,
  ReverseRefund,
  SettleDispute,
  TakeBackAccount,
  VoidInvoice,
  WriteOffInvoice,
} from '../account/commands.ts';
import { defaultRule } from '../defaults.ts';
import type { LineGiven, Opening } from '../facts.ts';

export { date } from '@zongheng/kernel/testing';

/** Today in every spec: far enough after the dates the stories tell of. */
export const today = date('2026-12-31');

/** Who commands, when: on a date, told today. */
export const on = commanding(today);

export const harbour: AccountCell = {
  customer: 'harbour' as CustomerId,
  owner: 'li' as EmployeeId,
  unit: 'east' as UnitId,
  region: 'ningbo' as RegionId,
};
export const opening: Opening = { cell: harbour, merged: false };
/** Money that names no invoice stays on account. */
export const byHand: ApplyingRule = { order: null, disputed: false };

/** A line over an amount without tax, in minor units. */
export function line(net: number, more: Partial<LineGiven> = {}): LineGiven {
  return { line: '1', text: '机柜租用费', product: null, productLine: null, quantity: 1, net, taxRate: 0, tax: null, ...more };
}

/** An invoice over an amount, due thirty days later where nothing else is said. */
export function issue(number: string, day: string, gross: number, more: Partial<IssueInvoice> = {}): IssueInvoice {
  return {
    type: 'IssueInvoice',
    ...on(day),
    opening,
    rule: defaultRule,
    number,
    contract: null,
    month: null,
    due: businessDate(new Date(Date.parse(day) + 30 * 86_400_000).toISOString().slice(0, 10)),
    currency: 'CNY',
    lines: [line(gross)],
    reference: null,
    ...more,
  };
}

/** A payment that names invoices with amounts: `receive('b1', '2026-02-01', 100, { i1: 60 })`. */
export function receive(
  payment: string,
  day: string,
  gross: number,
  names: Readonly<Record<string, number>> = {},
  more: Partial<ReceivePayment> = {},
): ReceivePayment {
  return {
    type: 'ReceivePayment',
    ...on(day),
    opening,
    rule: defaultRule,
    payment,
    method: 'bank-transfer',
    received: { minor: gross, currency: 'CNY' },
    countsAs: null,
    names: Object.entries(names).map(([number, amount]) => ({ number, gross: amount })),
    payer: null,
    note: null,
    ...more,
  };
}

export function reverse(payment: string, day: string, more: Partial<ReversePayment> = {}): ReversePayment {
  return { type: 'ReversePayment', ...on(day), rule: defaultRule, payment, reason: '退汇', ...more };
}

export function credit(note: string, day: string, number: string, gross: number, more: Partial<IssueCreditNote> = {}): IssueCreditNote {
  const lines = [line(gross)];
  return { type: 'IssueCreditNote', ...on(day), rule: defaultRule, note, number, lines, reason: '减免', ...more };
}

export function allocate(payment: string, day: string, names: Readonly<Record<string, number>>): AllocateCredit {
  const given = Object.entries(names).map(([number, gross]) => ({ number, gross }));
  return { type: 'AllocateCredit', ...on(day), rule: defaultRule, kind: 'payment', credit: payment, names: given, reason: null };
}

export function reverseNote(note: string, day: string, more: Partial<ReverseCreditNote> = {}): ReverseCreditNote {
  return { type: 'ReverseCreditNote', ...on(day), rule: defaultRule, note, reason: '减免有误', ...more };
}

export function refund(key: string, day: string, gross: number, more: Partial<RefundCredit> = {}): RefundCredit {
  return { type: 'RefundCredit', ...on(day), refund: key, currency: 'CNY', gross, reason: '退款', ...more };
}

export function reverseRefund(key: string, day: string, more: Partial<ReverseRefund> = {}): ReverseRefund {
  return { type: 'ReverseRefund', ...on(day), rule: defaultRule, refund: key, reason: '银行退回', ...more };
}

export function voiding(number: string, day: string): VoidInvoice {
  return { type: 'VoidInvoice', ...on(day), rule: defaultRule, number, reason: '重复开具' };
}

export function takingBack(day: string): TakeBackAccount {
  return { type: 'TakeBackAccount', ...on(day), reason: '导入有误' };
}

export function dispute(number: string, day: string): DisputeInvoice {
  return { type: 'DisputeInvoice', ...on(day), number, reason: '服务中断' };
}

export function settlement(number: string, day: string): SettleDispute {
  return { type: 'SettleDispute', ...on(day), rule: defaultRule, number, outcome: 'rejected', note: null };
}

export function writingOff(number: string, day: string, gross: number | null = null): WriteOffInvoice {
  return { type: 'WriteOffInvoice', ...on(day), number, gross, reason: '破产' };
}

export function follow(day: string, cell: Partial<AccountCell>): ReclassifyAccount {
  return { type: 'ReclassifyAccount', ...on(day), cause: 'employee-transferred', cell: { ...harbour, ...cell } };
}
