import { Shape, type TSchema } from '@zongheng/kernel';
import { atEnd, type FigureQuery } from '../queries/figure-query.ts';

type Keyed = { readonly keys: readonly (string | null)[] };

/** A group at both ends of a difference; undefined at an end that has none of its keys. */
export interface Ends<G> {
  readonly keys: readonly (string | null)[];
  readonly from: G | undefined;
  readonly to: G | undefined;
}

/** What a group of a difference says of some measures. */
export const endsShape = <Measures extends TSchema>(measures: Measures) => ({ from: measures, to: measures, change: measures });

/** The total of a difference, over measures. */
export const EndsTotals = <Measures extends TSchema>(measures: Measures) => Shape(endsShape(measures));

/** Asks the same at both ends of a difference: each a date as known now, or today as known at a recorded moment. */
export async function atBothEnds<Params extends object, Answer>(
  query: FigureQuery<Params>,
  ask: (query: FigureQuery<Params>) => Promise<Answer>,
): Promise<{ readonly from: Answer; readonly to: Answer }> {
  return { from: await ask(atEnd(query, query.between?.from)), to: await ask(atEnd(query, query.between?.to)) };
}

/** The groups of both ends of a difference, by their keys. */
export function endsOf<G extends Keyed>(from: readonly G[], to: readonly G[]): Ends<G>[] {
  const ends = new Map<string, Ends<G>>();
  for (const group of from) ends.set(JSON.stringify(group.keys), { keys: group.keys, from: group, to: undefined });
  for (const group of to) {
    const id = JSON.stringify(group.keys);
    ends.set(id, { keys: group.keys, from: ends.get(id)?.from, to: group });
  }
  return [...ends.values()];
}
