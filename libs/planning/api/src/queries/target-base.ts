import { addMonths, Id, type Language, minorMax, MoneyOf, monthOf, Shape, Type } from '@zongheng/kernel';
import { CurrencyField, IntegerField, parametersOfFilters, ProblemError, queryEndpoint, questionOf, readerOf } from '@zongheng/nest-kit';
import { periodOf } from '@zongheng/planning-events';
import { actuals } from '@zongheng/planning-views';
import type { ActualsMoment } from '../figures/actuals.ts';
import { baseAddress } from '../figures/addresses.ts';
import { type BaseRow, bases } from '../figures/target-base.ts';
import { kindLabel } from '../figures/board.ts';
import { proposalOf } from '../figures/proposal.ts';
import { momentOf } from '../figures/reading.ts';
import { momentOfAnswer, PeriodParams } from './asking.ts';
import { Period } from './shapes.ts';

/** The period asked for, or the month after that of a date: whoever plans, plans ahead. */
function nextPeriodFor({ period }: PeriodParams, asOf: Parameters<typeof monthOf>[0]) {
  return period ?? periodOf('month', addMonths(monthOf(asOf), 1));
}

/** What the subject of a row, and its kind, are called. */
function calledIn({ kind, subject }: Pick<BaseRow, 'kind' | 'subject'>, { units }: ActualsMoment, language: Language) {
  const name = kind === 'person' ? subject : (units.nameOf(subject) ?? subject);
  return { kindLabel: kindLabel(kind, language), name };
}

const BaseRowShape = Shape({
  kind: Type.String(),
  kindLabel: Type.String(),
  subject: Id(),
  name: Type.String(),
  /** In each currency apart, with the address that explains it. */
  amounts: Type.Array(Shape({ ...MoneyOf().properties, explain: Type.String() })),
});

export const planBaseEndpoint = queryEndpoint({
  path: 'plans/base',
  views: [actuals],
  title: { zh: '计划基数', en: 'Plan base' },
  summary: {
    zh: '已签协议在该期的预期收入，按公司、部门、个人：目标的基数',
    en: 'What signed agreements promise for a period, by company, department, team and person: the base of its targets',
  },
  time: 'asOf',
  dimensions: { region: 'key', productLine: 'key', currency: 'key' },
  params: PeriodParams,
  answer: Shape({ period: Period, rows: Type.Array(BaseRowShape) }),
  table: 'rows',
  paged: true,
  async handle(query, given, place) {
    const period = nextPeriodFor(query.params, query.asOf);
    const moment = await momentOf(given, query.asOf, query.upTo);
    const { filters } = await questionOf({ ...query, groupBy: [] }, given);
    const all = bases(readerOf(given, actuals), period, moment, filters);
    const from = startOf(all, place);
    const rows = all.slice(from, from + query.limit);
    const last = rows.at(-1);
    const when = { asOf: query.asOf, at: momentOfAnswer(given, query) };
    const asked = parametersOfFilters(query.filters);
    return {
      period,
      rows: rows.map((row) => ({
        ...row,
        ...calledIn(row, moment, given.language),
        amounts: row.amounts.map((amount) => {
          const aim = { productLine: null, currency: amount.currency };
          return { ...amount, explain: baseAddress({ kind: row.kind, id: row.subject }, period, aim, when, asked) };
        }),
      })),
      next: last && from + query.limit < all.length ? { kind: last.kind, subject: last.subject } : null,
    };
  },
});

/** Where the rows go on after those of the page before. */
function startOf(rows: readonly BaseRow[], place: unknown): number {
  if (place === null) return 0;
  const { kind, subject } = place as Partial<BaseRow>;
  if (typeof kind !== 'string' || typeof subject !== 'string') {
    throw new ProblemError('QUERY.PARAMETER_MALFORMED', 'cursor is none that an answer gave', { field: 'cursor' });
  }
  const last = rows.findIndex((row) => row.kind === kind && row.subject === subject);
  return last < 0 ? rows.length : last + 1;
}

export class ProposalParams extends PeriodParams {
  @CurrencyField({ description: 'In which currency', example: 'CNY' })
  readonly currency!: string;

  @IntegerField(
    { min: 0, max: minorMax },
    { optional: true, description: 'The target of the company, in minor units (default: its base)', example: 1_200_000_000 },
  )
  readonly target?: number;
}

export const planProposalEndpoint = queryEndpoint({
  path: 'plans/proposal',
  views: [actuals],
  title: { zh: '目标分解建议', en: 'Proposed decomposition' },
  summary: {
    zh: '按基数把公司目标分解到部门和个人，各级之和精确相等',
    en: 'A company’s target allotted to departments and people in proportion to their base; on every level the parts sum to it exactly',
  },
  time: 'asOf',
  params: ProposalParams,
  answer: Shape({
    period: Period,
    rows: Type.Array(
      Shape({
        kind: Type.String(),
        kindLabel: Type.String(),
        subject: Id(),
        name: Type.String(),
        parent: Type.Union([Id(), Type.Null()]),
        base: Type.Integer(),
        /** The address that explains the base: targets are allotted in proportion to it. */
        explain: Type.String(),
        target: Type.Integer(),
      }),
    ),
  }),
  table: 'rows',
  async handle(query, given) {
    const period = nextPeriodFor(query.params, query.asOf);
    const { currency, target } = query.params;
    const moment = await momentOf(given, query.asOf, query.upTo);
    const rows = proposalOf(readerOf(given, actuals), period, moment, { currency, target: target ?? null });
    const when = { asOf: query.asOf, at: momentOfAnswer(given, query) };
    const aim = { productLine: null, currency };
    return {
      period,
      rows: rows.map((row) => ({
        ...row,
        ...calledIn(row, moment, given.language),
        explain: baseAddress({ kind: row.kind, id: row.subject }, period, aim, when),
      })),
    };
  },
});
