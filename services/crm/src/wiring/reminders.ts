import type { BusinessDate } from '@zongheng/kernel';
import type { PlanReminders, Urged } from '@zongheng/planning-api';

const everyMs = 3_600_000;

export interface Reminding {
  readonly reminders: PlanReminders;
  today(): BusinessDate;
  readonly onTrouble: (error: unknown) => void;
}

/** Looks once an hour who owes a plan, a report or a check, and urges them. What is urged stands in the log: a restart changes nothing. */
export class ReminderClock {
  readonly #reminding: Reminding;
  readonly #timer: NodeJS.Timeout;
  #under: Promise<Urged | null> = Promise.resolve(null);

  constructor(reminding: Reminding) {
    this.#reminding = reminding;
    this.#timer = setInterval(() => void this.look(), everyMs);
    this.#timer.unref();
  }

  /** Looks now, after a look that is under way. Null where it failed: the next one makes up for it. */
  look(): Promise<Urged | null> {
    const { reminders, today, onTrouble } = this.#reminding;
    this.#under = this.#under
      .then(() => reminders.urge(today()))
      .catch((error: unknown) => {
        onTrouble(error);
        return null;
      });
    return this.#under;
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#under;
  }
}
