import type { Labels } from '@zongheng/kernel';

/** What sort of event a row of the books came from. */
export type EntryKind =
  | 'invoice'
  | 'payment'
  | 'application'
  | 'credit-note'
  | 'reversal'
  | 'refund'
  | 'write-off'
  | 'dispute'
  | 'correction'
  | 'reclassification'
  | 'dunning';
export const entryKinds: Labels<EntryKind> = {
  invoice: { zh: '开票', en: 'Invoice' },
  payment: { zh: '收款', en: 'Payment' },
  application: { zh: '核销', en: 'Application' },
  'credit-note': { zh: '红字发票', en: 'Credit note' },
  reversal: { zh: '冲回', en: 'Reversal' },
  refund: { zh: '退款', en: 'Refund' },
  'write-off': { zh: '坏账核销', en: 'Write-off' },
  dispute: { zh: '争议', en: 'Dispute' },
  correction: { zh: '更正', en: 'Correction' },
  reclassification: { zh: '重新归类', en: 'Reclassification' },
  dunning: { zh: '催收', en: 'Dunning' },
};
