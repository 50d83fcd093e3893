import type { Decider, Decision } from '@zongheng/kernel';
import type { AccountFact } from '@zongheng/receivables-events';
import { refuse } from '../refusals.ts';
import type { AccountCommand } from './commands.ts';
import { allocateCredit, issueCreditNote, reverseCreditNote } from './credit.ts';
import { disputeInvoice, settleDispute } from './disputes.ts';
import { promisePayment, reinstateInvoice, sendReminder, writeOffInvoice } from './doubtful.ts';
import { evolve } from './evolve.ts';
import { issueInvoice } from './issue.ts';
import { correctInvoice, voidInvoice } from './mend.ts';
import { receivePayment, reversePayment } from './receive.ts';
import { reclassifyAccount } from './reclassify.ts';
import { refundCredit, reverseRefund } from './refund.ts';
import { type AccountState, emptyAccount, stateVersion } from './state.ts';
import { takeBackAccount } from './take-back.ts';

function decide(state: AccountState, command: AccountCommand): Decision<AccountFact> {
  switch (command.type) {
    case 'IssueInvoice':
      return issueInvoice(state, command);
    case 'ReceivePayment':
      return receivePayment(state, command);
    case 'ReclassifyAccount':
      return reclassifyAccount(state, command);
    default:
      return state.cells.length === 0 ? refuse('RECEIVABLES.ACCOUNT.UNKNOWN', 'no entry was ever made on it') : later(state, command);
  }
}

/** What can only be said of an account on which something stands. */
function later(
  state: AccountState,
  command: Exclude<AccountCommand, { type: 'IssueInvoice' | 'ReceivePayment' | 'ReclassifyAccount' }>,
): Decision<AccountFact> {
  switch (command.type) {
    case 'CorrectInvoice':
      return correctInvoice(state, command);
    case 'VoidInvoice':
      return voidInvoice(state, command);
    case 'DisputeInvoice':
      return disputeInvoice(state, command);
    case 'SettleDispute':
      return settleDispute(state, command);
    case 'WriteOffInvoice':
      return writeOffInvoice(state, command);
    case 'ReinstateInvoice':
      return reinstateInvoice(state, command);
    case 'PromisePayment':
      return promisePayment(state, command);
    case 'SendReminder':
      return sendReminder(state, command);
    case 'ReversePayment':
      return reversePayment(state, command);
    case 'IssueCreditNote':
      return issueCreditNote(state, command);
    case 'ReverseCreditNote':
      return reverseCreditNote(state, command);
    case 'AllocateCredit':
      return allocateCredit(state, command);
    case 'RefundCredit':
      return refundCredit(state, command);
    case 'ReverseRefund':
      return reverseRefund(state, command);
    case 'TakeBackAccount':
      return takeBackAccount(state, command);
  }
}

/** The account of a customer. */
export const accountDecider: Decider<AccountState, AccountCommand, AccountFact> = {
  stateVersion,
  initialState: emptyAccount,
  evolve,
  decide,
};
