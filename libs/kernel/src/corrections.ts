import type { EventDefinition } from './event.ts';
import { type JournalView, journalView } from './projection.ts';
import { type TSchema, Type } from './schema.ts';

/** What every correction says: the movements that it takes back, and those that stand in their place (none, where all is taken back), at most so many. */
export const restating = <Movement extends TSchema>(movement: Movement, most: number, mostStated = most) => ({
  retracted: Type.Array(movement, { maxItems: most }),
  stated: Type.Array(movement, { maxItems: mostStated }),
});

/** The name of the journal of corrections. */
export const correctionsName = 'corrections';

/**
 * Which events of the log are corrections: a line at the position of each. What is known of a contribution is its event's position, so this
 * tells corrections apart in the figures of every journal. `version` is raised when a type that was recorded before is declared one.
 */
export function correctionsView(definitions: readonly EventDefinition[], version: number): JournalView<'type', 'count'> {
  return journalView({
    name: correctionsName,
    version,
    meaning: { zh: '更正：哪些事件改正以往记录', en: 'Corrections: which events put right what was recorded wrongly' },
    handles: definitions.filter((definition) => definition.isCorrection).map((definition) => definition.type),
    dimensions: { type: 'key' },
    measures: ['count'],
    contribute: ({ type, businessDate: date }) => [{ date, cell: { type }, measures: { count: 1 } }],
  });
}
