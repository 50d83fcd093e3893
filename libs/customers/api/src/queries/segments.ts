import { customers, type CustomerDocument, merges, type MergeDocument, type SegmentDocument, segments } from '@zongheng/customers-views';
import { Count, DateText, Id, isPlainId, LabelText, Shape, Type } from '@zongheng/kernel';
import { pageEndOf, ProblemError, type QueryContext, queryEndpoint, ServedDocuments } from '@zongheng/nest-kit';
import { askedMax, type Condition, type DocumentPage, type PageEnd } from '@zongheng/read-store';
import { ShownCustomer } from './lists.ts';
import { customerFiles, mergesOf } from './one-customer.ts';
import { pageFrom, startOf } from './pages.ts';
import { definedSegmentAt, light, standingAmong } from './past-segments.ts';
import { resembling } from './resembling.ts';
import { filterOf } from './segment-filter.ts';

const countMax = 10_000_000;
const title = { zh: '客户分群', en: 'Segments of customers' };
const views = [segments, customers, merges];
const inPast = {
  zh: '过去的时刻按当时的定义与档案由事件重算，大型安装需数秒',
  en: 'A moment that is past is folded from the log, by the definition and the files of then, which takes seconds where it is long',
};

export const segmentCountEndpoint = queryEndpoint({
  path: 'segments/:id/count',
  views,
  title,
  summary: { zh: '分群客户数（实时，或截至某日）', en: 'How many customers a segment has now, or had on a day' },
  description: {
    zh: `已并入其他客户的不重复计数；${inPast.zh}`,
    en: `Files that were merged into another do not count beside it. ${inPast.en}`,
  },
  time: 'asOf',
  answer: Shape({ segment: Id(), name: LabelText(), count: Count(), mergedAway: Count() }),
  async handle(query, given) {
    const { asOf } = query;
    const id = idOf(query.id);
    if (!query.isNow) {
      const { segment, members } = await definedSegmentAt(id, query, given);
      const count = standingAmong(members).length;
      return { segment: id, name: segment.name, count, mergedAway: members.length - count };
    }
    const { segment, documents } = await segmentOf(id, given);
    const where = filterOf(segment.conditions, asOf);
    const [all, mergedAway] = await Promise.all([countOf(documents, where), mergedAmong(documents, where)]);
    return { segment: id, name: segment.name, count: all - mergedAway, mergedAway };
  },
});

export const segmentCustomersEndpoint = queryEndpoint({
  path: 'segments/:id/customers',
  views,
  title,
  summary: { zh: '分群的客户（实时，或截至某日）', en: 'The customers of a segment now, or on a day' },
  description: {
    zh: `按名称排列；已并入其他客户的以 mergedInto 标明，不计入分群人数；${inPast.zh}`,
    en: `By name; a file that was merged into another says so in mergedInto, and does not count. ${inPast.en}`,
  },
  time: 'asOf',
  paged: true,
  table: 'customers',
  answer: Shape({ segment: Id(), name: LabelText(), customers: Type.Array(ShownCustomer) }),
  async handle(query, given, place) {
    const { asOf, limit } = query;
    const id = idOf(query.id);
    if (!query.isNow) {
      const { segment, members } = await definedSegmentAt(id, query, given);
      const { shown, next } = pageFrom(members, startOf(place), limit);
      return { segment: id, name: segment.name, customers: shown, next };
    }
    const { segment, documents } = await segmentOf(id, given);
    const after = pageEndOf(place);
    const where = filterOf(segment.conditions, asOf);
    const page = await documents.ask(customerFiles, (collection) =>
      collection.query({ where, sort: { field: 'name', direction: 'asc' }, limit, ...(after ? { after } : {}) }),
    );
    const went = await mergesOf(
      documents,
      page.documents.map(({ key }) => key),
    );
    const found = page.documents.map(({ key, body }) => ({
      ...light(JSON.parse(body) as CustomerDocument),
      mergedInto: went.get(key) ?? null,
    }));
    return { segment: id, name: segment.name, customers: found, next: page.next };
  },
});

export const segmentResemblingEndpoint = queryEndpoint({
  path: 'segments/:id/resembling',
  views,
  title,
  summary: { zh: '与分群相似的潜在客户及其相似之处', en: 'Prospects that resemble a segment, and in what' },
  description: {
    zh: '以分群至多 500 个客户的共同特征，与至多 2000 个未在分群的潜在客户比较；score 为千分比',
    en: 'What up to 500 of its customers have in common, held against up to 2,000 prospects outside it; score is in per mille',
  },
  table: 'prospects',
  answer: Shape({
    segment: Id(),
    name: LabelText(),
    traits: Type.Array(Shape({ trait: Type.String(), value: Type.Unknown(), share: Count(), shareOutside: Count() })),
    prospects: Type.Array(Shape({ customer: Id(), name: Type.String(), owner: Id(), score: Count(), because: Type.Array(Type.String()) })),
    asOf: DateText(),
  }),
  async handle({ id: asked, asOf, limit }, given) {
    const id = idOf(asked);
    const { segment, documents } = await segmentOf(id, given);
    const where = filterOf(segment.conditions, asOf);
    const members = await documents.find(customers, { where, limit: 500 });
    const isMember = new Set(members.map((member) => member.id));
    const prospects = await documents.find(customers, { where: [{ field: 'standing', op: 'eq', value: 'prospect' }], limit: 2_000 });
    const went = await mergesOf(
      documents,
      prospects.map((prospect) => prospect.id),
    );
    const outside = prospects.filter((prospect) => !isMember.has(prospect.id) && !went.has(prospect.id));
    return { segment: id, name: segment.name, ...resembling(members, outside, limit), asOf };
  },
});

/** The id in the path. @throws ProblemError where it cannot be one. */
function idOf(id = ''): string {
  if (isPlainId(id)) return id;
  throw new ProblemError('REQUEST.URL_MALFORMED', 'the id has characters that may not stand in one', { field: 'id' });
}

/** @throws ProblemError where there is none. */
async function segmentOf(
  id: string,
  given: QueryContext,
): Promise<{ readonly segment: SegmentDocument; readonly documents: ServedDocuments }> {
  const documents = given.get(ServedDocuments);
  const stored = await documents.ask(segments, (collection) => collection.get([id]));
  const body = stored.get(id)?.body ?? null;
  if (body === null) throw new ProblemError('READ.NOT_FOUND', `segments has no ${id} as of now`, { field: 'id' });
  return { segment: JSON.parse(body) as SegmentDocument, documents };
}

function countOf(documents: ServedDocuments, where: readonly Condition[]): Promise<number> {
  return documents.ask(customerFiles, (collection) => collection.count({ where }, countMax));
}

/** How many of the files that meet the conditions were merged into another: merges stand in a view of their own, and are few. */
async function mergedAmong(documents: ServedDocuments, where: readonly Condition[]): Promise<number> {
  let count = 0;
  let after: PageEnd | null = null;
  do {
    const from: PageEnd | null = after;
    const page: DocumentPage = await documents.ask(merges, (collection) =>
      collection.query({ where: [], limit: askedMax.values / 2, ...(from ? { after: from } : {}) }),
    );
    const values = page.documents.map(({ body }): string => (JSON.parse(body) as MergeDocument).id);
    if (values.length > 0) count += await countOf(documents, [...where, { field: 'id', op: 'in', values }]);
    after = page.next;
  } while (after);
  return count;
}
