import { Figures } from './figures.ts';
import { choiceOf } from './filters.ts';
import { groupColumns, GroupSpace } from './groups.ts';
import { dateDimension, measureIndex } from './layout.ts';
import { planSum } from './plan.ts';
import type { SumQuery } from './query.ts';
import { addStep } from './scan.ts';
import type { JournalState } from './state.ts';
import { Sums } from './sums.ts';

/** Sums the rows chosen by groups. @throws JournalError JOURNAL.QUERY for what the journal does not have. */
export function sumOf(state: JournalState, query: SumQuery): Figures {
  const { layout, dictionaries } = state;
  const choice = choiceOf(query, layout, dictionaries, state.watermark);
  const columns = groupColumns(query.groupBy ?? [], layout, dictionaries);
  const measures = query.measures ?? layout.measures;
  const measureColumns = measures.map((name) => measureIndex(layout, name));
  const withZeros = query.withZeros ?? false;
  // Anchors know months, but neither dates nor which rows there are whose sums are zero.
  const everyRow = withZeros || (query.groupBy ?? []).some(({ dim }) => dim === dateDimension);
  const plan = planSum(state, choice, { columns: columns.map(({ column }) => column), measures: measureColumns, everyRow });
  const space = new GroupSpace(columns, plan.rows);
  const sums = new Sums(
    measureColumns,
    plan.steps.map(({ table }) => table),
    withZeros,
  );
  sums.reserve(space.size);
  for (const step of plan.steps) addStep(step, space, sums);
  return new Figures(choice.upTo, measures, space, sums);
}
