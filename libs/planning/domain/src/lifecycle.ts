import { type BusinessDate, type CommandContext, firstRefusal, notBefore, notInFuture, type Refusal } from '@zongheng/kernel';

/** What every fact of a lifecycle must keep: it is not dated in the future, and not before the last one. Null where the date is fine. */
export function datesInOrder(command: CommandContext, last: BusinessDate): Refusal | null {
  return firstRefusal(notInFuture(command), notBefore(command, last));
}
