import { type BusinessDate, dayOf, type Distribution, distributionOf, perMilleOf } from '@zongheng/kernel';
import { alsoKeys, numberOf, type Period, type Question } from '@zongheng/nest-kit';
import type { JournalReader } from '@zongheng/projection';

export interface ConversionGroup {
  readonly keys: readonly (string | null)[];
  readonly stage: string | null;
  /** Deals that first entered the stage in the period. */
  readonly entered: number;
  /** Of these, those that went to the next stage or beyond by the date asked. */
  readonly reached: number;
  /** reached ÷ entered, in per mille, rounded once; null where nothing entered. */
  readonly conversion: number | null;
}

/** Conversion of each open stage: of the deals that first entered it in a period, the part that by the date asked went on. */
export function conversionFigures(reader: JournalReader, question: Question, { from, to }: Period): ConversionGroup[] {
  const { asOf, upTo, groupBy } = question;
  const sums = reader.sum({
    asOf,
    upTo,
    filters: { ...alsoKeys(question.filters, 'status', ['open']), since: { from, to } },
    groupBy: [...question.groupings, { dim: 'stage' }],
    measures: ['entered', 'reached'],
  });
  return [...sums].map(({ keys, sums: { entered = 0n, reached = 0n } }) => ({
    keys: keys.slice(0, groupBy.length),
    stage: keys[groupBy.length] ?? null,
    entered: numberOf(entered),
    reached: numberOf(reached),
    conversion: perMilleOf(reached, entered),
  }));
}

export interface StayGroup {
  readonly keys: readonly (string | null)[];
  readonly stage: string | null;
  /** Stays that ended in the period, in days. */
  readonly ended: Distribution;
  /** The age, on the date asked, of those that go on, in days. */
  readonly standing: Distribution;
}

/** Time in stage: how long the stays took that ended in a period, and how old those are that go on. */
export function stayFigures(reader: JournalReader, question: Question, { from, to }: Period): StayGroup[] {
  const { asOf, upTo, filters } = question;
  const groupings = [...question.groupings, { dim: 'stage' }];
  const by = groupings.length;
  const groups = new Map<
    string,
    { readonly keys: readonly (string | null)[]; readonly ended: Map<number, number>; readonly standing: Map<number, number> }
  >();
  const groupFor = (keys: readonly (string | null)[]) => {
    const id = JSON.stringify(keys.slice(0, by));
    const group = groups.get(id) ?? { keys: keys.slice(0, by), ended: new Map<number, number>(), standing: new Map<number, number>() };
    groups.set(id, group);
    return group;
  };
  const open = alsoKeys(filters, 'status', ['open']);
  for (const { keys, sums } of reader.sum({
    from,
    to: to < asOf ? to : asOf,
    upTo,
    filters: open,
    groupBy: [...groupings, { dim: 'days' }],
    measures: ['left'],
  })) {
    const days = keys[by];
    if (days !== null && days !== undefined) groupFor(keys).ended.set(Number(days), numberOf(sums['left'] ?? 0n));
  }
  for (const { keys, sums } of reader.sum({
    asOf,
    upTo,
    filters: open,
    groupBy: [...groupings, { dim: 'since' }],
    measures: ['standing'],
  })) {
    const since = keys[by];
    if (since === null || since === undefined) continue;
    const age = dayOf(asOf) - dayOf(since as BusinessDate);
    groupFor(keys).standing.set(age, numberOf(sums['standing'] ?? 0n));
  }
  return [...groups.values()].map(({ keys, ended, standing }) => ({
    keys: keys.slice(0, by - 1),
    stage: keys[by - 1] ?? null,
    ended: distributionOf(ended),
    standing: distributionOf(standing),
  }));
}
