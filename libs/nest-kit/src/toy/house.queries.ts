import { Count, Id, Key, Shape, Text, Type } from '@zongheng/kernel';
import { monthDimension } from '@zongheng/projection';
import { figuresOf } from '../explain/declared-figures.ts';
import { balance, flow, type Rows } from '../explain/figure.ts';
import { IntegerField } from '../fields/fields.ts';
import { documentEndpoints } from '../queries/document-endpoints.ts';
import { numberOf } from '../figures/amounts.ts';
import { shownInOrder } from '../figures/labelling.ts';
import { type Question, questionOf, readerOf } from '../figures/question.ts';
import { keyedShape } from '../figures/shapes.ts';
import { journalEndpoint, queryEndpoint } from '../queries/endpoints.ts';
import type { QueryContext } from '../queries/query-request.ts';
import { refuse } from './house.domain.ts';
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

interface Lit {
  readonly room: string | null;
  readonly light: number;
  readonly turns: number;
}

/** Light by room, or all of it. */
function litBy(rows: (asked: Question) => Rows, asked: Question, given: QueryContext): readonly Lit[] {
  const sums = readerOf(given, light).sum({ ...rows(asked), upTo: asked.upTo, groupBy: asked.groupings });
  const groups = [...sums].map(({ keys, sums: { light: lit = 0n, turns = 0n } }) => ({
    room: keys[0] ?? null,
    light: numberOf(lit),
    turns: numberOf(turns),
  }));
  return groups.sort((one, other) => ((one.room ?? '') < (other.room ?? '') ? -1 : 1));
}

const lightFigures = (rows: (asked: Question) => Rows) =>
  figuresOf({
    light: { label: { zh: '光', en: 'Light' }, measures: { light: 'light', turns: 'turns' }, rows },
    perTurn: {
      label: { zh: '每次的光', en: 'Light a turn' },
      formula: { zh: '光 ÷ 次数', en: 'light ÷ turns' },
      from: ['light'],
    },
  });

export const lightByRoom = journalEndpoint({
  path: 'light',
  title,
  summary: { zh: '光', en: 'Light' },
  view: light,
  time: 'asOf',
  groupByDefault: ['room'],
  params: LightParams,
  figures: lightFigures(balance()),
  group: lightGroup,
  totals: Shape({ light: Type.Integer() }),
  async answer(query, given) {
    if (query.params.atLeast === 13) return refuse('HOUSE.LAMP.UNKNOWN', 'no such light');
    const all = litBy(balance(), await questionOf(query, given), given).filter((group) => group.light >= (query.params.atLeast ?? 0));
    return { groups: all, totals: { light: all.reduce((sum, group) => sum + group.light, 0) } };
  },
});

export const litInPeriod = journalEndpoint({
  path: 'lit',
  title,
  summary: { zh: '期间的光', en: 'What was turned up in a period' },
  view: light,
  time: 'period',
  groupBy: ['room', monthDimension],
  figures: lightFigures(flow()),
  group: Shape({ ...keyedShape, light: Type.Integer(), turns: Count(), perTurn: Type.Number() }),
  async answer(query, given) {
    const asked = await questionOf(query, given);
    const sums = readerOf(given, light).sum({ ...flow()(asked), upTo: asked.upTo, groupBy: asked.groupings });
    const groups = [...sums].map(({ keys, sums: { light: lit = 0n, turns = 0n } }) => ({
      keys,
      light: numberOf(lit),
      turns: numberOf(turns),
    }));
    return {
      groups: shownInOrder(groups, asked, given.language, (group) => ({
        light: group.light,
        turns: group.turns,
        perTurn: group.light / group.turns,
      })),
    };
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
