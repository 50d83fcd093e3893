import { type Contribution, journalView } from '@zongheng/kernel';
import { type Cell, movementsOf, opportunityEvents, type RecordedOpportunityEvent } from '@zongheng/sales-events';

type Dimension =
  | 'pipeline'
  | 'stage'
  | 'status'
  | 'customer'
  | 'owner'
  | 'unit'
  | 'region'
  | 'segment'
  | 'source'
  | 'productLine'
  | 'product'
  | 'currency'
  | 'reason'
  | 'competitor'
  | 'expectedClose';
type Measure = 'count' | 'lines' | 'amount';

/** What every figure of the funnel groups or filters by, to tell currencies apart and to weight amounts. */
const alwaysAsked = ['pipeline', 'stage', 'status', 'currency'] as const;

/**
 * The books of sales: every opportunity stands in one cell from one business date to the next, and a movement takes it out of one and puts
 * it into another. `count` counts deals (a deal under its leading line), `lines` their lines, `amount` minor units of the cell's currency.
 * The balance on a date is the sum up to it; what happened in a period is the sum over it.
 */
export const funnel = journalView<Dimension, Measure, RecordedOpportunityEvent>({
  name: 'funnel',
  version: 1,
  meaning: { zh: '销售漏斗：任意日期的机会数与金额', en: 'Sales funnel: deals and amounts on any date' },
  handles: opportunityEvents.map((definition) => definition.type),
  dimensions: {
    pipeline: 'key',
    stage: 'key',
    status: 'key',
    customer: 'key',
    owner: 'key',
    unit: 'key',
    region: 'key',
    segment: 'key',
    source: 'key',
    productLine: 'key',
    product: 'key',
    currency: 'key',
    reason: 'key',
    competitor: 'key',
    expectedClose: 'date',
  },
  measures: ['count', 'lines', 'amount'],
  rollups: [
    [...alwaysAsked, 'owner', 'unit'],
    [...alwaysAsked, 'unit', 'productLine'],
    [...alwaysAsked, 'region', 'segment'],
    [...alwaysAsked, 'segment', 'source', 'productLine'],
    ['status', 'currency', 'segment', 'productLine', 'month'],
    // What is open is little beside all that ever closed: forecasts and plans by anything, to the customer.
    {
      by: [...alwaysAsked, 'customer', 'owner', 'unit', 'region', 'segment', 'source', 'productLine', 'product', 'expectedClose'],
      where: { status: ['open'] },
    },
  ],
  contribute(event) {
    const contributions: Contribution<Dimension, Measure>[] = [];
    for (const { sign, movement } of movementsOf(event)) {
      if (movement.out) enter(contributions, movement.date, movement.out, sign === 1 ? -1 : 1);
      if (movement.in) enter(contributions, movement.date, movement.in, sign);
    }
    return contributions;
  },
});

function enter(into: Contribution<Dimension, Measure>[], date: Contribution['date'], cell: Cell, sign: 1 | -1): void {
  for (let index = 0; index < cell.lines.length; index += 1) {
    const line = cell.lines[index];
    if (!line) continue;
    into.push({
      date,
      cell: {
        pipeline: cell.pipeline,
        stage: cell.stage,
        status: cell.status,
        customer: cell.customer,
        owner: cell.owner,
        unit: cell.unit,
        region: cell.region,
        segment: cell.segment,
        source: cell.source,
        productLine: line.productLine,
        product: line.product,
        currency: cell.currency,
        reason: cell.reason,
        competitor: cell.competitor,
        expectedClose: cell.expectedClose,
      },
      measures: { count: index === 0 ? sign : 0, lines: sign, amount: line.amount === 0 ? 0 : sign * line.amount },
    });
  }
}
