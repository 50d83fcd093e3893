import { splitByWeights, type Tree } from '@zongheng/kernel';
import { numberOf } from '@zongheng/nest-kit';
import { type Period, periodEnd, periodStart } from '@zongheng/planning-events';
import type { JournalReader } from '@zongheng/projection';
import type { ActualsMoment } from './actuals.ts';

export interface ProposedTarget {
  readonly kind: string;
  readonly subject: string;
  readonly parent: string | null;
  readonly base: number;
  readonly target: number;
}

interface Node {
  base: bigint;
  readonly people: Map<string, bigint>;
}

/**
 * The base of a period on the tree of units, and a target of its root allotted down to every person in proportion to their base: on every level
 * the parts sum to the whole, to the last minor unit. A base is all that agreements promise, also where that is less than nothing, as its explanation
 * sums it; whose base is not above nothing gets nothing; where nobody has one, it stays with the unit.
 */
export function proposalOf(
  reader: JournalReader,
  period: Period,
  { asOf, upTo, units }: ActualsMoment,
  { currency, target }: { readonly currency: string; readonly target: number | null },
): ProposedTarget[] {
  const nodes = nodesOf(reader, period, { asOf, upTo, units }, currency);
  const rows: ProposedTarget[] = [];
  const baseOf = (unit: string): number => numberOf(nodes.get(unit)?.base ?? 0n);
  const allot = (unit: string, parent: string | null, amount: number): void => {
    rows.push({ kind: units.kindOf(unit) ?? 'team', subject: unit, parent, base: baseOf(unit), target: amount });
    const children = units.childrenOf(unit).filter((child) => baseOf(child) > 0);
    const people = [...(nodes.get(unit)?.people ?? [])].filter(([, base]) => base > 0n);
    if (children.length + people.length === 0) return;
    const weights = [...children.map(baseOf), ...people.map(([, base]) => numberOf(base))];
    const amounts = splitByWeights({ minor: amount, currency }, weights).map(({ minor }) => minor);
    people.forEach(([person, base], index) => {
      rows.push({ kind: 'person', subject: person, parent: unit, base: numberOf(base), target: amounts[children.length + index] ?? 0 });
    });
    children.forEach((child, index) => allot(child, unit, amounts[index] ?? 0));
  };
  for (const root of rootsOf(units)) allot(root, null, target ?? Math.max(baseOf(root), 0));
  return rows;
}

/** What agreements promise each person in each unit, and each unit with all below it. */
function nodesOf(reader: JournalReader, period: Period, { asOf, upTo, units }: ActualsMoment, currency: string): ReadonlyMap<string, Node> {
  const nodes = new Map<string, Node>();
  const nodeOf = (unit: string): Node => {
    let node = nodes.get(unit);
    if (!node) nodes.set(unit, (node = { base: 0n, people: new Map() }));
    return node;
  };
  const filters = {
    metric: { keys: new Set(['expected-revenue']) },
    currency: { keys: new Set([currency]) },
    countsOn: { from: periodStart(period), to: periodEnd(period) },
  };
  const sums = reader.sum({ asOf, upTo, filters, groupBy: [{ dim: 'owner' }, { dim: 'unit' }], measures: ['amount'] });
  for (const { keys, sums: figures } of sums) {
    const [owner, unit] = keys;
    const amount = figures['amount'] ?? 0n;
    if (owner === null || owner === undefined || unit === null || unit === undefined) continue;
    const { people } = nodeOf(unit);
    people.set(owner, (people.get(owner) ?? 0n) + amount);
    for (const above of units.pathOf(unit)) nodeOf(above).base += amount;
  }
  return nodes;
}

function rootsOf(units: Tree<string, string>): readonly string[] {
  return units.nodes.filter((unit) => units.parentOf(unit) === null);
}
