import { type Cell, type Movement, movementsOf, type RecordedContractEvent, type Standing } from '@zongheng/contracts-events';
import { firstDayOf } from '@zongheng/kernel';
import { type Actual, actualOf, type Place } from './cell.ts';

/** What a contract's event adds: revenue expected by month, value signed, and terms that end, with those of them that were renewed. */
export function contractActuals(event: RecordedContractEvent): readonly Actual[] {
  return movementsOf(event).flatMap(({ sign, movement }) => [...months(movement, sign), ...terms(movement, sign)]);
}

type Sign = 1 | -1;

/** A contract's value is signed where it is signed, renewed or amended: giving it away, or ending it, leaves what was signed. */
const signing = new Set<Movement['step']>(['signed', 'renewed', 'amended']);

function months(movement: Movement, sign: Sign): readonly Actual[] {
  const { date, step } = movement;
  const moved = (cells: readonly Cell[], direction: Sign): readonly Actual[] =>
    cells.flatMap((cell) =>
      cell.lines.flatMap(({ productLine, months: parts }) => {
        const place: Place = { ...cell, productLine };
        const expected = parts.flatMap(({ month, amount }) =>
          actualOf('expected-revenue', date, firstDayOf(month), place, { amount: direction * amount }),
        );
        if (!signing.has(step)) return expected;
        const value = parts.reduce((sum, { amount }) => sum + amount, 0);
        return [...expected, ...actualOf('contract-value-signed', date, date, place, { amount: direction * value })];
      }),
    );
  return [...moved(movement.out, sign === 1 ? -1 : 1), ...moved(movement.in, sign)];
}

/** A term counts on its last day; it is renewed where a further one follows it. */
function terms({ date, step, before, after }: Movement, sign: Sign): readonly Actual[] {
  const counted = (standing: Standing, measures: { amount?: number; whole?: number }) =>
    actualOf('renewal-rate', date, standing.ends, { ...standing, productLine: null, currency: null }, measures);
  const ended = before === null ? [] : counted(before, step === 'renewed' ? { amount: sign } : { whole: sign === 1 ? -1 : 1 });
  return [...ended, ...counted(after, { whole: sign })];
}
