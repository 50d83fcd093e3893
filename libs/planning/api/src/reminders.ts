import { Inject, Injectable } from '@nestjs/common';
import { addMonths, type BusinessDate, isRefusal, monthOf, type View } from '@zongheng/kernel';
import { ApplicationProviders, CommandDispatcher, Reading } from '@zongheng/nest-kit';
import type { DueDates } from '@zongheng/planning-domain';
import { type Period, type PeriodKind, periodKinds, periodOf } from '@zongheng/planning-events';
import { dueDates, plans, staff } from '@zongheng/planning-views';
import { momentOf } from './figures/reading.ts';
import { dueDatesOf, plansOf } from './queries/asking.ts';
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
 * Urges what is owed and missing on a date, once for each level that is reached. The key of a reminder is made of what is owed and its level, so
 * looking again, or twice at once, sends nothing twice. A period that nobody has a plan for is left alone.
 */
@Injectable()
export class PlanReminders {
  readonly #providers: ApplicationProviders;
  readonly #dispatcher: CommandDispatcher;

  constructor(@Inject(ApplicationProviders) providers: ApplicationProviders, @Inject(CommandDispatcher) dispatcher: CommandDispatcher) {
    this.#providers = providers;
    this.#dispatcher = dispatcher;
  }

  async urge(today: BusinessDate): Promise<Urged> {
    const { units } = await momentOf(this.#providers, today, this.#providers.get(Reading).watermark(looksAt));
    const policy = await dueDatesOf(this.#providers);
    let [missing, sent] = [0, 0];
    for (const period of periodsUpTo(today)) {
      if ((await plansOf(this.#providers, period)).length === 0) continue;
      for (const owed of (await missingFor(this.#providers, period, today, units)).missing) {
        missing += 1;
        sent += await this.#remind(owed, policy, today);
      }
    }
    return { missing, sent };
  }

  /** Sends every level that is reached and was not sent yet; answers how many. */
  async #remind({ plan, owed, due, since, daysLate, urged }: Missing, policy: DueDates, on: BusinessDate): Promise<number> {
    let sent = 0;
    for (const { level } of policy.reminders.filter((each) => each.level > urged && each.daysLate <= daysLate)) {
      const answer = await this.#dispatcher.dispatch({
        type: 'RemindPlan',
        id: plan,
        key: `plan-reminder:${owed}:${level}`,
        body: { owed, level, due, since, policy: policy.version, on },
        actor: 'plan-reminders',
        correlationId: `plan-reminders ${on}`,
      });
      if (!isRefusal(answer) && answer.events.length > 0 && !answer.replayed) sent += 1;
    }
    return sent;
  }
}

/** The periods that hold a date or one of the months before it, each once. */
function periodsUpTo(today: BusinessDate): readonly Period[] {
  const months = Array.from({ length: monthsBack + 1 }, (_, back) => addMonths(monthOf(today), -back));
  const kinds = Object.keys(periodKinds) as PeriodKind[];
  return [...new Set(kinds.flatMap((kind) => months.map((month) => periodOf(kind, month))))];
}
