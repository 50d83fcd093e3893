import type { JournalView } from '@zongheng/kernel';
import { actuals } from '@zongheng/planning-views';
import { views } from './views.ts';

/** Every journal: what queries are answered from. */
export const journals: readonly JournalView[] = views.filter((view): view is JournalView => view.kind === 'journal');

/** The journals that commands look into: the check of a plan freezes what was attained. */
export const journalsOfCommands: readonly JournalView[] = journals.filter(({ name }) => name === actuals.name);
