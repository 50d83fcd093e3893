import { type BusinessDate, datesInOrder, type Decision, effectiveFrom, notInFuture } from '@zongheng/kernel';
import type { CustomerFact, LifecycleStage, StageCause } from '@zongheng/customers-events';
import type { ChangeLifecycleStage, FollowWonDeal } from './commands.ts';
import { refuse } from './refusals.ts';
import { cellOf, type CustomerFile } from './state.ts';

/** A customer may come from any stage to any other; who left, left for a reason. */
export function changeStage(file: CustomerFile, command: ChangeLifecycleStage): Decision<CustomerFact> {
  const { stage, reason, on } = command;
  if (stage === file.stage) return [];
  if (stage === 'left' && reason === null) {
    return refuse('CUSTOMERS.CUSTOMER.REASON_MISSING', `they would go from ${file.stage} to left`, { field: '/reason' });
  }
  const no = datesInOrder(command, file.last);
  return no ?? entered(file, stage, on, 'recorded', reason);
}

/** Who wins a customer's first deal wins the customer; another one develops it. Who is kept already is no further on. */
export function followWonDeal(file: CustomerFile, command: FollowWonDeal): Decision<CustomerFact> {
  const stage = stageAfterWinning(file.stage);
  if (stage === file.stage) return [];
  return notInFuture(command) ?? entered(file, stage, effectiveFrom(command.on, file.last), 'opportunity-won', null);
}

function stageAfterWinning(stage: LifecycleStage): LifecycleStage {
  switch (stage) {
    case 'identified':
    case 'selected':
    case 'left':
      return 'won';
    case 'won':
      return 'developed';
    case 'developed':
    case 'retained':
      return stage;
  }
}

function entered(
  file: CustomerFile,
  stage: LifecycleStage,
  businessDate: BusinessDate,
  cause: StageCause,
  reason: string | null,
): Decision<CustomerFact> {
  const from = cellOf(file);
  return [{ type: 'LifecycleStageChanged', businessDate, data: { from, to: { ...from, stage }, cause, reason } }];
}
