import { type BusinessDate, dayOf, type Distribution, distributionOf, perMilleOf } from '@zongheng/kernel';
import { alsoKeys, numberOf, type Period, type Question } from '@zongheng/nest-kit';
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

/** Conversion of each open stage: of the deals that first entered it in a period, the part that by the date asked went on. */
export function conversionFigures(reader: JournalReader, question: Question, { from, to }: Period): Passages<ConversionFigures> {
  const { asOf, upTo, groupBy } = question;
  const by = groupBy.length;
  const sums = reader.sum({
    asOf,
    upTo,
    filters: { ...alsoKeys(question.filters, 'status', ['open']), since: { from, to } },
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
export function stayFigures(reader: JournalReader, question: Question, { from, to }: Period): Passages<StayFigures> {
  const { asOf, upTo } = question;
  const filters = alsoKeys(question.filters, 'status', ['open']);
  const groupings = [...question.groupings, { dim: 'stage' }];
  const by = groupings.length;
  const ended = reader.sum({
    from,
    to: to < asOf ? to : asOf,
    upTo,
    filters,
    groupBy: [...groupings, { dim: 'days' }],
    measures: ['left'],
  });
  const standing = reader.sum({ asOf, upTo, filters, groupBy: [...groupings, { dim: 'since' }], measures: ['standing'] });
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
