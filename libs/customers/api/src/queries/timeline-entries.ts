import { entriesIn, placeOf, timeline, type TimelineEntry, type TimelinePage } from '@zongheng/customers-views';
import type { ServedDocuments } from '@zongheng/nest-kit';
import { type Condition, compareText, type DocumentCollection, type PageEnd } from '@zongheng/read-store';

/** What entries are chosen by; undefined where any will do. */
export type EntryFilters = Readonly<Record<'context' | 'channel' | 'department' | 'type', string | undefined>>;

/** Entries of a timeline, newest first, with the place where the next ones begin; null where these are the last. */
export interface EntriesPage {
  readonly entries: readonly TimelineEntry[];
  readonly next: PageEnd | null;
}

/** So many stored pages are read at a time. */
const pagesAtATime = 50;

interface Placed {
  readonly place: PageEnd & { readonly value: string };
  readonly entry: TimelineEntry;
}

/** A page of entries of some files, newest first. */
export function entriesOf(
  documents: ServedDocuments,
  files: readonly string[],
  filters: EntryFilters,
  limit: number,
  after: PageEnd | null = null,
): Promise<EntriesPage> {
  return documents.ask(timeline, async (collection) => {
    const found = await newest(collection, files, filters, limit + 1, after);
    const shown = found.slice(0, limit);
    return { entries: shown.map(({ entry }) => entry), next: found.length > limit ? (shown.at(-1)?.place ?? null) : null };
  });
}

/**
 * Stored pages come by their latest entry, and overlap: an entry is sure of its place once it is no older than all that the pages not yet
 * read can have.
 */
async function newest(
  collection: DocumentCollection,
  files: readonly string[],
  filters: EntryFilters,
  wanted: number,
  after: PageEnd | null,
): Promise<readonly Placed[]> {
  const where = pagesWith(files, after);
  let found: readonly Placed[] = [];
  let from: PageEnd | null = null;
  do {
    const begin: PageEnd | null = from;
    const page = await collection.query({
      where,
      sort: { field: 'last', direction: 'desc' },
      limit: pagesAtATime,
      ...(begin ? { after: begin } : {}),
    });
    const read = page.documents.flatMap(({ body }) => entriesIn(JSON.parse(body) as TimelinePage));
    const fitting = read.filter((entry) => isChosen(entry, filters)).map(placed);
    found = [...found, ...fitting.filter(({ place }) => after === null || isBefore(after, place))].sort(byPlace).slice(0, wanted);
    from = page.next;
  } while (from !== null && !areSure(found, wanted, from));
  return found;
}

/** The stored pages that can have an entry of these files behind a place. */
function pagesWith(files: readonly string[], after: PageEnd | null): readonly Condition[] {
  const [only] = files;
  const mine: Condition =
    files.length === 1 && only !== undefined
      ? { field: 'customer', op: 'eq', value: only }
      : { field: 'customer', op: 'in', values: [...files] };
  return after === null ? [mine] : [mine, { field: 'first', op: 'lte', value: after.value }];
}

function areSure(found: readonly Placed[], wanted: number, { value }: PageEnd): boolean {
  const last = found.at(wanted - 1);
  return last !== undefined && typeof value === 'string' && last.place.value > value;
}

function placed(entry: TimelineEntry): Placed {
  const { position, on, customer } = entry;
  return { entry, place: { value: placeOf(on, position), key: `${position}:${customer}` } };
}

function isChosen(entry: TimelineEntry, filters: EntryFilters): boolean {
  const { context, channel, department, type } = filters;
  return (
    (context === undefined || entry.context === context) &&
    (channel === undefined || entry.channel === channel) &&
    (department === undefined || entry.department === department) &&
    (type === undefined || entry.type === type)
  );
}

function byPlace(one: Placed, other: Placed): number {
  return isBefore(one.place, other.place) ? -1 : 1;
}

/** Newest first; an event in the files of two customers stands in each, in the order of their ids. */
function isBefore(one: PageEnd, other: PageEnd): boolean {
  const [value, otherValue] = [String(one.value), String(other.value)];
  return value === otherValue ? compareText(one.key, other.key) > 0 : value > otherValue;
}
