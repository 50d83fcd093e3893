import { type Contribution, firstDayOf, idOf, journalView } from '@zongheng/kernel';
import { type Cell, movingEvents, movementsOf, type RecordedContractEvent, type Step } from '@zongheng/contracts-events';

type Dimension =
  'contract' | 'customer' | 'owner' | 'unit' | 'region' | 'segment' | 'opportunity' | 'productLine' | 'currency' | 'revenueMonth' | 'step';
type Measure = 'amount';

const alwaysAsked = ['revenueMonth', 'currency'] as const;

/**
 * The books of contracts: the net revenue that signed contracts promise for each month, in minor units of the cell's currency.
 * `revenueMonth` is the first day of the month that revenue is expected in; the business date is that of the fact that moved it. So the
 * balance on a date is what was expected then, of any month before or after; what moved in a period is the sum over it, by `step`.
 */
export const contractMonths = journalView<Dimension, Measure, RecordedContractEvent>({
  name: 'contract-months',
  version: 1,
  meaning: { zh: '协议逐月预期收入：任意日期所见', en: 'Revenue expected from contracts by month, as seen on any date' },
  handles: movingEvents,
  dimensions: {
    contract: 'key',
    customer: 'key',
    owner: 'key',
    unit: 'key',
    region: 'key',
    segment: 'key',
    opportunity: 'key',
    productLine: 'key',
    currency: 'key',
    revenueMonth: 'date',
    step: 'key',
  },
  measures: ['amount'],
  rollups: [
    [...alwaysAsked, 'owner', 'unit'],
    [...alwaysAsked, 'productLine'],
    [...alwaysAsked, 'region', 'segment'],
  ],
  contribute(event) {
    const contract = idOf(event.stream);
    const contributions: Contribution<Dimension, Measure>[] = [];
    for (const { sign, movement } of movementsOf(event)) {
      for (const cell of movement.out) enter(contributions, contract, movement.date, movement.step, cell, sign === 1 ? -1 : 1);
      for (const cell of movement.in) enter(contributions, contract, movement.date, movement.step, cell, sign);
    }
    return contributions;
  },
});

function enter(
  into: Contribution<Dimension, Measure>[],
  contract: string,
  date: Contribution['date'],
  step: Step,
  cell: Cell,
  sign: 1 | -1,
): void {
  const { customer, owner, unit, region, segment, opportunity, currency } = cell;
  for (const { productLine, months } of cell.lines) {
    for (const { month, amount } of months) {
      if (amount === 0) continue;
      into.push({
        date,
        cell: {
          contract,
          customer,
          owner,
          unit,
          region,
          segment,
          opportunity,
          productLine,
          currency,
          revenueMonth: firstDayOf(month),
          step,
        },
        measures: { amount: sign * amount },
      });
    }
  }
}
