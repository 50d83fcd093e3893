import {
  AttributeDocument,
  attributes,
  CustomerDocument,
  customerRules,
  CustomerRulesDocument,
  customers,
  heavyMembers,
  MergeDocument,
  merges,
  searchedAs,
  SegmentDocument,
  segments,
} from '@zongheng/customers-views';
import { Id, Shape, Type } from '@zongheng/kernel';
import { documentEndpoints, ServedDocuments } from '@zongheng/nest-kit';
import { mergesOf, survivorIn } from './one-customer.ts';

const { spellings: _searchedOnly, ...shownMembers } = CustomerDocument.properties;

/** A file as it is shown, with where it went, where it was merged into another. */
export const ShownCustomer = Shape({ ...shownMembers, mergedInto: Type.Union([Id(), Type.Null()]) });

/** Every list of the context, and each document by its id. */
export const customersLists = [
  documentEndpoints({
    view: customers,
    with: [merges],
    collection: 'customers',
    title: { zh: '客户', en: 'Customers' },
    description: {
      zh: '已合并客户的旧编号指向合并后的客户；列表中以 mergedInto 标明去向',
      en: 'The id of a merged file forwards to the one that stays; a list says in mergedInto where a file went. q finds any part of a name, its pinyin or initials, a phone, an identity',
    },
    item: ShownCustomer,
    heavy: heavyMembers,
    searched: searchedAs,
    forward: (id, documents) => survivorIn(documents, id),
    revision: ({ revision }) => revision,
    async enrich(files, given) {
      const went = await mergesOf(
        given.get(ServedDocuments),
        files.map(({ id }) => id),
      );
      return files.map(({ spellings: _, ...file }) => ({ ...file, mergedInto: went.get(file.id) ?? null }));
    },
  }),
  documentEndpoints({ view: merges, collection: 'merges', title: { zh: '客户合并', en: 'Merges' }, item: MergeDocument }),
  documentEndpoints({
    view: attributes,
    collection: 'attributes',
    title: { zh: '属性目录', en: 'Attribute catalogue' },
    item: AttributeDocument,
  }),
  documentEndpoints({
    view: segments,
    collection: 'segments',
    title: { zh: '客户分群', en: 'Segments of customers' },
    item: SegmentDocument,
    revision: ({ revision }) => revision,
  }),
  documentEndpoints({
    view: customerRules,
    collection: 'customer-rules',
    title: { zh: '客户管理规则', en: 'Rules of customers' },
    item: CustomerRulesDocument,
  }),
];
