import type { Movement } from './movement.ts';
import type { OpportunityFact } from './opportunity.ts';

/** A movement with its sign: -1 where a correction takes it back. */
export interface SignedMovement {
  readonly sign: 1 | -1;
  readonly movement: Movement;
}

/**
 * What an opportunity's event does to the books: every figure of sales is a sum over these. What moves a deal says the cell it enters, and is
 * one movement of its own date; corrections and voids take back movements of earlier dates and state others; anything else moves nothing.
 */
export function movementsOf({ businessDate: date, data }: OpportunityFact): readonly SignedMovement[] {
  if ('retracted' in data) {
    return [
      ...data.retracted.map((movement): SignedMovement => ({ sign: -1, movement })),
      ...data.stated.map((movement): SignedMovement => ({ sign: 1, movement })),
    ];
  }
  if (!('to' in data)) return [];
  if (!('from' in data)) return [{ sign: 1, movement: { date, out: null, in: data.to, first: true, reached: [], opened: date } }];
  const { from, to, opened } = data;
  const { first, reached } = 'first' in data ? data : { first: false, reached: [] };
  return [{ sign: 1, movement: { date, out: from, in: to, first, reached, opened } }];
}
