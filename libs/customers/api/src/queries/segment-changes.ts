import { customers, merges, segments } from '@zongheng/customers-views';
import { canonicalJson, Count, Id, isPlainId, KeyOf, LabelText, type Labels, Shape, Type } from '@zongheng/kernel';
import { atBothEnds, ProblemError, queryEndpoint } from '@zongheng/nest-kit';
import { compareText } from '@zongheng/read-store';
import { pageFrom, startOf } from './pages.ts';
import { type Member, type PastSegment, segmentAt, standingAmong } from './past-segments.ts';

export type SegmentMove = 'entered' | 'left';
export const segmentMoves: Labels<SegmentMove> = { entered: { zh: '进入', en: 'Entered' }, left: { zh: '离开', en: 'Left' } };

const Move = Shape({
  customer: Id(),
  name: Type.String(),
  move: KeyOf(segmentMoves),
  /** Where it went, where it left the segment because it was merged into another. */
  mergedInto: Type.Union([Id(), Type.Null()]),
});
type Move = { readonly customer: string; readonly name: string; readonly move: SegmentMove; readonly mergedInto: string | null };

export const segmentChangesEndpoint = queryEndpoint({
  path: 'segments/:id/changes',
  views: [segments, customers, merges],
  title: { zh: '客户分群', en: 'Segments of customers' },
  summary: { zh: '两个时刻之间，谁进入了分群、谁离开了', en: 'Who entered a segment between two moments, and who left it' },
  description: {
    zh: '每一时刻按当时的定义与当时的档案计算；redefined 表示期间分群被修订；过去的时刻由事件重算，大型安装需数秒',
    en: 'Each moment by the definition and the files of that moment; redefined says that the segment was revised between them. Moments are folded from the log, which takes seconds where it is long',
  },
  time: 'difference',
  paged: true,
  table: 'moves',
  answer: Shape({
    segment: Id(),
    name: LabelText(),
    count: Shape({ from: Count(), to: Count() }),
    entered: Count(),
    left: Count(),
    redefined: Type.Boolean(),
    moves: Type.Array(Move),
  }),
  example: {
    segment: 'large-ports',
    name: { zh: '大型港口客户', en: 'Large ports' },
    count: { from: 41, to: 42 },
    entered: 2,
    left: 1,
    redefined: false,
    moves: [{ customer: 'port', name: '宁波港务集团', move: 'entered', mergedInto: null }],
    next: null,
  },
  async handle(query, given, place) {
    const { id = '', limit } = query;
    if (!isPlainId(id)) throw new ProblemError('REQUEST.URL_MALFORMED', 'the id has characters that may not stand in one', { field: 'id' });
    const { from, to } = await atBothEnds(query, (moment) => segmentAt(id, moment, given));
    const segment = to.segment ?? from.segment;
    if (!segment) throw new ProblemError('READ.NOT_FOUND', `segments had no ${id} at either moment`, { field: 'id' });
    const moves = movesBetween(from, to);
    const { shown, next } = pageFrom(moves, startOf(place), limit);
    const entered = moves.filter(({ move }) => move === 'entered').length;
    return {
      segment: id,
      name: segment.name,
      count: { from: standingAmong(from.members).length, to: standingAmong(to.members).length },
      entered,
      left: moves.length - entered,
      redefined: canonicalJson(from.segment?.conditions ?? null) !== canonicalJson(to.segment?.conditions ?? null),
      moves: shown,
      next,
    };
  },
});

/** Who is in a segment at one moment and not at the other, by name: the counts differ by those who entered less those who left. */
export function movesBetween(from: Pick<PastSegment, 'members'>, to: Pick<PastSegment, 'members'>): readonly Move[] {
  const [before, after] = [from, to].map(({ members }) => new Map(standingAmong(members).map((member) => [member.id, member])));
  const went = new Map(to.members.map(({ id, mergedInto }) => [id, mergedInto]));
  const only = (of?: ReadonlyMap<string, Member>, than?: ReadonlyMap<string, Member>) =>
    [...(of?.values() ?? [])].filter(({ id }) => !than?.has(id));
  const told =
    (move: SegmentMove) =>
    ({ id: customer, name }: Member): Move => ({ customer, name, move, mergedInto: went.get(customer) ?? null });
  const moves = [...only(after, before).map(told('entered')), ...only(before, after).map(told('left'))];
  return moves.toSorted((one, other) => compareText(one.name, other.name) || compareText(one.customer, other.customer));
}
