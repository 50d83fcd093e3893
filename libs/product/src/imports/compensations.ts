import type { Compensations } from '@zongheng/exchange';

/** How the undo of an import takes records back. What is not listed is master data: it stays, and the report says so. */
export const compensations: Compensations = {
  opportunity: { command: 'VoidOpportunity', reason: 'reason' },
  visit: { command: 'CancelVisit', reason: 'reason' },
  task: { command: 'CancelTask', reason: 'reason' },
  account: { command: 'TakeBackAccount', reason: 'reason' },
  contract: { command: 'VoidContract', reason: 'reason' },
  order: { command: 'CancelOrder', reason: 'reason' },
};
