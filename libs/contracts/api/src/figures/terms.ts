import { perMilleOf } from '@zongheng/kernel';
import { also, type Amounts, amountsOver, asTheyAre, flow, numberOf, type Question, type Rows } from '@zongheng/nest-kit';
import { gathered, type JournalReader } from '@zongheng/projection';
import { steps } from '@zongheng/contracts-events';

export interface SignedGroup {
  readonly keys: readonly (string | null)[];
  /** Contracts and further terms signed. */
  readonly signings: number;
  /** What they are worth over their terms. */
  readonly signed: Amounts;
  /** What amendments, suspensions, resumptions and terminations made of it more (or less). */
  readonly changed: Amounts;
}

const brought = ['signed', 'renewed'];
/** What was signed and renewed in the period; what was changed of contracts in it; both. */
export const signedRows = flow({ step: brought });
export const changedRows = flow({ step: Object.keys(steps).filter((step) => !brought.includes(step)) });
const valueRows = flow({ step: Object.keys(steps) });

/** The terms that ended in the period, as seen on the date asked. */
export function endedRows({ asOf, filters, period }: Question): Rows {
  return { to: asOf, filters: also(filters, 'ends', period) };
}

/** The value of what was signed and renewed in a period, and what was changed of contracts in it. */
export function signedFigures(reader: JournalReader, question: Question, reckoning = asTheyAre): SignedGroup[] {
  const { upTo, groupBy, groupings } = question;
  const by = groupBy.length;
  const valued = valueRows(question);
  const sums = reader.sum({
    ...valued,
    upTo,
    groupBy: [...groupings, { dim: 'step' }, ...reckoning.groupedBy(valued)],
    measures: ['signings', 'value'],
  });
  return gathered(by, sums).map(({ keys, rows: [rows = []] }) => {
    const isBrought = (row: number): boolean => brought.includes(sums.key(row, by) ?? '');
    const valueOf = (some: readonly number[]): Amounts => amountsOver(sums, some, by + 1, 'value', reckoning);
    return {
      keys,
      signings: numberOf(sums.sumOver(rows, 'signings')),
      signed: valueOf(rows.filter(isBrought)),
      changed: valueOf(rows.filter((row) => !isBrought(row))),
    };
  });
}

export interface RenewalGroup {
  readonly keys: readonly (string | null)[];
  /** Terms that ended in the period, run out or terminated. */
  readonly ended: number;
  /** Those of them that a further term followed. */
  readonly renewed: number;
  /** renewed ÷ ended, in per mille; null where none ended. */
  readonly rate: number | null;
}

/** Of the terms that ended in a period, the part that was renewed, as of a date. */
export function renewalFigures(reader: JournalReader, question: Question): RenewalGroup[] {
  const { upTo, groupBy, groupings } = question;
  const sums = reader.sum({ ...endedRows(question), upTo, groupBy: groupings, measures: ['terms', 'renewed'] });
  const groups: RenewalGroup[] = [];
  for (const { keys, sums: figures } of sums) {
    const [ended, renewed] = [figures['terms'] ?? 0n, figures['renewed'] ?? 0n];
    if (ended === 0n && renewed === 0n) continue;
    groups.push({
      keys: keys.slice(0, groupBy.length),
      ended: numberOf(ended),
      renewed: numberOf(renewed),
      rate: perMilleOf(renewed, ended),
    });
  }
  return groups;
}
