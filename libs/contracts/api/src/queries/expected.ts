import { contractMonths } from '@zongheng/contracts-views';
import { monthOf, Shape } from '@zongheng/kernel';
import {
  addAll,
  atBothEnds,
  type Ends,
  endsOf,
  endsShape,
  type FigureQuery,
  figuresOf,
  InCurrencyParams,
  journalEndpoint,
  keyedShape,
  money,
  moneyOf,
  Moneys,
  MonthlyKey,
  MonthsInCurrencyParams,
  monthsOf,
  type QueryContext,
  readerOf,
  reckoningOf,
  shownInOrder,
} from '@zongheng/nest-kit';
import type { GatheredGroup } from '@zongheng/projection';
import { backlogFigures, backlogRows, expectedFigures, expectedRows } from '../figures/expected.ts';
import { type Asked, askedOf, monthGroupings } from './asking.ts';

const amounts = [{ minor: 14_400_000, currency: 'CNY' }];

export const expectedEndpoint = journalEndpoint({
  path: 'contracts/expected',
  view: contractMonths,
  title: { zh: '协议预期收入', en: 'Expected revenue' },
  summary: { zh: '协议逐月预期收入，任意日期所见', en: 'Net revenue expected from contracts by month, as seen on any date' },
  time: 'asOf',
  groupBy: monthGroupings,
  ownKeys: ['month'],
  params: MonthsInCurrencyParams,
  figures: figuresOf(
    {
      expected: {
        label: { zh: '预期收入', en: 'Expected revenue' },
        measures: { amounts: money('amount') },
        rows: (asked: Asked<MonthsInCurrencyParams>) => expectedRows(asked, monthsOf(asked.params, monthOf(asked.asOf))),
      },
    },
    askedOf<MonthsInCurrencyParams>,
  ),
  group: Shape({ ...keyedShape, month: MonthlyKey, amounts: Moneys }),
  totals: Shape({ amounts: Moneys }),
  example: {
    groups: [{ keys: { unit: 'u-0200', month: '2026-04' }, labels: {}, month: '2026-04', amounts }],
    totals: { amounts },
    next: null,
  },
  async answer(query, given) {
    const { asked, expected } = await expectedAt(query, given);
    const show = (group: GatheredGroup) => ({ month: group.keys.at(-1) ?? null, amounts: moneyOf(expected.of(group)) });
    const shown = shownInOrder(expected.groups, asked, given.language, show, { ...asked, names: [...query.groupBy, 'month'] });
    return { groups: shown, totals: { amounts: moneyOf(expected.total()) } };
  },
});

export const expectedChangesEndpoint = journalEndpoint({
  path: 'contracts/expected/changes',
  view: contractMonths,
  title: { zh: '协议预期收入', en: 'Expected revenue' },
  summary: {
    zh: '两个日期（或两个记录时刻）之间预期收入的变化',
    en: 'What changed in the revenue expected between two dates, or two recorded moments',
  },
  time: 'difference',
  groupBy: monthGroupings,
  params: MonthsInCurrencyParams,
  group: Shape({ ...keyedShape, month: MonthlyKey, ...endsShape(Moneys) }),
  example: { groups: [{ keys: { month: '2026-04' }, labels: {}, month: '2026-04', from: amounts, to: amounts, change: [] }], next: null },
  async answer(query, given) {
    const { from: before, to: after } = await atBothEnds(query, (end) => expectedAt(end, given));
    const show = ({ keys, ...ends }: Ends<GatheredGroup>) => {
      const [from, to] = [before.expected.of(ends.from), after.expected.of(ends.to)];
      const change = new Map(to);
      addAll(change, from, -1n);
      return { month: keys.at(-1) ?? null, from: moneyOf(from), to: moneyOf(to), change: moneyOf(change) };
    };
    const names = [...query.groupBy, 'month'];
    const ends = endsOf(before.expected.groups, after.expected.groups);
    return { groups: shownInOrder(ends, after.asked, given.language, show, { ...after.asked, names }) };
  },
});

async function expectedAt(query: FigureQuery<MonthsInCurrencyParams>, given: QueryContext) {
  const asked = await askedOf(query, given);
  const reckoning = await reckoningOf(query.params, asked.upTo, given);
  const months = monthsOf(query.params, monthOf(query.asOf));
  return { asked, expected: expectedFigures(readerOf(given, contractMonths), asked, months, reckoning) };
}

export const backlogEndpoint = journalEndpoint({
  path: 'contracts/backlog',
  view: contractMonths,
  title: { zh: '在手协议余额', en: 'Backlog' },
  summary: {
    zh: '在手协议余额：该日期之后各月的预期收入',
    en: 'What contracts are still to bring on a date: the months after that of the date',
  },
  time: 'asOf',
  params: InCurrencyParams,
  groupBy: monthGroupings,
  figures: figuresOf({
    backlog: { label: { zh: '在手协议余额', en: 'Backlog' }, measures: { amounts: money('amount') }, rows: backlogRows },
  }),
  group: Shape({ ...keyedShape, amounts: Moneys }),
  totals: Shape({ amounts: Moneys }),
  example: { groups: [{ keys: { unit: 'u-0200' }, labels: {}, amounts }], totals: { amounts }, next: null },
  async answer(query, given) {
    const asked = await askedOf(query, given);
    const reckoning = await reckoningOf(query.params, asked.upTo, given);
    const backlog = backlogFigures(readerOf(given, contractMonths), asked, reckoning);
    const show = (group: GatheredGroup) => ({ amounts: moneyOf(backlog.of(group)) });
    return { groups: shownInOrder(backlog.groups, asked, given.language, show, asked), totals: { amounts: moneyOf(backlog.total()) } };
  },
});
