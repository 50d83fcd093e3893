import { Inject, Injectable } from '@nestjs/common';
import { addMonths, type BusinessDate, isRefusal, monthOf, type View } from '@zongheng/kernel';
import { ApplicationProviders, CommandDispatcher, Reading, ServedDocuments } from '@zongheng/nest-kit';
import type { DueDates } from '@zongheng/planning-domain';
import { type DueCommand, dueKey, type Duty } from '@zongheng/policy';
import { type Period, type PeriodKind, periodKinds, periodOf } from '@zongheng/planning-events';
import { dueDates, plans, staff } from '@zongheng/planning-views';
import { momentOf } from './figures/reading.ts';
import { dueDatesOf } from './queries/asking.ts';
import { type Missing, missingFor } from './queries/owing.ts';

/** So many months back periods are looked at: what is older is not urged any more. */
const monthsBack = 3;
const looksAt = [plans, staff, dueDates] as readonly unknown[] as readonly View[];

/** What came of looking who owes what. */
export interface Urged {
  readonly missing: number;
  readonly sent: number;
}

/**
 * Urges what is owed and missing on a date, once for each level that is reached: a plan says which were sent, so looking again, or twice at
 * once, sends nothing twice. A period that nobody has a plan for is left alone.
 */
@Injectable()
export class PlanReminders implements Duty {
  readonly name = 'plan-reminders';
  readonly reads = looksAt.map((view) => view.name);
  readonly #providers: ApplicationProviders;
  readonly #dispatcher: CommandDispatcher;

  constructor(@Inject(ApplicationProviders) providers: ApplicationProviders, @Inject(CommandDispatcher) dispatcher: CommandDispatcher) {
    this.#providers = providers;
    this.#dispatcher = dispatcher;
  }

  /** Every reminder that is due on a date and was not sent. */
  async *due(today: BusinessDate): AsyncGenerator<readonly DueCommand[], void> {
    const policy = await dueDatesOf(this.#providers);
    for await (const missing of this.#missing(today)) yield missing.flatMap((owed) => remindersOf(owed, policy, today));
  }

  async urge(today: BusinessDate): Promise<Urged> {
    const policy = await dueDatesOf(this.#providers);
    let [missing, sent] = [0, 0];
    for await (const owing of this.#missing(today)) {
      missing += owing.length;
      for (const reminder of owing.flatMap((owed) => remindersOf(owed, policy, today))) sent += await this.#send(reminder);
    }
    return { missing, sent };
  }

  /** What is owed and missing, period by period. */
  async *#missing(today: BusinessDate): AsyncGenerator<readonly Missing[], void> {
    const { units } = await momentOf(this.#providers, today, this.#providers.get(Reading).watermark(looksAt));
    for (const period of periodsUpTo(today)) {
      const isPlanned = await this.#providers.get(ServedDocuments).count(plans, [{ field: 'period', op: 'eq', value: period }]);
      if (isPlanned === 0) continue;
      yield (await missingFor(this.#providers, { period, asOf: today, units })).missing;
    }
  }

  async #send(reminder: DueCommand): Promise<0 | 1> {
    const { command: type, id, on, body } = reminder;
    const answer = await this.#dispatcher.dispatch({
      type,
      id,
      key: dueKey(this.name, reminder),
      body: { ...body, on },
      actor: `due:${this.name}`,
      correlationId: `due:${this.name}:${on}`,
    });
    return isRefusal(answer) || answer.events.length === 0 || answer.replayed ? 0 : 1;
  }
}

/** Every level that is reached and was not sent yet. */
function remindersOf({ plan, owed, due, since, daysLate, urged }: Missing, policy: DueDates, on: BusinessDate): readonly DueCommand[] {
  return policy.reminders
    .filter((each) => each.level > urged && each.daysLate <= daysLate)
    .map(({ level }) => ({
      command: 'RemindPlan',
      id: plan,
      on,
      what: `${owed}:${level}`,
      body: { owed, level, due, since, policy: policy.version },
    }));
}

/** The periods that hold a date or one of the months before it, each once. */
function periodsUpTo(today: BusinessDate): readonly Period[] {
  const months = Array.from({ length: monthsBack + 1 }, (_, back) => addMonths(monthOf(today), -back));
  const kinds = Object.keys(periodKinds) as PeriodKind[];
  return [...new Set(kinds.flatMap((kind) => months.map((month) => periodOf(kind, month))))];
}
