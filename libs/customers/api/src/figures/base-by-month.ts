import { addMonths, firstDayOf, isMonth, lastDayOf, type Month, monthOf } from '@zongheng/kernel';
import { MonthField, type Months, numberOf, ProblemError, type Question, type Rows } from '@zongheng/nest-kit';
import { type JournalReader, monthDimension } from '@zongheng/projection';

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

/** The base month by month. A group is shown in the months in which somebody is in it, joined or left. */
export function baseFigures(reader: JournalReader, asked: BaseQuestion): BaseGroup[] {
  const { upTo, asOf, groupings } = asked;
  const { from, to } = monthsAsked(asked);
  const by = groupings.length;
  const moves = reader.sum({ ...standingRows(asked), asOf, upTo, groupBy: [...groupings, { dim: monthDimension }] });
  const groups = new Map<string, { readonly keys: BaseGroup['keys']; readonly months: Map<string, Moves> }>();
  for (const { keys, sums } of moves) {
    const own = keys.slice(0, by);
    const id = JSON.stringify(own);
    const group = groups.get(id) ?? { keys: own, months: new Map() };
    groups.set(id, group);
    group.months.set(keys[by] ?? '', sums);
  }
  return [...groups.values()].flatMap(({ keys, months }) => monthly(months, from, to).map((month) => ({ keys, ...month })));
}

type Moves = Readonly<Record<string, bigint>>;

function monthly(moves: ReadonlyMap<string, Moves>, from: Month, to: Month): Omit<BaseGroup, 'keys'>[] {
  const shown: Omit<BaseGroup, 'keys'>[] = [];
  let [registered, active] = [0n, 0n];
  for (let month = [...moves.keys()].sort()[0] as Month; month <= to; month = addMonths(month, 1)) {
    const { registered: opened = 0n, active: won = 0n, joined = 0n, left = 0n } = moves.get(month) ?? {};
    registered += opened;
    active += won;
    if (month < from || [registered, active, joined, left].every((number) => number === 0n)) continue;
    const flows = { joined: numberOf(joined), left: numberOf(left) };
    shown.push({ month, registered: numberOf(registered), active: numberOf(active), ...flows });
  }
  return shown;
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
