import type { HistoryEntry } from './history.ts';
import { type BusinessDate, earliestDate, type Refusal } from '@zongheng/kernel';
import type { Cell } from '@zongheng/sales-events';
import { sameLines } from '../lines.ts';
import { refuse } from '../refusals.ts';

/** What one movement changes; movements that change nothing in common may change places. */
type Aspect = 'stage' | 'customer' | 'owner' | 'region' | 'segment' | 'source' | 'expectedClose' | 'lines';

const agree: { readonly [A in Aspect]: (one: Cell, other: Cell) => boolean } = {
  stage: (one, other) =>
    one.stage === other.stage && one.since === other.since && one.reason === other.reason && one.competitor === other.competitor,
  customer: (one, other) => one.customer === other.customer,
  owner: (one, other) => one.owner === other.owner && one.unit === other.unit,
  region: (one, other) => one.region === other.region,
  segment: (one, other) => one.segment === other.segment,
  source: (one, other) => one.source === other.source,
  expectedClose: (one, other) => one.expectedClose === other.expectedClose,
  lines: (one, other) => one.currency === other.currency && sameLines(one.lines, other.lines),
};
const aspects: readonly Aspect[] = ['stage', 'customer', 'owner', 'region', 'segment', 'source', 'expectedClose', 'lines'];

export interface StageDate {
  readonly stage: string;
  readonly recorded: BusinessDate;
  readonly date: BusinessDate;
  /** The latest date possible: that of the correction. */
  readonly latest: BusinessDate;
}

/** A history in which a stage was entered on another date. It may overtake what has nothing to do with it, but no neighbour that has. */
export function redated(history: readonly HistoryEntry[], wanted: StageDate): readonly HistoryEntry[] | Refusal {
  const { stage, recorded, date, latest } = wanted;
  const at = history.findLastIndex(({ cell }, index) => cell.stage === stage && cell.since === recorded && enters(history, index));
  if (at < 0) {
    const entries = history.filter((_, index) => enters(history, index)).map(({ cell }) => `${cell.stage} on ${cell.since}`);
    const found = `it did not enter ${stage} on ${recorded}, but ${entries.join(', ')}`;
    return refuse('SALES.OPPORTUNITY.STAGE_ENTRY_UNKNOWN', found, { field: '/recorded' });
  }
  if (date === recorded) return history;
  const { before, after } = neighbours(history, at);
  const earliest = history[before]?.date ?? earliestDate;
  const until = history[after]?.date ?? latest;
  if (date < earliest || date > until) {
    const found = `it can have entered ${stage} from ${earliest} to ${until}, not on ${date}`;
    return refuse('SALES.OPPORTUNITY.STAGE_DATE_OUT_OF_ORDER', found, { field: '/date' });
  }
  return moved(history, at, date, before, after);
}

function enters(history: readonly HistoryEntry[], at: number): boolean {
  const [entry, before] = [history[at], history[at - 1]];
  return entry !== undefined && (before === undefined || before.cell.stage !== entry.cell.stage || before.cell.since !== entry.cell.since);
}

/** What a movement changed; the opening everything. */
function changedBy(history: readonly HistoryEntry[], at: number): readonly Aspect[] {
  const [entry, before] = [history[at], history[at - 1]];
  return entry && before ? aspects.filter((aspect) => !agree[aspect](entry.cell, before.cell)) : aspects;
}

/**
 * The places of the nearest movements that change something this one changes too; -1 and the length where there is none. The opening
 * stands before everything, also before what changes nothing it was counted by.
 */
function neighbours(history: readonly HistoryEntry[], at: number): { readonly before: number; readonly after: number } {
  const changed = changedBy(history, at);
  const inTheWay = (index: number): boolean =>
    at === 0 || index === 0 || changedBy(history, index).some((aspect) => changed.includes(aspect));
  let before = at - 1;
  while (before >= 0 && !inTheWay(before)) before -= 1;
  let after = at + 1;
  while (after < history.length && !inTheWay(after)) after += 1;
  return { before, after };
}

/** The movement taken out, put in again at its new date, and every cell from there on made anew by what each movement changed. */
function moved(history: readonly HistoryEntry[], at: number, date: BusinessDate, before: number, after: number): readonly HistoryEntry[] {
  const changes = history.map((entry, index) => ({ entry, changed: changedBy(history, index) }));
  const [change] = changes.splice(at, 1);
  if (!change) return history;
  let place = before + 1;
  while (place < after - 1 && (changes[place]?.entry.date ?? date) <= date) place += 1;
  const cell = { ...change.entry.cell, since: date };
  changes.splice(place, 0, { ...change, entry: { ...change.entry, date, cell } });
  const again: HistoryEntry[] = [];
  for (const { entry, changed } of changes) {
    const previous = again.at(-1)?.cell;
    again.push(previous ? { ...entry, cell: changedIn(previous, entry.cell, changed) } : entry);
  }
  return again;
}

function changedIn(previous: Cell, cell: Cell, changed: readonly Aspect[]): Cell {
  let now = previous;
  for (const aspect of changed) now = { ...now, ...partOf(cell, aspect) };
  return now;
}

function partOf(cell: Cell, aspect: Aspect): Partial<Cell> {
  const { stage, status, since, reason, competitor, customer, owner, unit, region, segment, source, expectedClose, currency, lines } = cell;
  switch (aspect) {
    case 'stage':
      return { stage, status, since, reason, competitor };
    case 'customer':
      return { customer };
    case 'owner':
      return { owner, unit };
    case 'region':
      return { region };
    case 'segment':
      return { segment };
    case 'source':
      return { source };
    case 'expectedClose':
      return { expectedClose };
    case 'lines':
      return { currency, lines };
  }
}
