import { type BusinessDate, dayOf, type Distribution, distributionOf, perMilleOf } from '@zongheng/kernel';
import { alsoKeys, balance, flow, numberOf, type Question, type Rows } from '@zongheng/nest-kit';
import { type Figures, gathered, type GatheredGroup, type JournalReader } from '@zongheng/projection';

/** Groups whose last key is their stage, and the figures of each, made when they are asked for. */
export interface Passages<F> {
  readonly groups: readonly GatheredGroup[];
  of(group: GatheredGroup): F;
}

export interface ConversionFigures {
  readonly stage: string | null;
  /** Deals that first entered the stage in the period. */
  readonly entered: number;
  /** Of these, those that went to the next stage or beyond by the date asked. */
  readonly reached: number;
  /** reached ÷ entered, in per mille, rounded once; null where nothing entered. */
  readonly conversion: number | null;
}

/** What is said of the deals that first entered an open stage in the period, up to the date asked. */
export function cohortRows({ asOf, filters, period }: Question): Rows {
  return { to: asOf, filters: { ...alsoKeys(filters, 'status', ['open']), since: period } };
}

/** The stays that ended in the period, and those that go on. */
export const staysEnded = flow({ status: ['open'] });
export const staysStanding = balance({ status: ['open'] });

/** Conversion of each open stage: of the deals that first entered it in a period, the part that by the date asked went on. */
export function conversionFigures(reader: JournalReader, question: Question): Passages<ConversionFigures> {
  const { upTo, groupBy } = question;
  const by = groupBy.length;
  const sums = reader.sum({
    ...cohortRows(question),
    upTo,
    groupBy: [...question.groupings, { dim: 'stage' }],
    measures: ['entered', 'reached'],
  });
  return {
    groups: gathered(by + 1, sums),
    of({ keys, rows: [rows = []] }) {
      const [entered, reached] = [sums.sumOver(rows, 'entered'), sums.sumOver(rows, 'reached')];
      return { stage: keys[by] ?? null, entered: numberOf(entered), reached: numberOf(reached), conversion: perMilleOf(reached, entered) };
    },
  };
}

export interface StayFigures {
  readonly stage: string | null;
  /** Stays that ended in the period, in days. */
  readonly ended: Distribution;
  /** The age, on the date asked, of those that go on, in days. */
  readonly standing: Distribution;
}

/** Time in stage: how long the stays took that ended in a period, and how old those are that go on. */
export function stayFigures(reader: JournalReader, question: Question): Passages<StayFigures> {
  const { asOf, upTo } = question;
  const groupings = [...question.groupings, { dim: 'stage' }];
  const by = groupings.length;
  const ended = reader.sum({
    ...staysEnded(question),
    upTo,
    groupBy: [...groupings, { dim: 'days' }],
    measures: ['left'],
  });
  const standing = reader.sum({ ...staysStanding(question), upTo, groupBy: [...groupings, { dim: 'since' }], measures: ['standing'] });
  const today = dayOf(asOf);
  return {
    groups: gathered(by, ended, standing),
    of: ({ keys, rows: [endedRows = [], standingRows = []] }) => ({
      stage: keys[by - 1] ?? null,
      ended: distribution(ended, endedRows, 'left', (days) => Number(days)),
      standing: distribution(standing, standingRows, 'standing', (since) => today - dayOf(since as BusinessDate)),
    }),
  };

  function distribution(figures: Figures, rows: readonly number[], measure: string, daysOf: (key: string) => number): Distribution {
    const histogram = new Map<number, number>();
    for (const row of rows) {
      const key = figures.key(row, by);
      if (key !== null) histogram.set(daysOf(key), figures.number(row, measure));
    }
    return distributionOf(histogram);
  }
}
