import { type ContractFact, movementsOf } from '@zongheng/contracts-events';

/** By month: what facts make it, in minor units; zeros are left out. `by` names further what it is counted by. */
export function monthsIn(
  facts: readonly ContractFact[],
  by: (cell: { owner: string; unit: string; region: string | null }) => string = () => '',
): Record<string, number> {
  const months: Record<string, number> = {};
  for (const { sign, movement } of facts.flatMap(movementsOf)) {
    for (const [cells, side] of [
      [movement.out, -sign],
      [movement.in, sign],
    ] as const) {
      for (const cell of cells) {
        for (const { months: parts } of cell.lines) {
          for (const { month, amount } of parts) {
            const key = [month, by(cell)].filter((part) => part !== '').join(' ');
            months[key] = (months[key] ?? 0) + side * amount;
          }
        }
      }
    }
  }
  return Object.fromEntries(Object.entries(months).filter(([, amount]) => amount !== 0));
}

export function totalOf(facts: readonly ContractFact[]): number {
  return Object.values(monthsIn(facts)).reduce((sum, amount) => sum + amount, 0);
}
