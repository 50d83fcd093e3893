import { DateText, Shape, type Static, Type } from '@zongheng/kernel';
import { Cell, Reached } from './cell.ts';

/** One move of a deal: on a date, out of a cell (null: it is new) into a cell (null: it is taken out of the books). */
export const Movement = Shape({
  date: DateText(),
  out: Type.Union([Cell, Type.Null()]),
  in: Type.Union([Cell, Type.Null()]),
  /** Whether the deal enters the stage of `in` for the first time: then it counts in that stage's cohort of this date. */
  first: Type.Boolean(),
  /** Stages it had entered before and has gone beyond with this move. */
  reached: Type.Array(Reached, { maxItems: 40 }),
  /** The date the deal was opened, from which its sales cycle counts. */
  opened: DateText(),
});
export type Movement = Static<typeof Movement>;
