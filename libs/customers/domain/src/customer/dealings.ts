import { type Decision, type EmployeeId, entryIn, entryOf, firstRefusal, notBefore, notInFuture, type Refusal } from '@zongheng/kernel';
import type { CustomerFact, SourceRecord } from '@zongheng/customers-events';
import type { IdentifyNeed, ReceiveFeedback, RecordInteraction } from './commands.ts';
import { contactIsKnown } from './contacts.ts';
import { isSame } from './file.ts';
import { refuse } from './refusals.ts';
import { type CustomerFile, recordKey } from './state.ts';

const needsMax = 200;

/**
 * An interaction is a fact of its own date and no state of the lifecycle: it may be older than anything known so far, the file itself
 * included. The same one, by its id or by the record it came from, counts once.
 */
export function recordInteraction(file: CustomerFile, command: RecordInteraction): Decision<CustomerFact> {
  const { interaction, channel, direction, outcome, by, department, contact, subject, note, reference } = command;
  if (isHeard(file, interaction, reference)) return [];
  const no = firstRefusal(employeeIsKnown(command), contactIsKnown(file, contact), notInFuture(command));
  if (no) return no;
  const data = { interaction, channel, direction, outcome, by, department, contact, subject, note, reference };
  return [{ type: 'InteractionRecorded', businessDate: command.on, data }];
}

/** The same with what a customer told us. */
export function receiveFeedback(file: CustomerFile, command: ReceiveFeedback): Decision<CustomerFact> {
  const { feedback, channel, topic, rating, by, department, text, reference } = command;
  if (isHeard(file, feedback, reference)) return [];
  const no = firstRefusal(employeeIsKnown(command), notInFuture(command));
  return (
    no ?? [
      { type: 'FeedbackReceived', businessDate: command.on, data: { feedback, channel, topic, rating, by, department, text, reference } },
    ]
  );
}

/** A need said again holds from then on as it is said now. */
export function identifyNeed(file: CustomerFile, command: IdentifyNeed): Decision<CustomerFact> {
  const { need, product, productLine, interest, upgrade, priority, note } = command;
  const data = { need, product, productLine, interest, upgrade, priority, note };
  const known = entryOf(file.needs, need);
  if (known && isSame(known.what, data)) return [];
  const count = Object.keys(file.needs).length;
  if (!known && count >= needsMax) return refuse('CUSTOMERS.CUSTOMER.TOO_MANY', `there are ${count} needs: say one of them again`);
  const no = firstRefusal(notInFuture(command), known ? notBefore(command, known.on) : null);
  return no ?? [{ type: 'NeedIdentified', businessDate: command.on, data }];
}

function isHeard({ heard }: CustomerFile, id: string, reference: SourceRecord | null): boolean {
  return entryIn(heard, id) === true || (reference !== null && entryIn(heard, recordKey(reference)) === true);
}

function employeeIsKnown({ by, byKnown }: { readonly by: EmployeeId | null; readonly byKnown: boolean }): Refusal | null {
  if (by === null || byKnown) return null;
  return refuse('CUSTOMERS.CUSTOMER.EMPLOYEE_UNKNOWN', `nobody joined as ${by}`, { field: '/by' });
}
