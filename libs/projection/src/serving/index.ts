export { EventLookup } from './event-lookup.ts';
export { PastDocuments, type PastMoment } from './past-documents.ts';
export { StoredProgress, type StoredProgressOptions } from './stored-progress.ts';
export { JournalReaders, type JournalReadersOptions } from './journal-readers.ts';
