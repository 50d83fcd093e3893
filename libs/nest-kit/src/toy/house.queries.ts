import { Count, DateText, Id, Key, Shape, Text, Type } from '@zongheng/kernel';
import { IntegerField } from '../fields/fields.ts';
import { documentEndpoints } from '../queries/document-endpoints.ts';
import { journalEndpoint, queryEndpoint, rowsEndpoint } from '../queries/endpoints.ts';
import type { FigureQuery } from '../queries/figure-query.ts';
import { refuse } from './house.domain.ts';
import { HouseReader, type LightRow } from './house.reader.ts';
import { type LampCard, lamps, light } from './house.views.ts';

const title = { zh: '灯', en: 'Lamps' };

const lampItem = Shape({
  id: Id(),
  room: Id(),
  floor: Count(),
  brightness: Count(),
  note: Type.Union([Text(), Type.Null()]),
  size: Shape({ watts: Count(), unit: Text() }),
  revision: Count(),
});

const example: LampCard = { id: 'l1', room: 'r1', floor: 3, brightness: 10, note: null, size: { watts: 43, unit: 'W' }, revision: 4 };

export const lampDocuments = documentEndpoints({
  view: lamps,
  collection: 'lamps',
  title,
  item: lampItem,
  example,
  revision: (lamp) => lamp.revision,
});

/** The same, shown with a label. */
export const labelledLamps = documentEndpoints({
  view: lamps,
  collection: 'labelled-lamps',
  title,
  item: Shape({ id: Id(), label: Text() }),
  enrich: (cards, { language }) => cards.map((card) => ({ id: card.id, label: `${language === 'zh' ? '灯' : 'lamp'} ${card.id}` })),
});

class LightParams {
  @IntegerField({ min: 0, max: 1000 }, { optional: true, description: 'Only rooms with at least so much', example: 1 })
  readonly atLeast?: number;
}

const lightGroup = Shape({ room: Type.Union([Key(), Type.Null()]), light: Type.Integer(), turns: Count() });

export const lightByRoom = journalEndpoint({
  path: 'light',
  title,
  summary: { zh: '光', en: 'Light' },
  view: light,
  time: 'asOf',
  groupByDefault: ['room'],
  params: LightParams,
  group: lightGroup,
  totals: Shape({ light: Type.Integer() }),
  answer(query, given) {
    if (query.params.atLeast === 13) return refuse('HOUSE.LAMP.UNKNOWN', 'no such light');
    const rows = rowsOf(given.get(HouseReader).rows, query);
    const groups = new Map<string | null, { room: string | null; light: number; turns: number }>();
    for (const row of rows) {
      const room = query.groupBy.includes('room') ? (row.cell['room'] ?? null) : null;
      const group = groups.get(room) ?? { room, light: 0, turns: 0 };
      groups.set(room, { room, light: group.light + (row.measures['light'] ?? 0), turns: group.turns + 1 });
    }
    const all = [...groups.values()].filter((group) => group.light >= (query.params.atLeast ?? 0));
    return {
      groups: all.sort((a, b) => (a.room ?? '').localeCompare(b.room ?? '')),
      totals: { light: all.reduce((sum, group) => sum + group.light, 0) },
    };
  },
});

export const lightRows = rowsEndpoint({
  path: 'light/explain',
  title,
  summary: { zh: '光的来由', en: 'What the light is made of' },
  view: light,
  time: 'period',
  row: Shape({ date: DateText(), position: Count(), light: Type.Integer() }),
  answer(query, place, given) {
    const after = typeof place === 'number' ? place : 0;
    const rows = rowsOf(given.get(HouseReader).rows, query).filter((row) => row.position > after);
    const page = rows.slice(0, query.limit).map((row) => ({ date: row.date, position: row.position, light: row.measures['light'] ?? 0 }));
    return { rows: page, next: rows.length > page.length ? (page.at(-1)?.position ?? null) : null };
  },
});

export const changes = queryEndpoint({
  path: 'light/changes',
  title,
  summary: { zh: '光的变化', en: 'What changed between two moments' },
  views: light,
  time: 'difference',
  dimensions: light.dimensions,
  answer: Shape({ between: Type.Any(), rooms: Type.Array(Shape({ room: Key() })) }),
  table: 'rooms',
  handle: (query) => ({ between: query.between ?? null, rooms: [{ room: 'r1' }] }),
});

function rowsOf(rows: readonly LightRow[], query: FigureQuery): readonly LightRow[] {
  return rows.filter((row) => {
    if (row.date > query.asOf || row.position > query.upTo) return false;
    if ((query.from && row.date < query.from) || (query.to && row.date > query.to)) return false;
    return Object.entries(query.filters).every(([name, filter]) => {
      const key = row.cell[name] ?? null;
      if ('keys' in filter) return filter.keys.has(key);
      return key !== null && (!filter.from || key >= filter.from) && (!filter.to || key <= filter.to);
    });
  });
}
