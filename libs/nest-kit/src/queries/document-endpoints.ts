import { type DocumentView, isPlainId, type Label, type TSchema, type View } from '@zongheng/kernel';
import type { DocumentPage } from '@zongheng/read-store';
import { bilingual } from '../docs/words.ts';
import { plainSchema } from '../fields/json-schema.ts';
import { ProblemError } from '../http/http-problems.ts';
import { type Answer, csvType, jsonAnswer, jsonType } from './answer.ts';
import { columnsOf, csvOf } from './csv.ts';
import { cursorText } from './cursors.ts';
import { listParameters, standingSchema, tokenParameter } from './described-parameters.ts';
import { type ListQuery, listQueryOf } from './list-query.ts';
import { unknownParameter } from './parameters.ts';
import type { QueryContext, QueryRequest } from './query-request.ts';
import type { QueryDeclaration, QueryRoute, QuerySources } from './query-route.ts';
import type { Standing } from './reading.ts';
import type { ServedDocuments } from './served-documents.ts';

/** A list of documents and each of them by its id. */
export interface DocumentEndpoints<Doc extends object> {
  readonly view: DocumentView<Doc>;
  /** The path under `/v1`. */
  readonly collection: string;
  readonly title: Label;
  readonly description?: Label;
  /** What an item is, as it is shown: for the documentation, `fields` and the columns of CSV. */
  readonly item: TSchema;
  readonly example?: object;
  /** The revision of the stream that a document shows: the ETag of `GET …/{id}`, which is what If-Match wants. */
  readonly revision?: (document: Doc) => number;
  /** Other views that the answer rests on. */
  readonly with?: readonly View[];
  /** Members that a list shows only where `fields` names them: what makes a page of fifty too large. One document shows them all. */
  readonly heavy?: readonly string[];
  /** What is looked for where somebody searches by `q`: numbers are parted in many ways. By default it is what they wrote. */
  searched?(q: string): string;
  /** The id that an id stands for now: old ids forward. */
  forward?(id: string, documents: ServedDocuments): Promise<string>;
  /** Adds what is only known when read: labels, names. As many as it is given, in their order. */
  enrich?(documents: readonly Doc[], given: QueryContext): readonly object[] | Promise<readonly object[]>;
}

/** Declares `GET /v1/{collection}` and `GET /v1/{collection}/{id}`. @throws Error where `item` is no object with properties. */
export function documentEndpoints<Doc extends object>(declared: DocumentEndpoints<Doc>): QueryDeclaration {
  const shown = Object.keys((declared.item as { readonly properties?: object }).properties ?? {});
  if (shown.length === 0) throw new Error(`${declared.collection}: the item's schema has no properties`);
  const views = [declared.view as View, ...(declared.with ?? [])];
  const described = { tag: bilingual(declared.title), description: declared.description ? bilingual(declared.description) : '', views };
  const item = plainSchema(declared.item);
  // With `fields` an item shows only those.
  const { required: _whole, ...inPart } = item;
  const list: QueryRoute = {
    ...described,
    path: declared.collection,
    operationId: `list_${declared.collection}`,
    summary: `List ${bilingual(declared.title)}`,
    parameters: listParameters(declared.view.fields, shown, declared.heavy),
    answer: standingSchema({
      items: { type: 'array', items: inPart },
      next: { type: ['string', 'null'], description: 'The cursor of the next page' },
    }),
    ...(declared.example ? { example: { items: [declared.example], next: null } } : {}),
    csv: true,
    handle: (request, sources) => listed(declared, shown, request, sources),
  };
  const one: QueryRoute = {
    ...described,
    path: `${declared.collection}/:id`,
    operationId: `get_${declared.collection}`,
    summary: `Read one of ${bilingual(declared.title)}`,
    parameters: [tokenParameter],
    answer: standingSchema({ item }),
    ...(declared.example ? { example: { item: declared.example } } : {}),
    csv: false,
    handle: (request, sources) => shownOne(declared, request, sources),
  };
  return { routes: [list, one] };
}

async function listed<Doc extends object>(
  declared: DocumentEndpoints<Doc>,
  shown: readonly string[],
  request: QueryRequest,
  { reading, documents }: QuerySources,
): Promise<Answer> {
  const view = declared.view as DocumentView;
  const views = [view, ...(declared.with ?? [])];
  const query = inLight(listQueryOf(view, shown, request.parameters, reading.log, declared.searched), shown, declared.heavy ?? []);
  await reading.showing(request, views);
  const at = reading.watermark(views);
  const page = await documents.ask(view, (collection) => collection.query(query));
  const standing = await reading.standing(views, at);
  const next = page.next === null ? null : cursorText(reading.log, query.cursorKind, [page.next.value, page.next.key]);
  if (request.format === 'csv') return csvList(declared, await itemsOf(declared, page, query, request), query, standing, next);
  if (!declared.enrich && !query.fields) return storedList(page, standing, next);
  return jsonAnswer({ ...standing, items: await itemsOf(declared, page, query, request), next });
}

/** Where nobody says which members to show, the heavy ones are left out. */
function inLight(query: ListQuery, shown: readonly string[], heavy: readonly string[]): ListQuery {
  return query.fields || heavy.length === 0 ? query : { ...query, fields: shown.filter((name) => !heavy.includes(name)) };
}

/** Stored bodies are the JSON to be sent: nothing is parsed only to be written again. */
function storedList(page: DocumentPage, standing: Standing, next: string | null): Answer {
  const items = page.documents.map((found) => found.body).join(',');
  const text = `${JSON.stringify(standing).slice(0, -1)},"items":[${items}],"next":${JSON.stringify(next)}}`;
  return { headers: { 'content-type': jsonType }, text };
}

function csvList(
  declared: { readonly item: TSchema },
  items: readonly object[],
  { fields }: ListQuery,
  standing: Standing,
  next: string | null,
): Answer {
  const headers: Record<string, string> = {
    'content-type': csvType,
    'x-at': standing.at,
    'x-behind-events': String(standing.behind.events),
    'x-caught-up': String(standing.caughtUp),
  };
  if (next !== null) headers['x-next-cursor'] = next;
  return { headers, text: csvOf(columnsOf(plainSchema(declared.item), fields), items) };
}

async function itemsOf<Doc extends object>(
  declared: DocumentEndpoints<Doc>,
  page: DocumentPage,
  { fields }: ListQuery,
  given: QueryContext,
): Promise<readonly object[]> {
  const items = await enriched(
    declared,
    page.documents.map((found) => JSON.parse(found.body) as Doc),
    given,
  );
  if (!fields) return items;
  const wanted = new Set(fields);
  return items.map((item) => Object.fromEntries(Object.entries(item).filter(([name]) => wanted.has(name))));
}

async function shownOne<Doc extends object>(
  declared: DocumentEndpoints<Doc>,
  request: QueryRequest,
  { reading, documents }: QuerySources,
): Promise<Answer> {
  const view = declared.view as DocumentView;
  const [unknown] = request.parameters;
  if (unknown) throw unknownParameter(unknown.whole);
  const views = [view, ...(declared.with ?? [])];
  const asked = request.id ?? '';
  if (!isPlainId(asked))
    throw new ProblemError('REQUEST.URL_MALFORMED', 'the id has characters that may not stand in one, or too many', { field: 'id' });
  await reading.showing(request, views);
  const at = reading.watermark(views);
  const id = declared.forward ? await declared.forward(asked, documents) : asked;
  const body = (await documents.ask(view, (collection) => collection.get([id]))).get(id)?.body ?? null;
  if (body === null) throw new ProblemError('READ.NOT_FOUND', `${declared.collection} has no ${id} as of now`, { field: 'id' });
  const document = JSON.parse(body) as Doc;
  const etag = declared.revision ? { etag: `"${declared.revision(document)}"` } : {};
  if ('etag' in etag && request.ifNoneMatch === etag.etag) return { status: 304, headers: etag, text: '' };
  const [item] = await enriched(declared, [document], request);
  return jsonAnswer({ ...(await reading.standing(views, at)), item }, etag);
}

async function enriched<Doc extends object>(
  declared: DocumentEndpoints<Doc>,
  documents: readonly Doc[],
  given: QueryContext,
): Promise<readonly object[]> {
  if (!declared.enrich) return documents;
  const items = await declared.enrich(documents, given);
  if (items.length !== documents.length)
    throw new Error(`${declared.collection}: enrich was given ${documents.length} documents and answered ${items.length}`);
  return items;
}
