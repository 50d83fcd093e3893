import { documentEndpoints } from '@zongheng/nest-kit';
import {
  AccountDocument,
  accounts,
  CreditDocument,
  creditNotes,
  InvoiceDocument,
  invoices,
  ledger,
  LedgerEntry,
  payments,
  PromiseDocument,
  promises,
  receivablesPolicies,
  ReceivablesPolicyDocument,
} from '@zongheng/receivables-views';

const revision = (document: { readonly revision: number }): number => document.revision;

/** Every list of the context, and each document by its id. */
export const receivablesLists = [
  documentEndpoints({ view: invoices, collection: 'invoices', title: { zh: '发票', en: 'Invoices' }, item: InvoiceDocument, revision }),
  documentEndpoints({ view: payments, collection: 'payments', title: { zh: '付款', en: 'Payments' }, item: CreditDocument, revision }),
  documentEndpoints({
    view: creditNotes,
    collection: 'credit-notes',
    title: { zh: '红字发票', en: 'Credit notes' },
    item: CreditDocument,
    revision,
  }),
  documentEndpoints({
    view: accounts,
    collection: 'accounts',
    title: { zh: '客户账户', en: 'Customer accounts' },
    item: AccountDocument,
    revision,
  }),
  documentEndpoints({
    view: promises,
    collection: 'promises',
    title: { zh: '付款承诺', en: 'Promises to pay' },
    item: PromiseDocument,
    revision,
  }),
  documentEndpoints({ view: ledger, collection: 'ledger', title: { zh: '应收明细账', en: 'Receivables ledger' }, item: LedgerEntry }),
  documentEndpoints({
    view: receivablesPolicies,
    collection: 'receivables-policies',
    title: { zh: '应收规则', en: 'What is in force for receivables' },
    item: ReceivablesPolicyDocument,
    revision,
  }),
];
