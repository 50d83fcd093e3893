import { type BusinessDate, DateText, Shape, type Static, Type } from '@zongheng/kernel';
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

/** A movement with its sign: -1 where a correction takes it back. */
export interface SignedMovement {
  readonly sign: 1 | -1;
  readonly movement: Movement;
}

/** An event that carries one move of its own date: most of an opportunity's events. */
interface Moving {
  readonly businessDate: BusinessDate;
  readonly data: Partial<Omit<Movement, 'date' | 'out' | 'in'>> & { readonly from?: Cell; readonly to?: Cell };
}

/** An event that rewrites the past: it takes back what was stated and states it anew. */
interface Rewriting {
  readonly data: { readonly retracted: readonly Movement[]; readonly stated: readonly Movement[] };
}

/**
 * What an opportunity's event does to the books: every figure of sales is a sum over these. Ordinary events give one movement of their
 * own date; corrections and voids take back movements of earlier dates and state others.
 */
export function movementsOf(event: Moving | Rewriting): readonly SignedMovement[] {
  if (isRewriting(event)) {
    return [
      ...event.data.retracted.map((movement): SignedMovement => ({ sign: -1, movement })),
      ...event.data.stated.map((movement): SignedMovement => ({ sign: 1, movement })),
    ];
  }
  const { from, to, first, reached, opened } = event.data;
  if (!from && !to) return [];
  return [
    {
      sign: 1,
      movement: {
        date: event.businessDate,
        out: from ?? null,
        in: to ?? null,
        first: first ?? false,
        reached: [...(reached ?? [])],
        opened: opened ?? event.businessDate,
      },
    },
  ];
}

function isRewriting(event: Moving | Rewriting): event is Rewriting {
  return 'retracted' in event.data;
}
