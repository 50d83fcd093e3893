import { type BusinessDate, type Contribution, journalView } from '@zongheng/kernel';
import { type Cell, movementsOf, opportunityEvents, type RecordedOpportunityEvent } from '@zongheng/sales-events';

type Dimension = 'pipeline' | 'stage' | 'owner' | 'unit' | 'productLine' | 'currency' | 'expectedClose';
type Measure = 'count' | 'amount';
type Place = Contribution<Dimension, Measure>['cell'];
interface Standing {
  readonly place: Place;
  count: number;
  amount: number;
}

const whole: readonly Dimension[] = ['pipeline', 'stage', 'owner', 'unit', 'productLine', 'currency', 'expectedClose'];

/**
 * What is still to be won, under whom and by when: open deals by product line, `amount` in minor units of the cell's currency, `count` a deal
 * under its leading line. What a move leaves where it is, is not told again: a forecast does not see it.
 */
export const openDeals = journalView<Dimension, Measure, RecordedOpportunityEvent>({
  name: 'plan-open-deals',
  version: 1,
  meaning: { zh: '在途机会：尚待赢得的金额，按预计成交日', en: 'Open deals: what is still to be won, and when it is expected' },
  handles: opportunityEvents.map(({ type }) => type),
  dimensions: {
    pipeline: 'key',
    stage: 'key',
    owner: 'key',
    unit: 'key',
    productLine: 'key',
    currency: 'key',
    expectedClose: 'date',
  },
  measures: ['count', 'amount'],
  // All of them: what is open is little beside all that ever was.
  rollups: [whole],
  contribute: (event) =>
    movementsOf(event).flatMap(({ sign, movement: { date, out, in: entered } }) => {
      const standing: Standing[] = [];
      stand(standing, out, sign === 1 ? -1 : 1);
      stand(standing, entered, sign);
      return standing.flatMap((each) => contributionOf(date, each));
    }),
});

/** Adds a cell's lines where it is open. */
function stand(standing: Standing[], cell: Cell | null, sign: 1 | -1): void {
  if (cell?.status !== 'open') return;
  const { pipeline, stage, owner, unit, currency, expectedClose } = cell;
  cell.lines.forEach(({ productLine, amount }, index) => {
    const place = { pipeline, stage, owner, unit, productLine, currency, expectedClose };
    let here = standing.find((known) => whole.every((dim) => known.place[dim] === place[dim]));
    if (!here) standing.push((here = { place, count: 0, amount: 0 }));
    if (index === 0) here.count += sign;
    here.amount += sign * amount;
  });
}

function contributionOf(date: BusinessDate, { place, count, amount }: Standing): readonly Contribution<Dimension, Measure>[] {
  if (count === 0 && amount === 0) return [];
  return [{ date, cell: place, measures: { ...(count === 0 ? {} : { count }), ...(amount === 0 ? {} : { amount }) } }];
}
