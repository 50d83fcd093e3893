import { type BusinessDate, perMilleOf, Shape, Type } from '@zongheng/kernel';
import { OptionalPerMille, pageEndOf, type Period, periodOf, ProblemError, queryEndpoint, ServedDocuments, Sum } from '@zongheng/nest-kit';
import { promisedDays, PromiseDocument, promises, promiseState } from '@zongheng/receivables-views';
import type { Condition, PageEnd } from '@zongheng/read-store';

const readAtOnce = 200;

/** One promise, whether it stands or another one took its place. */
type Promised = Pick<PromiseDocument, 'id' | 'account' | 'number' | 'amount' | 'on' | 'by' | 'kept'>;
const Broke = Type.Pick(PromiseDocument, ['id', 'account', 'number', 'amount', 'on', 'by']);

/** Promises that fell due in a period, kept and broken. */
export const promisesKeptEndpoint = queryEndpoint({
  path: 'receivables/promises',
  views: promises,
  title: { zh: '付款承诺兑现', en: 'Promises kept and broken' },
  summary: { zh: '期间内到期的付款承诺：兑现与未兑现', en: 'Promises for days of a period: kept, broken, open' },
  description: {
    zh: '以截止日判断；改期前的承诺也计入。计数为全部，未兑现的逐页列出',
    en: 'As it stands on the date asked; promises that a later one took the place of count too. Counts are of all, the broken ones come in pages',
  },
  time: 'period',
  answer: Shape({
    kept: Sum,
    broken: Sum,
    open: Sum,
    /** Kept ÷ (kept + broken), per mille. */
    rate: OptionalPerMille,
    broke: Type.Array(Broke),
  }),
  table: 'broke',
  paged: true,
  async handle(query, given, place) {
    const documents = given.get(ServedDocuments);
    const asked = { ...periodOf(query), asOf: query.asOf };
    const counts = await countsOf(documents, asked);
    const { broke, next } = await brokenIn(documents, asked, query.limit, placeIn(place));
    return { ...counts, rate: perMilleOf(BigInt(counts.kept), BigInt(counts.kept + counts.broken)), broke, next };
  },
});

interface Asked extends Period {
  readonly asOf: BusinessDate;
}

/** Promises that nothing took the place of are counted by their index; of the others each is looked at. */
async function countsOf(documents: ServedDocuments, asked: Asked): Promise<Record<'kept' | 'broken' | 'open', number>> {
  const { from, to, asOf } = asked;
  const once: Condition[] = [
    { field: 'isRepeated', op: 'eq', value: false },
    { field: 'voided', op: 'eq', value: false },
    { field: 'by', op: 'gte', value: from },
    { field: 'by', op: 'lte', value: to },
    { field: 'on', op: 'lte', value: asOf },
  ];
  const isKept: Condition = { field: 'kept', op: 'lte', value: asOf };
  const [all, kept, due, dueKept] = await Promise.all([
    documents.count(promises, once),
    documents.count(promises, [...once, isKept]),
    documents.count(promises, [...once, { field: 'by', op: 'lt', value: asOf }]),
    documents.count(promises, [...once, isKept, { field: 'by', op: 'lt', value: asOf }]),
  ]);
  const counts = { kept, broken: due - dueKept, open: all - kept - (due - dueKept) };
  for await (const document of fallingIn(documents, asked, [{ field: 'isRepeated', op: 'eq', value: true }])) {
    for (const promise of promisesOf(document, asked)) counts[promiseState(promise, asOf)] += 1;
  }
  return counts;
}

/** Where a page of broken promises ended: after a document, and so many of the next one's. */
interface Place {
  readonly after: PageEnd | null;
  readonly told: number;
}

/** The broken ones of a page, in the order of the last day that anything was promised for about their invoice. */
async function brokenIn(documents: ServedDocuments, asked: Asked, limit: number, start: Place) {
  const broke: object[] = [];
  let { after, told } = start;
  for await (const document of fallingIn(documents, asked, [], after)) {
    const broken = promisesOf(document, asked).filter((promise) => promiseState(promise, asked.asOf) === 'broken');
    for (const { kept: _never, ...promise } of broken.slice(told)) {
      if (broke.length === limit) return { broke, next: { after, told } };
      broke.push(promise);
      told += 1;
    }
    after = { value: promisedDays(document)[1], key: document.id };
    told = 0;
  }
  return { broke, next: null };
}

/** Documents of which any promise may fall into the period. */
async function* fallingIn(
  documents: ServedDocuments,
  { from, to }: Asked,
  more: readonly Condition[],
  after: PageEnd | null = null,
): AsyncGenerator<PromiseDocument, void> {
  const where: Condition[] = [
    ...more,
    { field: 'voided', op: 'eq', value: false },
    { field: 'lastBy', op: 'gte', value: from },
    { field: 'firstBy', op: 'lte', value: to },
  ];
  const sort = { field: 'lastBy', direction: 'asc' } as const;
  for (let end = after; ;) {
    const page = await documents.page(promises, { where, sort, limit: readAtOnce, after: end });
    yield* page.documents;
    if (page.next === null) return;
    end = page.next;
  }
}

/** The promises about an invoice that fall into the period, as far as they were made by the date asked. */
function promisesOf(
  { id, account, number, amount, on, by, kept, before }: PromiseDocument,
  { from, to, asOf }: Asked,
): readonly Promised[] {
  const earlier = before.map((promise) => ({ ...promise, id, account, number, amount: { ...amount, minor: promise.amount } }));
  return [...earlier, { id, account, number, amount, on, by, kept }].filter(
    (promise) => promise.by >= from && promise.by <= to && promise.on <= asOf,
  );
}

function placeIn(place: unknown): Place {
  if (place === null) return { after: null, told: 0 };
  const { after = null, told } = (typeof place === 'object' ? place : {}) as { readonly after?: unknown; readonly told?: unknown };
  if (typeof told !== 'number' || !Number.isSafeInteger(told) || told < 0)
    throw new ProblemError('QUERY.PARAMETER_MALFORMED', 'cursor is none that an answer gave', { field: 'cursor' });
  return { after: pageEndOf(after), told };
}
