import { type Contribution, daysBetween, journalView } from '@zongheng/kernel';
import {
  type Cell,
  movementsOf,
  opportunityEvents,
  type Reached,
  type RecordedOpportunityEvent,
  type SignedMovement,
} from '@zongheng/sales-events';

type Dimension =
  'pipeline' | 'stage' | 'status' | 'customer' | 'owner' | 'unit' | 'region' | 'segment' | 'source' | 'productLine' | 'days' | 'since';
type Measure = 'entered' | 'reached' | 'standing' | 'left';
type Into = Contribution<Dimension, Measure>[];

/**
 * How deals pass through the stages. `since` is the date a deal entered the stage.
 * Conversion: of the deals whose first entry (`entered`) has `since` in a period, the part that by the date asked went to the next stage or
 * beyond (`reached`, in the same cell and with the same `since`). Time in stage: `left` by `days` is the histogram of the stays that ended;
 * `standing` by `since` the age of those that go on.
 */
export const stages = journalView<Dimension, Measure, RecordedOpportunityEvent>({
  name: 'stages',
  version: 1,
  meaning: { zh: '阶段转化与停留时间', en: 'Conversion and time in stage' },
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
    days: 'key',
    since: 'date',
  },
  measures: ['entered', 'reached', 'standing', 'left'],
  rollups: [
    // How old the stays are that go on: of deals that are open, few beside all that ever entered a stage.
    {
      by: ['pipeline', 'stage', 'status', 'customer', 'owner', 'unit', 'region', 'segment', 'source', 'productLine', 'since'],
      where: { status: ['open'] },
      measures: ['standing'],
    },
    // How long those took that ended.
    { by: ['pipeline', 'stage', 'status', 'source', 'days'], where: { status: ['open'] }, measures: ['left'] },
  ],
  contribute(event) {
    const contributions: Into = [];
    for (const signed of movementsOf(event)) pass(contributions, signed);
    return contributions;
  },
});

function pass(into: Into, { sign, movement }: SignedMovement): void {
  const { date, out, in: entered } = movement;
  const stays = out !== null && entered !== null && sameStay(out, entered);
  if (!stays || !sameCell(out, entered)) {
    if (out)
      into.push({
        date,
        cell: countedBy(out, stays ? null : daysBetween(out.since, date)),
        measures: { standing: -sign, ...(stays ? {} : { left: sign }) },
      });
    if (entered)
      into.push({ date, cell: countedBy(entered, null), measures: { standing: sign, ...(movement.first ? { entered: sign } : {}) } });
  }
  const pipeline = entered?.pipeline ?? out?.pipeline ?? null;
  for (const reached of movement.reached) into.push({ date, cell: reachedCell(reached, pipeline), measures: { reached: sign } });
}

/** Whether a move leaves the deal in its stage: only what it is counted by, or its amount, changed. */
function sameStay(out: Cell, entered: Cell): boolean {
  return out.pipeline === entered.pipeline && out.stage === entered.stage && out.since === entered.since;
}

function sameCell(out: Cell, entered: Cell): boolean {
  return (
    out.customer === entered.customer &&
    out.owner === entered.owner &&
    out.unit === entered.unit &&
    out.region === entered.region &&
    out.segment === entered.segment &&
    out.source === entered.source &&
    leadingLineOf(out) === leadingLineOf(entered)
  );
}

function countedBy(cell: Cell, days: number | null): Contribution<Dimension, Measure>['cell'] {
  return {
    pipeline: cell.pipeline,
    stage: cell.stage,
    status: cell.status,
    customer: cell.customer,
    owner: cell.owner,
    unit: cell.unit,
    region: cell.region,
    segment: cell.segment,
    source: cell.source,
    productLine: leadingLineOf(cell),
    days: days === null ? null : String(days),
    since: cell.since,
  };
}

function reachedCell(reached: Reached, pipeline: string | null): Contribution<Dimension, Measure>['cell'] {
  const { stage, since, customer, owner, unit, region, segment, source, productLine } = reached;
  return { pipeline, stage, status: 'open', customer, owner, unit, region, segment, source, productLine, days: null, since };
}

function leadingLineOf(cell: Cell): string | null {
  return cell.lines[0]?.productLine ?? null;
}
