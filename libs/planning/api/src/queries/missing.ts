import { DateText, Id, Shape, Type } from '@zongheng/kernel';
import { ProblemError, queryEndpoint } from '@zongheng/nest-kit';
import { owedThings } from '@zongheng/planning-events';
import { dueDates, plans, staff } from '@zongheng/planning-views';
import { kindLabel } from '../figures/board.ts';
import { momentOf } from '../figures/reading.ts';
import { dueDatesOf, periodFor, PeriodParams } from './asking.ts';
import { type Missing, missingOfEach, type OwingPlace } from './owing.ts';
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
  paged: true,
  async handle(query, given, place) {
    const period = periodFor(query.params, query.asOf);
    const { units } = await momentOf(given, query.asOf, query.upTo);
    const policy = await dueDatesOf(given);
    const missing: Missing[] = [];
    let next: OwingPlace | null = null;
    for await (const ofOne of missingOfEach(given, { period, asOf: query.asOf, units }, policy, placeOf(place))) {
      const last = missing.at(-1);
      if (last && missing.length + ofOne.length > query.limit) {
        next = { kind: last.kind === 'person' ? 'person' : 'unit', subject: last.subject };
        break;
      }
      missing.push(...ofOne);
    }
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
    return { period, policy: policy.version, rows, next };
  },
});

function placeOf(place: unknown): OwingPlace | null {
  if (place === null) return null;
  const { kind, subject } = place as Partial<OwingPlace>;
  if ((kind === 'unit' || kind === 'person') && typeof subject === 'string') return { kind, subject };
  throw new ProblemError('QUERY.PARAMETER_MALFORMED', 'cursor is none that an answer gave', { field: 'cursor' });
}
