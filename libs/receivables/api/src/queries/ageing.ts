import { Shape } from '@zongheng/kernel';
import {
  atBothEnds,
  type Ends,
  endsOf,
  endsShape,
  EndsTotals,
  type FigureQuery,
  figuresOf,
  groupingsOf,
  InCurrencyParams,
  journalEndpoint,
  keyedShape,
  money,
  Moneys,
  type QueryContext,
  questionOf,
  readerOf,
  reckoningOf,
  ServedDocuments,
  shownInOrder,
  Sum,
} from '@zongheng/nest-kit';
import type { GatheredGroup } from '@zongheng/projection';
import { receivables, receivablesPolicies } from '@zongheng/receivables-views';
import { agedRows, ageingChange, AgeingFigures, type AgeingGroup, bucketName, groupingsWith, shownAgeing } from '../figures/ageing.ts';
import { inForce } from './in-force.ts';
import { wordsWith } from './words.ts';

const months = { dueMonth: 'due' };
/** What receivables can be grouped by. */
export const receivableGroupings = groupingsOf(receivables, { months });
const groupBy = [bucketName, ...receivableGroupings];

const title = { zh: '应收账龄', en: 'Ageing' };
const measures = { invoices: Sum, open: Moneys };
const Measures = Shape(measures);
const example = { invoices: 38, open: [{ minor: 1_272_000, currency: 'CNY' }] };

export const ageingEndpoint = journalEndpoint({
  path: 'receivables/ageing',
  view: receivables,
  with: [receivablesPolicies],
  title,
  summary: { zh: '任意日期的账龄', en: 'Ageing on any date, as known at any moment' },
  description: {
    zh: '未清含税金额，按到期日计逾期天数；区间由规则定义',
    en: 'What is open, gross, by the days since it was due; the buckets are those in force on the date',
  },
  time: 'asOf',
  params: InCurrencyParams,
  groupBy,
  groupByDefault: [bucketName],
  months,
  ownKeys: [bucketName],
  figures: figuresOf(
    {
      open: {
        label: { zh: '未清', en: 'Open' },
        measures: { invoices: 'invoices', open: money('open') },
        rows: agedRows,
      },
    },
    async (query: FigureQuery<InCurrencyParams>, given: QueryContext) => {
      const asked = await questionOf(query, given, months);
      return { ...asked, buckets: (await inForce(given.get(ServedDocuments), asked)).buckets };
    },
  ),
  group: Shape({ ...keyedShape, ...measures }),
  totals: Measures,
  example: { groups: [{ keys: { bucket: '1-30' }, labels: { bucket: '逾期1–30天' }, ...example }], totals: example, next: null },
  async answer(query, given) {
    const { asked, words, aged } = await agedAt(query, given);
    const show = (group: GatheredGroup) => shownAgeing(aged.of(group));
    return { groups: shownInOrder(aged.groups, asked, given.language, show, { words }), totals: shownAgeing(aged.total()) };
  },
});

export const ageingChangesEndpoint = journalEndpoint({
  path: 'receivables/ageing/changes',
  view: receivables,
  with: [receivablesPolicies],
  title,
  summary: { zh: '两个日期（或两个记录时刻）之间账龄的变化', en: 'What changed in ageing between two dates, or two recorded moments' },
  time: 'difference',
  params: InCurrencyParams,
  groupBy,
  groupByDefault: [bucketName],
  months,
  group: Shape({ ...keyedShape, ...endsShape(Measures) }),
  totals: EndsTotals(Measures),
  example: {
    groups: [{ keys: { bucket: '1-30' }, labels: { bucket: '逾期1–30天' }, from: example, to: example, change: { invoices: 0, open: [] } }],
    next: null,
  },
  async answer(query, given) {
    const { from: before, to: after } = await atBothEnds(query, (end) => agedAt(end, given));
    const show = (from: AgeingGroup, to: AgeingGroup) => ({
      from: shownAgeing(from),
      to: shownAgeing(to),
      change: shownAgeing(ageingChange(from, to)),
    });
    const showEnds = ({ from, to }: Ends<GatheredGroup>) => show(before.aged.of(from), after.aged.of(to));
    const groups = endsOf(before.aged.groups, after.aged.groups);
    return {
      groups: shownInOrder(groups, after.asked, given.language, showEnds, { words: after.words }),
      totals: show(before.aged.total(), after.aged.total()),
    };
  },
});

async function agedAt(query: FigureQuery<InCurrencyParams>, given: QueryContext) {
  const asked = await questionOf(query, given, months);
  const { buckets } = await inForce(given.get(ServedDocuments), asked);
  const reckoning = await reckoningOf(query.params, asked.upTo, given);
  const aged = new AgeingFigures(readerOf(given, receivables), asked, groupingsWith(asked, buckets), reckoning);
  return { asked, aged, words: wordsWith(buckets) };
}
