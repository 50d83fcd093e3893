/** A small world of views and events, feeds that deliver as a broker would, and stores that fail: for specs of what stands on projections. */
export { type Fault, faultyStore, InjectedFault } from './engine/testing/faults.ts';
export { type Delivery, listLog, type Schedule, scheduledFeed, schedules } from './engine/testing/logs.ts';
export { type Poisoned, poisoned } from './engine/testing/poison.ts';
export { storedTexts } from './engine/testing/stored.ts';
export { diaryView, parcelView, shelfView, toyLog, toyLogs, type ToyEvent, toyViews } from './engine/testing/toy.ts';
export { appendAll } from './engine/testing/world.ts';
export { JournalLog } from './journal/testing/journal-log.ts';
export { contributions, dates, keys, shape as journalShape } from './journal/testing/rows.ts';
