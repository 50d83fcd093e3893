import { DateText, Id, Shape, Type } from '@zongheng/kernel';
import { queryEndpoint } from '@zongheng/nest-kit';
import { owedThings } from '@zongheng/planning-events';
import { dueDates, plans, staff } from '@zongheng/planning-views';
import { kindLabel } from '../figures/board.ts';
import { momentOf } from '../figures/reading.ts';
import { periodFor, PeriodParams } from './asking.ts';
import { missingFor } from './owing.ts';
import { Period } from './shapes.ts';

export const missingEndpoint = queryEndpoint({
  path: 'plans/missing',
  views: [plans, staff, dueDates],
  title: { zh: '未报计划、进展、检查', en: 'Missing plans' },
  summary: { zh: '到期仍未编报计划、进展或检查者', en: 'Who has not planned, reported or checked by the due date' },
  time: 'asOf',
  params: PeriodParams,
  answer: Shape({
    period: Period,
    /** The version of the due dates in force. */
    policy: Type.Integer(),
    rows: Type.Array(
      Shape({
        plan: Id(),
        subject: Id(),
        kind: Type.String(),
        kindLabel: Type.String(),
        unit: Id(),
        owed: Type.String(),
        owedLabel: Type.String(),
        due: DateText(),
        daysLate: Type.Integer(),
        /** The last level it was urged by; 0 where it was not. */
        urged: Type.Integer(),
      }),
    ),
  }),
  table: 'rows',
  async handle(query, given) {
    const period = periodFor(query.params, query.asOf);
    const { units } = await momentOf(given, query.asOf, query.upTo);
    const { policy, missing } = await missingFor(given, period, query.asOf, units);
    const rows = missing.map(({ plan, subject, kind, unit, owed, due, daysLate, urged }) => ({
      plan,
      subject,
      kind,
      kindLabel: kindLabel(kind, given.language),
      unit,
      owed,
      owedLabel: owedThings[owed][given.language],
      due,
      daysLate,
      urged,
    }));
    return { period, policy, rows };
  },
});
