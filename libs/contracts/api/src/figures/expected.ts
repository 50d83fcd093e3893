import { addMonths, type BusinessDate, firstDayOf, monthOf } from '@zongheng/kernel';
import {
  also,
  type Amounts,
  amountsInAll,
  amountsOver,
  asTheyAre,
  isNothing,
  type Months,
  type Question,
  type Reckoning,
  type Rows,
  withinMonths,
} from '@zongheng/nest-kit';
import { type Figures, gathered, type GatheredGroup, type Grouping, type JournalReader } from '@zongheng/projection';

/** What is expected, by any grouping. Which groups there are is known at once; the amounts of each are made when they are asked for. */
export class ExpectedFigures {
  readonly groups: readonly GatheredGroup[];
  readonly #figures: Figures;
  readonly #by: number;
  readonly #reckoning: Reckoning;

  constructor(reader: JournalReader, upTo: number, { rows, groupings, reckoning }: Summing) {
    this.#by = groupings.length;
    this.#reckoning = reckoning;
    this.#figures = reader.sum({ ...rows, upTo, groupBy: [...groupings, ...reckoning.groupedBy(rows)], measures: ['amount'] });
    // An answer has no groups without any sum, so where there is one row alone, something stands in it.
    this.groups = gathered(this.#by, this.#figures).filter((group) => group.rowsIn(0) === 1 || !isNothing(this.of(group)));
  }

  /** The amounts of a group; none where it is undefined. */
  of(group: GatheredGroup | undefined): Amounts {
    const [rows = []] = group?.rows ?? [];
    return amountsOver(this.#figures, rows, this.#by, 'amount', this.#reckoning);
  }

  /** The sum over all groups. */
  total(): Amounts {
    return amountsInAll(this.#figures, this.#by, 'amount', this.#reckoning);
  }
}

interface Summing {
  readonly rows: Rows;
  readonly groupings: readonly Grouping[];
  readonly reckoning: Reckoning;
}

/** What the months from one to another are expected to bring, as of a date: by what is asked to group by, and by month, the last key. */
export function expectedFigures(reader: JournalReader, question: Question, months: Months, reckoning = asTheyAre): ExpectedFigures {
  const month: Grouping = { dim: 'revenueMonth', map: (day) => monthOf(day as BusinessDate) };
  const groupings = [...question.groupings, month];
  return new ExpectedFigures(reader, question.upTo, { rows: expectedRows(question, months), groupings, reckoning });
}

/** What is expected of the months, or of these the one that a group is. */
export function expectedRows(asked: Question, months: Months): Rows {
  return { to: asked.asOf, filters: withinMonths(asked, 'revenueMonth', months) };
}

/** What is still to come on a date: the months after that of the date. */
export function backlogFigures(reader: JournalReader, question: Question, reckoning = asTheyAre): ExpectedFigures {
  const { upTo, groupings } = question;
  return new ExpectedFigures(reader, upTo, { rows: backlogRows(question), groupings, reckoning });
}

/** The months after that of the date. */
export function backlogRows({ asOf, filters }: Question): Rows {
  return { to: asOf, filters: also(filters, 'revenueMonth', { from: firstDayOf(addMonths(monthOf(asOf), 1)) }) };
}
