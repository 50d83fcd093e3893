import { type BusinessDate, type Instant, isBusinessDate } from '@zongheng/kernel';
import { instantKind } from '../fields/kinds.ts';
import { ProblemError } from '../http/http-problems.ts';
import { malformed, momentSchema, positionOf } from './moments.ts';
import type { DescribedParameter } from './query-route.ts';
import type { ReadLog } from './read-progress.ts';

/**
 * What of time a query takes: `asOf` a business date; `period` of flows (`from`, `to`), seen as of a date; `difference` between two
 * moments, each a date, a recorded moment, or both; `since` the flows of a period now against what they were at an earlier moment. All of
 * them take `recordedAsOf` (what did we know then) and `at`; `none` takes nothing: it shows what is there now.
 */
export type FigureTime = 'asOf' | 'period' | 'difference' | 'since' | 'none';

/** One end of a difference: a date, a recorded moment, or a date as known at one. */
export type DifferenceEnd =
  | { readonly date: BusinessDate; readonly recorded?: undefined }
  | { readonly date?: undefined; readonly recorded: number }
  | { readonly date: BusinessDate; readonly recorded: number };

/** The time that a query was asked for. */
export interface AskedTime {
  /** The business date of the answer; today where none was asked for. */
  readonly asOf: BusinessDate;
  readonly from?: BusinessDate;
  readonly to?: BusinessDate;
  readonly between?: { readonly from: DifferenceEnd; readonly to: DifferenceEnd };
  /** The earlier moment that a period is compared with. */
  readonly since?: DifferenceEnd;
  /** What was known at this position. */
  readonly recordedAsOf?: number;
  /** The moment that was named, where one was. */
  readonly at?: number;
}

const names: Readonly<Record<FigureTime, readonly string[]>> = {
  asOf: ['asOf', 'recordedAsOf', 'at'],
  period: ['from', 'to', 'asOf', 'recordedAsOf', 'at'],
  difference: ['from', 'to', 'recordedAsOf', 'at'],
  since: ['from', 'to', 'asOf', 'recordedAsOf', 'at', 'since'],
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
  if (between) return { asOf: between.to.date ?? today, between, ...known };
  const asOf = dateOf(taken['asOf'], 'asOf') ?? today;
  if (time !== 'period' && time !== 'since') return { asOf, ...known };
  const from = dateOf(taken['from'], 'from');
  const to = dateOf(taken['to'], 'to');
  if (from !== undefined && to !== undefined && from > to) throw contradictory(`the period ends on ${to}, before it begins on ${from}`);
  const since = time === 'since' ? { since: await endOf(taken, 'since', log) } : {};
  return { asOf, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }), ...since, ...known };
}

async function betweenOf(taken: Taken, log: ReadLog): Promise<{ readonly from: DifferenceEnd; readonly to: DifferenceEnd }> {
  const between = { from: await endOf(taken, 'from', log), to: await endOf(taken, 'to', log) };
  if (kindOf(between.from) === kindOf(between.to)) return between;
  throw contradictory('from and to are not of one kind: two dates, two recorded moments, or a date as known at a moment each');
}

function kindOf({ date, recorded }: DifferenceEnd): string {
  return `${date === undefined} ${recorded === undefined}`;
}

export function contradictory(found: string): ProblemError {
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

async function endOf(taken: Taken, field: 'from' | 'to' | 'since', log: ReadLog): Promise<DifferenceEnd> {
  const text = taken[field];
  if (text === undefined) throw malformed(field, 'is missing: a difference has two ends');
  if (isBusinessDate(text)) return { date: text };
  const [date = '', recorded, ...more] = text.split('@');
  if (recorded === undefined) return { recorded: await recordedOf(text, log, field) };
  if (!isBusinessDate(date) || more.length > 0) throw malformed(field, 'is no <date>@<moment>');
  return { date, recorded: await recordedOf(recorded, log, field) };
}

const date = { type: 'string', format: 'date', pattern: '^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$' };
const moment = { anyOf: [momentSchema, instantKind.schema] };
const dateAtMoment = { type: 'string', pattern: `${date.pattern.slice(0, -1)}@.+$` };
const end = { anyOf: [date, moment, dateAtMoment] };

const described: Readonly<Record<string, DescribedParameter>> = {
  asOf: { name: 'asOf', description: 'The business date; today by default', schema: date, example: '2026-03-01' },
  from: { name: 'from', description: 'The first business date', schema: date, example: '2026-01-01' },
  to: { name: 'to', description: 'The last business date', schema: date, example: '2026-03-31' },
  recordedAsOf: {
    name: 'recordedAsOf',
    description: 'What was known at this recorded moment: an instant in UTC, or `<epoch>.<position>`',
    schema: moment,
  },
  since: {
    name: 'since',
    required: true,
    description: 'The earlier moment: a business date, a recorded moment, or `<date>@<moment>`',
    schema: end,
  },
  at: { name: 'at', description: 'The moment of an earlier answer: gives the same figures again', schema: momentSchema },
};

/** The parameters of time in the documentation. */
export function timeParameters(time: FigureTime): readonly DescribedParameter[] {
  const known = names[time].flatMap((name) => described[name] ?? []);
  if (time !== 'difference') return known;
  return known.map((parameter) =>
    parameter.name === 'from' || parameter.name === 'to'
      ? {
          name: parameter.name,
          required: true,
          description: 'A business date, a recorded moment, or `<date>@<moment>`; both ends of one kind',
          schema: end,
        }
      : parameter,
  );
}
