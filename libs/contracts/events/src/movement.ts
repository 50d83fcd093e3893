import { DateText, KeyOf, Shape, type Static, Type } from '@zongheng/kernel';
import { Cell, Standing } from './cell.ts';
import { dispositions, steps } from './status.ts';

/** What every fact says that moves a contract. */
export const moved = {
  /** From which day on the agreement is another one: months before it are as they were, to the last minor unit. */
  effective: DateText(),
  before: Type.Union([Standing, Type.Null()]),
  after: Standing,
  /** The cells that months leave, and the cells that they enter: by what they are counted by, each with exactly those months. */
  out: Type.Array(Cell, { maxItems: 200 }),
  in: Type.Array(Cell, { maxItems: 200 }),
};

/** One movement of a contract on a date, whole: what corrections take back and state anew. */
export const Movement = Shape({
  date: DateText(),
  step: KeyOf(steps),
  /** What becomes of the months of a suspension; null for every other step. */
  disposition: Type.Union([KeyOf(dispositions), Type.Null()]),
  ...moved,
});
export type Movement = Static<typeof Movement>;
