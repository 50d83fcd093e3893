import type { EventStore } from '@zongheng/event-store';
import { type BusinessDate, isRefusal } from '@zongheng/kernel';
import { type CommandDispatcher, ServedDocuments } from '@zongheng/nest-kit';
import { PlanReminders } from '@zongheng/planning-api';
import { DueList } from '@zongheng/policy';
import type { Progress } from '@zongheng/projection';
import { paymentReminders } from '@zongheng/receivables-api';
import { quotesRunOut } from '@zongheng/sales-api';

export interface DueParts {
  readonly log: EventStore;
  readonly dispatcher: CommandDispatcher;
  readonly progress: Progress;
  /** Providers of the application, by their class. */
  get<T>(provided: abstract new (...given: never[]) => T): T;
  today(): BusinessDate;
  readonly onTrouble: (duty: string, trouble: string) => void;
}

/** Everything that happens by the calendar. */
export function dueListOf({ log, dispatcher, progress, get, today, onTrouble }: DueParts): DueList {
  const documents = get(ServedDocuments);
  return new DueList({
    duties: [quotesRunOut(documents), paymentReminders(documents), get(PlanReminders)],
    today,
    onTrouble,
    head: () => log.head(),
    waitFor: (view, position, timeoutMs) => progress.waitFor(view, 'all', position, timeoutMs),
    async dispatch({ command: type, id, body, on }, key, duty) {
      const correlationId = `due:${duty}:${on}`;
      const answer = await dispatcher.dispatch({ type, id, key, body: { ...body, on }, actor: `due:${duty}`, correlationId });
      return isRefusal(answer) ? answer : { replayed: answer.replayed };
    },
  });
}
