import { customerRules, customers, merges } from '@zongheng/customers-views';
import { Count, Id, KeyOf, type Labels, Shape, Type } from '@zongheng/kernel';
import { atBothEnds, queryEndpoint } from '@zongheng/nest-kit';
import { DueOnly, onlyAsked } from './due.ts';
import { dueAt } from './due-past.ts';
import type { Late } from './due-rules.ts';
import { pageFrom, startOf } from './pages.ts';

export type DueMove = 'became-due' | 'no-longer-due';
export const dueMoves: Labels<DueMove> = {
  'became-due': { zh: '新到期', en: 'Became due' },
  'no-longer-due': { zh: '不再到期', en: 'No longer due' },
};
type Move = { readonly customer: string; readonly name: string; readonly move: DueMove; readonly daysOverdue: number };

export const dueChangesEndpoint = queryEndpoint({
  path: 'customers-due/changes',
  views: [customers, customerRules, merges],
  title: { zh: '待联系客户', en: 'Customers due for contact' },
  summary: { zh: '两个时刻之间，谁新到联系期、谁不再到期', en: 'Who became due for contact between two moments, and who is so no longer' },
  description: {
    zh: '每一时刻按当时的规则、档案与联系记录计算；过去的时刻由事件重算，大型安装需数秒',
    en: 'Each moment by the rules, files and contacts of that moment; they are folded from the log, which takes seconds where it is long',
  },
  time: 'difference',
  params: DueOnly,
  paged: true,
  table: 'moves',
  answer: Shape({
    count: Shape({ from: Count(), to: Count() }),
    becameDue: Count(),
    noLongerDue: Count(),
    moves: Type.Array(Shape({ customer: Id(), name: Type.String(), move: KeyOf(dueMoves), daysOverdue: Count() })),
  }),
  example: {
    count: { from: 118, to: 117 },
    becameDue: 0,
    noLongerDue: 1,
    moves: [{ customer: 'port', name: '宁波港务集团', move: 'no-longer-due', daysOverdue: 12 }],
    next: null,
  },
  async handle(query, given, place) {
    const only = onlyAsked(query.params);
    const { from, to } = await atBothEnds(query, (moment) => dueAt(moment, only, given));
    const moves = dueMovesBetween(from.late, to.late);
    const { shown, next } = pageFrom(moves, startOf(place), query.limit);
    const becameDue = moves.filter(({ move }) => move === 'became-due').length;
    const count = { from: from.late.length, to: to.late.length };
    return { count, becameDue, noLongerDue: moves.length - becameDue, moves: shown, next };
  },
});

/** Who is due at one moment and not at the other, each with how many days they are, or were: the counts differ by these. */
export function dueMovesBetween(from: readonly Late[], to: readonly Late[]): readonly Move[] {
  const [before, after] = [from, to].map((late) => new Set(late.map(({ customer }) => customer.id)));
  const told =
    (move: DueMove) =>
    ({ customer: { id: customer, name }, daysOverdue }: Late): Move => ({ customer, name, move, daysOverdue });
  return [
    ...to.filter(({ customer }) => !before?.has(customer.id)).map(told('became-due')),
    ...from.filter(({ customer }) => !after?.has(customer.id)).map(told('no-longer-due')),
  ];
}
