import { customerKinds, lifecycleStages } from '@zongheng/customers-events';
import { customerBase } from '@zongheng/customers-views';
import { Shape, Type } from '@zongheng/kernel';
import {
  type FigureQuery,
  figuresOf,
  groupingsOf,
  journalEndpoint,
  keyedShape,
  type KeyWords,
  type QueryContext,
  questionOf,
  readerOf,
  shownInOrder,
  Sum,
} from '@zongheng/nest-kit';
import { baseFigures, BaseParams, type BaseQuestion, movingRows, standingRows } from '../figures/base-by-month.ts';

const stages = Object.keys(lifecycleStages);
const words: KeyWords = {
  labels: { kind: customerKinds, stage: lifecycleStages },
  places: { stage: (key) => stages.indexOf(key) },
};
const example = { registered: 812, active: 304, joined: 12, left: 3 };

export const customerBaseEndpoint = journalEndpoint({
  path: 'customer-base',
  view: customerBase,
  title: { zh: '客户基数', en: 'The base of customers' },
  summary: {
    zh: '逐月客户基数：月末在册与活跃客户，当月新增与流失',
    en: 'The base by month: registered and active at its end, joined and left in it',
  },
  description: {
    zh: '活跃指处于获取、发展或保持阶段；已合并的客户文件照计，因为合并可以撤销；当前月份截至所问日期',
    en: 'Active are those won, developed or retained; files that were merged count, as a merge can be undone; the month of the date asked ends on that date',
  },
  time: 'asOf',
  groupBy: groupingsOf(customerBase),
  ownKeys: ['month'],
  params: BaseParams,
  figures: figuresOf(
    {
      standing: {
        label: { zh: '月末在册与活跃', en: 'Registered and active at the end' },
        measures: { registered: 'registered', active: 'active' },
        rows: standingRows,
      },
      moving: { label: { zh: '新增与流失', en: 'Joined and left' }, measures: { joined: 'joined', left: 'left' }, rows: movingRows },
    },
    askedOf,
  ),
  group: Shape({ ...keyedShape, month: Type.String(), registered: Sum, active: Sum, joined: Sum, left: Sum }),
  example: { groups: [{ keys: { month: '2026-03' }, labels: {}, month: '2026-03', ...example }], next: null },
  async answer(query, given) {
    const asked = await askedOf(query, given);
    const groups = baseFigures(readerOf(given, customerBase), asked);
    const names = [...query.groupBy, 'month'];
    return { groups: shownInOrder(groups, asked, given.language, ({ keys: _keys, ...base }) => base, { words, names }) };
  },
});

async function askedOf(query: FigureQuery<BaseParams>, given: QueryContext): Promise<BaseQuestion> {
  return { ...(await questionOf(query, given)), params: query.params };
}
