import {
  type BusinessDate,
  type DocumentView,
  documentView,
  type Instant,
  type JournalView,
  journalView,
  type RecordedEvent,
  type View,
} from '@zongheng/kernel';
import fc from 'fast-check';

/** What happens in the toy world: parcels of a customer are packed, weighed, moved to another shelf, joined and thrown away. */
export type ToyEvent =
  | RecordedEvent<'Packed', { readonly shelf: string; readonly grams: number }>
  | RecordedEvent<'Weighed', { readonly grams: number }>
  | RecordedEvent<'Shelved', { readonly from: string; readonly to: string; readonly grams: number }>
  | RecordedEvent<'Joined', { readonly other: string }>
  | RecordedEvent<'Thrown', Record<string, never>>
  | RecordedEvent<'Swept', Record<string, never>>;

interface Parcel {
  readonly shelf: string;
  readonly grams: number;
  readonly history: readonly string[];
}

const meaning = { zh: '测试', en: 'for specs' };

const isParcelEvent = (event: ToyEvent): string => event.stream;

/** A document a parcel, some of which end; joining touches two of them. */
const parcels = documentView<Parcel, ToyEvent>({
  name: 'parcels',
  version: 1,
  meaning,
  handles: ['Packed', 'Weighed', 'Shelved', 'Joined', 'Thrown'],
  keysOf: (event) => (event.type === 'Joined' ? [event.stream, event.data.other] : [isParcelEvent(event)]),
  evolve(parcel, event, key) {
    if (event.type === 'Thrown') return null;
    const before = parcel ?? { shelf: 'none', grams: 0, history: [] };
    const history = [...before.history, `${event.type}@${event.revision}`];
    if (event.type === 'Packed') return { shelf: event.data.shelf, grams: event.data.grams, history };
    if (event.type === 'Weighed') return { ...before, grams: event.data.grams, history };
    if (event.type === 'Shelved') return { ...before, shelf: event.data.to, history };
    return key === event.stream ? { ...before, history } : parcel && { ...before, grams: 0, history };
  },
  fields: { shelf: 'text', grams: 'number' },
  indexes: [['shelf', 'grams']],
  index: (parcel) => ({ fields: { shelf: parcel.shelf, grams: parcel.grams }, search: [parcel.shelf] }),
});

/** One document a customer: everything in order, so that any event out of order or folded twice shows. */
const diaries = documentView<{ readonly lines: readonly string[] }, ToyEvent>({
  name: 'diaries',
  version: 1,
  meaning,
  handles: ['Packed', 'Weighed', 'Shelved', 'Joined', 'Thrown', 'Swept'],
  keysOf: (event) => [event.orderingKey],
  evolve: (diary, event) => ({ lines: [...(diary?.lines ?? []), `${event.position} ${event.type} ${event.stream}`] }),
  fields: { lines: 'number' },
  indexes: [['lines']],
  index: (diary) => ({ fields: { lines: diary.lines.length } }),
});

/** What lies on which shelf, in grams. */
const shelves = journalView<'shelf', 'count' | 'grams', ToyEvent>({
  name: 'shelves',
  version: 1,
  meaning,
  handles: ['Packed', 'Shelved'],
  dimensions: { shelf: 'key' },
  measures: ['count', 'grams'],
  contribute(event) {
    const on = (shelf: string, sign: number, grams: number) => ({
      date: event.businessDate,
      cell: { shelf },
      measures: { count: sign, grams: sign * grams },
    });
    if (event.type === 'Packed') return [on(event.data.shelf, 1, event.data.grams)];
    if (event.type === 'Shelved') return [on(event.data.from, -1, event.data.grams), on(event.data.to, 1, event.data.grams)];
    return [];
  },
});

// The narrow event type of a view is what its fold reads: the engine gives it only what it handles.
export const parcelView = parcels as unknown as DocumentView;
export const diaryView = diaries as unknown as DocumentView;
export const shelfView = shelves as unknown as JournalView;
export const toyViews: readonly View[] = [parcelView, diaryView, shelfView];

const shelf = fc.constantFrom('a', 'b', '丙', 'd');
const grams = fc.integer({ min: 1, max: 5_000 });

/** What is drawn of an event before it has its place in the log. */
interface Drawn {
  readonly customer: number;
  readonly parcel: number;
  readonly skip: number;
  readonly day: number;
  readonly fact: Pick<ToyEvent, 'type' | 'data'>;
}

const fact: fc.Arbitrary<Drawn['fact']> = fc.oneof(
  fc.record({ type: fc.constant('Packed' as const), data: fc.record({ shelf, grams }) }),
  fc.record({ type: fc.constant('Weighed' as const), data: fc.record({ grams }) }),
  fc.record({ type: fc.constant('Shelved' as const), data: fc.record({ from: shelf, to: shelf, grams }) }),
  fc.record({ type: fc.constant('Joined' as const), data: fc.record({ other: fc.constantFrom('0', '1', '2') }) }),
  fc.record({ type: fc.constant('Thrown' as const), data: fc.constant({}) }),
  fc.record({ type: fc.constant('Swept' as const), data: fc.constant({}) }),
);

const drawn: fc.Arbitrary<Drawn> = fc.record({
  customer: fc.nat({ max: 7 }),
  parcel: fc.nat({ max: 2 }),
  skip: fc.nat({ max: 3 }),
  day: fc.nat({ max: 27 }),
  fact,
});

/** Any log of the toy world: positions rise with gaps, a customer's parcels share an ordering key. */
export function toyLogs(constraints: { readonly minLength?: number; readonly maxLength?: number } = {}): fc.Arbitrary<readonly ToyEvent[]> {
  return fc.array(drawn, { maxLength: 120, ...constraints }).map(placed);
}

/** So many events of the toy world, spread over many customers, always the same. */
export function toyLog(count: number, customers = 40): readonly ToyEvent[] {
  const types = ['Packed', 'Weighed', 'Shelved', 'Joined', 'Thrown', 'Swept'] as const;
  const list = Array.from({ length: count }, (_, index): Drawn => {
    const type = types[(index * 7 + Math.floor(index / 11)) % 6] ?? 'Swept';
    const weight = 100 + ((index * 37) % 900);
    const data = { shelf: 'ab丙d'[index % 4], grams: weight, from: 'a', to: 'b', other: String(index % 3) };
    return {
      customer: (index * 13) % customers,
      parcel: index % 3,
      skip: index % 2,
      day: index % 28,
      fact: { type, data } as Drawn['fact'],
    };
  });
  return placed(list);
}

function placed(list: readonly Drawn[]): readonly ToyEvent[] {
  let position = 0;
  const revisions = new Map<string, number>();
  return list.map(({ customer, parcel, skip, day, fact: { type, data } }) => {
    position += 1 + skip;
    const stream = `parcel-${customer}.${parcel}`;
    const revision = (revisions.get(stream) ?? -1) + 1;
    revisions.set(stream, revision);
    const other = type === 'Joined' ? { other: `parcel-${customer}.${(data as { other: string }).other}` } : data;
    return {
      id: `event-${position}`,
      type,
      schemaVersion: 1,
      stream,
      revision,
      position,
      orderingKey: `customer-${customer}`,
      recordedAt: new Date(Date.UTC(2026, 0, 1) + position).toISOString() as Instant,
      businessDate: `2026-02-${String(day + 1).padStart(2, '0')}` as BusinessDate,
      actor: 'spec',
      correlationId: 'spec',
      data: other,
    } as ToyEvent;
  });
}
