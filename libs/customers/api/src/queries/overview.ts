import { customers, merges, relationships, timeline } from '@zongheng/customers-views';
import { type DocumentView, isPlainId, Shape, Type } from '@zongheng/kernel';
import { ProblemError, type QueryContext, queryEndpoint, ServedDocuments } from '@zongheng/nest-kit';
import { EventLookup } from '@zongheng/projection';
import type { Condition, SortOrder } from '@zongheng/read-store';
import { ShownCustomer } from './lists.ts';
import { customerFiles, filesOf, survivorIn } from './one-customer.ts';
import { relatedTo, ShownRelationship } from './related.ts';
import { entriesOf } from './timeline-entries.ts';
import { shownEntries, ShownEntry } from './timeline.ts';

const latestMax = 20;

/** What another context has to say of a customer: its documents that name them. */
export interface CustomerSection {
  readonly name: string;
  readonly view: DocumentView;
  /** The field that names the customer. */
  readonly by: string;
  /** Where its documents may name many customers: another view, each of whose documents names one by that field, and one of these by `key`. */
  readonly through?: { readonly view: DocumentView; readonly key: string };
  /** Which of them are shown. */
  readonly where?: readonly Condition[];
  readonly sort: SortOrder;
  readonly limit: number;
}

/** The sections of a 360 that other contexts make: whoever runs them all says which there are. */
export abstract class CustomerSections {
  abstract all(): readonly CustomerSection[];
}

const Items = Type.Array(Type.Unknown());

export const overviewEndpoint = queryEndpoint({
  path: 'customers/:id/360',
  views: [customers, merges, relationships, timeline],
  title: { zh: '客户 360', en: 'Customer 360' },
  summary: {
    zh: '客户全貌：身份、负责人、联系人、需求、授权、往来、机会、报价、订单、任务、拜访、合同与应收，一次读取',
    en: 'A customer in one read: who they are, contacts, needs, consents, dealings, and what every other context has of them',
  },
  description: {
    zh: '已合并客户的旧编号指向合并后的客户，merged 列出并入的客户；related 为双向的客户关系；sections 由各领域的文档在读取时组成',
    en: 'A merged id forwards; merged lists the files that went into this one; related are relationships told in either file. Sections are composed when read, from the documents of each context',
  },
  time: 'none',
  answer: Shape({
    customer: ShownCustomer,
    merged: Type.Array(ShownCustomer),
    related: Type.Array(ShownRelationship),
    latest: Type.Array(ShownEntry),
    sections: Type.Record(Type.String(), Items),
  }),
  async handle({ id = '' }, given) {
    if (!isPlainId(id)) throw new ProblemError('REQUEST.URL_MALFORMED', 'the id has characters that may not stand in one', { field: 'id' });
    const documents = given.get(ServedDocuments);
    const survivor = await survivorIn(documents, id);
    const files = await filesOf(documents, survivor);
    const [cards, related, latest, sections] = await Promise.all([
      cardsOf(documents, files),
      relatedTo(documents, files),
      entriesOf(documents, files, { context: undefined, channel: undefined, department: undefined, type: undefined }, latestMax),
      sectionsOf(given, documents, files),
    ]);
    const customer = cards.get(survivor);
    if (!customer) throw new ProblemError('READ.NOT_FOUND', `customers has no ${id} as of now`, { field: 'id' });
    const merged = files.slice(1).flatMap((file) => cards.get(file) ?? []);
    return { customer, merged, related, latest: await shownEntries(latest.entries, given.get(EventLookup)), sections };
  },
});

async function cardsOf(documents: ServedDocuments, files: readonly string[]): Promise<ReadonlyMap<string, object>> {
  const [survivor] = files;
  const stored = await documents.ask(customerFiles, (collection) => collection.get(files));
  const cards = [...stored].flatMap(([file, { body }]): [string, object][] => {
    if (body === null) return [];
    const { spellings: _, ...card } = JSON.parse(body) as { readonly spellings: unknown };
    return [[file, { ...card, mergedInto: file === survivor ? null : survivor }]];
  });
  return new Map(cards);
}

async function sectionsOf(
  given: QueryContext,
  documents: ServedDocuments,
  files: readonly string[],
): Promise<Record<string, readonly object[]>> {
  const sections = given.get(CustomerSections).all();
  const found = await Promise.all(
    sections.map(async (section): Promise<[string, readonly object[]]> => [section.name, await sectionOf(documents, section, files)]),
  );
  return Object.fromEntries(found);
}

async function sectionOf(documents: ServedDocuments, section: CustomerSection, files: readonly string[]): Promise<readonly object[]> {
  const { view, by, through, where = [], sort, limit } = section;
  const mine: Condition = files.length === 1 ? { field: by, op: 'eq', value: files[0] ?? '' } : { field: by, op: 'in', values: [...files] };
  if (!through) return documents.find(view, { where: [mine, ...where], sort, limit });
  const naming = await documents.find(through.view, { where: [mine, ...where], sort, limit });
  const keys = [...new Set(naming.map((each) => String(Reflect.get(each, through.key))))];
  const named = await documents.ask(view, (collection) => collection.get(keys));
  return keys.flatMap((key) => {
    const body = named.get(key)?.body ?? null;
    return body === null ? [] : [JSON.parse(body) as object];
  });
}
