import { DateText, Id, InstantText, isBusinessDate, Shape, Type } from '@zongheng/kernel';
import { Keys, moneyOf, Moneys, ProblemError, readerOf, rowsEndpoint, Sum } from '@zongheng/nest-kit';
import { EventLookup, type RowCursor } from '@zongheng/projection';
import { funnel } from '@zongheng/sales-views';
import { FunnelFigures, shown } from '../figures/funnel-figures.ts';
import { askedOf } from './asking.ts';
import { FunnelMeasures } from './shapes.ts';

/** One contribution to a figure, and the event it comes from. */
const ExplainedRow = Shape({
  date: DateText(),
  position: Type.Integer({ minimum: 1 }),
  event: Id(),
  type: Type.String(),
  stream: Type.String(),
  recordedAt: InstantText(),
  actor: Type.String(),
  cell: Keys,
  count: Sum,
  lines: Sum,
  amounts: Moneys,
});

export const explainEndpoint = rowsEndpoint({
  path: 'funnel/explain',
  view: funnel,
  title: { zh: '销售漏斗', en: 'Funnel' },
  summary: { zh: '构成某个数字的事件，逐页，合计等于该数字', en: 'The events behind a figure, in pages; they sum to it' },
  time: 'asOf',
  row: ExplainedRow,
  totals: FunnelMeasures,
  async answer(query, place, given) {
    const asked = await askedOf({ ...query, groupBy: [] }, given);
    const { asOf, upTo, filters } = asked;
    const reader = readerOf(given, funnel);
    const { rows, next } = reader.explain({ asOf, upTo, filters, limit: query.limit, cursor: cursorOf(place) });
    const events = await given.get(EventLookup).at(rows.map((row) => row.position));
    const explained = rows.map(({ date, position, cell, measures }) => {
      const event = events.get(position);
      return {
        date,
        position,
        event: event?.id ?? '',
        type: event?.type ?? '',
        stream: event?.stream ?? '',
        recordedAt: event?.recordedAt ?? '',
        actor: event?.actor ?? '',
        cell,
        count: measures['count'] ?? 0,
        lines: measures['lines'] ?? 0,
        amounts: moneyOf(new Map([[cell['currency'] ?? '', BigInt(measures['amount'] ?? 0)]])),
      };
    });
    return { rows: explained, next, totals: shown(new FunnelFigures(reader, asked).total()) };
  },
});

/** The place a cursor carries. @throws ProblemError where it is none. */
function cursorOf(place: unknown): RowCursor | null {
  if (place === null) return null;
  const { date, position, ordinal } = place as Partial<RowCursor>;
  if (typeof date === 'string' && isBusinessDate(date) && typeof position === 'number' && typeof ordinal === 'number')
    return { date, position, ordinal };
  throw new ProblemError('QUERY.PARAMETER_MALFORMED', 'cursor is none that an answer gave', { field: 'cursor' });
}
