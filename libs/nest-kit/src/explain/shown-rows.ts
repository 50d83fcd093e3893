import { type Money } from '@zongheng/kernel';
import { EventLookup, type ExplainedRow } from '@zongheng/projection';
import type { QueryContext } from '../queries/query-request.ts';
import type { SummedFigure } from './figure.ts';
import { ExactTotals } from './totals.ts';

/** A contribution to a figure, and the event it comes from. */
export interface ShownRow {
  readonly date: string;
  readonly position: number;
  readonly event: string;
  readonly type: string;
  readonly stream: string;
  readonly recordedAt: string;
  readonly actor: string;
  readonly cell: ExplainedRow['cell'];
  readonly measures: Readonly<Record<string, number | readonly Money[]>>;
}

/** Rows of a journal as they are shown: each with its event, and what it adds to the figure. */
export async function shownRows(
  rows: readonly { readonly row: ExplainedRow; readonly sign: 1 | -1 }[],
  measures: SummedFigure<never>['measures'],
  given: Pick<QueryContext, 'get'>,
): Promise<readonly ShownRow[]> {
  const events = await given.get(EventLookup).at(rows.map(({ row }) => row.position));
  return rows.map(({ row, sign }) => {
    const event = events.get(row.position);
    if (!event) throw new Error(`the log has no event at ${row.position}, which a journal knows`);
    const totals = new ExactTotals(measures);
    totals.addRow(row, sign);
    return {
      date: row.date,
      position: row.position,
      event: event.id,
      type: event.type,
      stream: event.stream,
      recordedAt: event.recordedAt,
      actor: event.actor,
      cell: row.cell,
      measures: totals.shown(),
    };
  });
}
