export { EventLookup } from './event-lookup.ts';
export { JournalReaders, type JournalReadersOptions } from './journal-readers.ts';
