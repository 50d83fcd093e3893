export * from './amounts.ts';
export { atBothEnds, type Ends, endsOf, endsShape, EndsTotals } from './ends.ts';
export { groupingsOf, type MonthNames, treeLevels } from './groupings.ts';
export { type GroupsInOrder, type KeyWords, shownInOrder } from './labelling.ts';
export { also, alsoKeys, type Filters } from './narrowing.ts';
export { type Months, MonthsParams, monthsOf, type Period, periodOf, withinMonths } from './period.ts';
export { type Question, questionOf, readerOf } from './question.ts';
export * from './shapes.ts';
export { Trees, type TreesOfMoment } from './trees.ts';
