import { type BusinessDate, type Instant, isBusinessDate } from '@zongheng/kernel';
import { instantKind } from '../fields/kinds.ts';
import { ProblemError } from '../http/http-problems.ts';
import { malformed, momentSchema, positionOf } from './moments.ts';
import type { DescribedParameter } from './query-route.ts';
import type { ReadLog } from './read-progress.ts';

/**
 * What of time a query takes: `asOf` a business date; `period` of flows (`from`, `to`), seen as of a date; `difference` between two
 * moments, both dates or both recorded. All of them take `recordedAsOf` (what did we know then) and `at`; `none` takes nothing: it shows
 * what is there now.
 */
export type FigureTime = 'asOf' | 'period' | 'difference' | 'none';

/** One end of a difference. */
export type DifferenceEnd = { readonly date: BusinessDate } | { readonly recorded: number };

/** The time that a query was asked for. */
export interface AskedTime {
  /** The business date of the answer; today where none was asked for. */
  readonly asOf: BusinessDate;
  readonly from?: BusinessDate;
  readonly to?: BusinessDate;
  readonly between?: { readonly from: DifferenceEnd; readonly to: DifferenceEnd };
  /** What was known at this position. */
  readonly recordedAsOf?: number;
  /** The moment that was named, where one was. */
  readonly at?: number;
}

const names: Readonly<Record<FigureTime, readonly string[]>> = {
  asOf: ['asOf', 'recordedAsOf', 'at'],
  period: ['from', 'to', 'asOf', 'recordedAsOf', 'at'],
  difference: ['from', 'to', 'recordedAsOf', 'at'],
  none: [],
};

/** The parameters that a kind of time takes. */
export function timeNames(time: FigureTime): readonly string[] {
  return names[time];
}

type Taken = { readonly [name: string]: string | undefined };

/** Reads the parameters of time. @throws ProblemError */
export async function askedTimeOf(time: FigureTime, taken: Taken, today: BusinessDate, log: ReadLog): Promise<AskedTime> {
  const between = time === 'difference' ? await betweenOf(taken, log) : undefined;
  const recordedAsOf = taken['recordedAsOf'] === undefined ? undefined : await recordedOf(taken['recordedAsOf'], log, 'recordedAsOf');
  const known = {
    ...(recordedAsOf === undefined ? {} : { recordedAsOf }),
    ...(taken['at'] === undefined ? {} : { at: positionOf(taken['at'], log, 'at') }),
  };
  if (between) return { asOf: 'date' in between.to ? between.to.date : today, between, ...known };
  const asOf = dateOf(taken['asOf'], 'asOf') ?? today;
  if (time !== 'period') return { asOf, ...known };
  const from = dateOf(taken['from'], 'from');
  const to = dateOf(taken['to'], 'to');
  if (from !== undefined && to !== undefined && from > to) throw contradictory(`the period ends on ${to}, before it begins on ${from}`);
  return { asOf, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }), ...known };
}

async function betweenOf(taken: Taken, log: ReadLog): Promise<{ readonly from: DifferenceEnd; readonly to: DifferenceEnd }> {
  const between = { from: await endOf(taken, 'from', log), to: await endOf(taken, 'to', log) };
  if ('date' in between.from === 'date' in between.to) return between;
  throw contradictory('from and to are not of one kind: two dates, or two recorded moments');
}

function contradictory(found: string): ProblemError {
  return new ProblemError('QUERY.CONTRADICTORY', found, { field: 'to' });
}

function dateOf(text: string | undefined, field: string): BusinessDate | undefined {
  if (text === undefined) return undefined;
  if (isBusinessDate(text)) return text;
  throw malformed(field, 'is no calendar date YYYY-MM-DD that exists, from 1900 to 2199');
}

/** A recorded moment: an instant, or a position as an answer gives it. */
async function recordedOf(text: string, log: ReadLog, field: string): Promise<number> {
  if (/^[0-9]{4}-[0-9]{2}-[0-9]{2}T/.test(text)) {
    if (!instantKind.check(text)) throw malformed(field, `is not ${instantKind.says}`);
    return log.positionAt(new Date(text).toISOString() as Instant);
  }
  return positionOf(text, log, field);
}

async function endOf(taken: Taken, field: 'from' | 'to', log: ReadLog): Promise<DifferenceEnd> {
  const text = taken[field];
  if (text === undefined) throw malformed(field, 'is missing: a difference has two ends');
  return isBusinessDate(text) ? { date: text } : { recorded: await recordedOf(text, log, field) };
}

const date = { type: 'string', format: 'date', pattern: '^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$' };
const moment = { anyOf: [momentSchema, instantKind.schema] };

const described: Readonly<Record<string, DescribedParameter>> = {
  asOf: { name: 'asOf', description: 'The business date; today by default', schema: date, example: '2026-03-01' },
  from: { name: 'from', description: 'The first business date', schema: date, example: '2026-01-01' },
  to: { name: 'to', description: 'The last business date', schema: date, example: '2026-03-31' },
  recordedAsOf: {
    name: 'recordedAsOf',
    description: 'What was known at this recorded moment: an instant in UTC, or `<epoch>.<position>`',
    schema: moment,
  },
  at: { name: 'at', description: 'The moment of an earlier answer: gives the same figures again', schema: momentSchema },
};

/** The parameters of time in the documentation. */
export function timeParameters(time: FigureTime): readonly DescribedParameter[] {
  const known = names[time].flatMap((name) => described[name] ?? []);
  if (time !== 'difference') return known;
  const end = (parameter: DescribedParameter): DescribedParameter =>
    parameter.name === 'from' || parameter.name === 'to'
      ? {
          name: parameter.name,
          required: true,
          description: 'A business date, or a recorded moment; both ends of one kind',
          schema: { anyOf: [date, moment] },
        }
      : parameter;
  return known.map(end);
}
