import { addMonths, firstDayOf, isMonth, lastDayOf, type Month, monthOf } from '@zongheng/kernel';
import { MonthField, type Months, ProblemError, type Question, type Rows } from '@zongheng/nest-kit';
import { type Figures, gathered, type JournalReader, monthDimension } from '@zongheng/projection';

/** The months that the base is shown for. */
export class BaseParams {
  @MonthField({ optional: true, description: 'The first month (default: eleven months before the last)', example: '2026-03' })
  readonly fromMonth?: Month;

  @MonthField({ optional: true, description: 'The last month (default, and at most: the month of the date asked)', example: '2026-05' })
  readonly toMonth?: Month;
}

/** A question about the base, of the months asked for. */
export type BaseQuestion = Question & { readonly params: BaseParams };

/** The base of one group in one month: who is registered and active at its end, who joined and left in it. */
export interface BaseGroup {
  readonly keys: readonly (string | null)[];
  readonly month: Month;
  readonly registered: number;
  readonly active: number;
  readonly joined: number;
  readonly left: number;
}

/** Balances: all up to the end of the last month, or of the one that a group is. */
export function standingRows(asked: BaseQuestion): Rows {
  const { to } = monthsAsked(asked);
  return { to: lastDayOf(to), filters: asked.filters };
}

/** Flows: all in the months, or in the one that a group is. */
export function movingRows(asked: BaseQuestion): Rows {
  const { from, to } = monthsAsked(asked);
  return { from: firstDayOf(from), to: lastDayOf(to), filters: asked.filters };
}

/** The base month by month, the month being the last key. A group is shown in the months in which somebody is in it, joined or left. */
export function baseFigures(reader: JournalReader, asked: BaseQuestion): BaseGroup[] {
  const { upTo, asOf, groupings } = asked;
  const months = monthsAsked(asked);
  const by = groupings.length;
  const moves = reader.sum({ ...standingRows(asked), asOf, upTo, groupBy: [...groupings, { dim: monthDimension }] });
  return gathered(by, moves).flatMap(({ keys, rows: [rows = []] }) => {
    const byMonth = new Map(rows.map((row) => [moves.key(row, by) ?? '', row]));
    return monthly(moves, byMonth, months).map((month) => ({ ...month, keys: [...keys, month.month] }));
  });
}

const nothing = { registered: 0, active: 0, joined: 0, left: 0 };

function monthly(moves: Figures, byMonth: ReadonlyMap<string, number>, { from, to }: Months): Omit<BaseGroup, 'keys'>[] {
  const shown: Omit<BaseGroup, 'keys'>[] = [];
  let { registered, active } = nothing;
  for (let month = [...byMonth.keys()].sort()[0] as Month; month <= to; month = addMonths(month, 1)) {
    const row = byMonth.get(month);
    const moved = row === undefined ? nothing : movedIn(moves, row);
    registered += moved.registered;
    active += moved.active;
    const base = { registered, active, joined: moved.joined, left: moved.left };
    if (month >= from && Object.values(base).some((count) => count !== 0)) shown.push({ month, ...base });
  }
  return shown;
}

function movedIn(moves: Figures, row: number): typeof nothing {
  const [registered, active] = [moves.number(row, 'registered'), moves.number(row, 'active')];
  return { registered, active, joined: moves.number(row, 'joined'), left: moves.number(row, 'left') };
}

/** The months asked for, none after that of the date; or the one that a group is. @throws ProblemError where that is none. */
function monthsAsked({ asOf, params, keys }: BaseQuestion): Months {
  const last = monthOf(asOf);
  const key = keys['month'];
  if (key === undefined) {
    const to = params.toMonth && params.toMonth < last ? params.toMonth : last;
    return { from: params.fromMonth ?? addMonths(to, -11), to };
  }
  if (key === null || !isMonth(key)) throw new ProblemError('QUERY.PARAMETER_MALFORMED', 'month is no month YYYY-MM', { field: 'month' });
  return { from: key, to: key };
}
