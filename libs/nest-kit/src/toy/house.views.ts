import { correctionsView, documentView, idOf, type JournalView, journalView, type RecordedOf } from '@zongheng/kernel';
import { houseEvents, type lampInstalled, type LampEvent, type lampMoved, type lampTurned } from './house.events.ts';

export interface LampCard {
  readonly id: string;
  readonly room: string;
  readonly floor: number;
  readonly brightness: number;
  readonly note: string | null;
  readonly size: { readonly watts: number; readonly unit: string };
  readonly revision: number;
}

export const lamps = documentView<LampCard, LampEvent>({
  name: 'lamps',
  version: 1,
  meaning: { zh: '灯', en: 'Lamps' },
  handles: ['LampInstalled', 'LampTurned', 'LampMoved'],
  keysOf: (event) => [idOf(event.stream)],
  evolve(card, event) {
    if (event.type === 'LampInstalled') return installed(event);
    if (!card) return null;
    const revision = event.revision;
    return event.type === 'LampTurned' ? { ...card, brightness: event.data.to, revision } : { ...card, room: event.data.to, revision };
  },
  fields: { room: 'text', floor: 'number', brightness: 'number', bright: 'flag', note: 'text' },
  indexes: [['room', 'brightness'], ['brightness'], ['floor']],
  index: (card) => ({
    fields: { room: card.room, floor: card.floor, brightness: card.brightness, bright: card.brightness > 50, note: card.note },
    search: card.note === null ? [] : [card.note],
    attributes: { watts: card.size.watts, unit: card.size.unit },
  }),
});

function installed(event: RecordedOf<typeof lampInstalled>): LampCard {
  const { room, floor, note = null } = event.data;
  return { id: idOf(event.stream), room, floor, brightness: 0, note, size: { watts: 40 + floor, unit: 'W' }, revision: event.revision };
}

/** Light by room and floor: how much was turned up on a date. */
export const light = journalView<'room' | 'since', 'light' | 'turns', RecordedOf<typeof lampTurned | typeof lampMoved>>({
  name: 'light',
  version: 1,
  meaning: { zh: '光', en: 'Light' },
  handles: ['LampTurned'],
  dimensions: { room: 'key', since: 'date' },
  measures: ['light', 'turns'],
  contribute: (event) =>
    event.type === 'LampTurned'
      ? [
          {
            date: event.businessDate,
            cell: { room: event.customerId ?? null, since: event.businessDate },
            measures: { light: event.data.to - event.data.from, turns: 1 },
          },
        ]
      : [],
});

/** Every journal of the house; none of its events is a correction. */
export const houseJournals = [light, correctionsView(houseEvents, 1)] as readonly JournalView[];
