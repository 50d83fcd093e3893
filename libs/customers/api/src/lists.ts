import { AttributeDocument, attributes, CustomerDocument, customers, MergeDocument, merges } from '@zongheng/customers-views';
import { documentEndpoints } from '@zongheng/nest-kit';

/** Every list of the context, and each document by its id. */
export const customersLists = [
  documentEndpoints({ view: customers, collection: 'customers', title: { zh: '客户', en: 'Customers' }, item: CustomerDocument }),
  documentEndpoints({ view: merges, collection: 'merges', title: { zh: '客户合并', en: 'Merges' }, item: MergeDocument }),
  documentEndpoints({
    view: attributes,
    collection: 'attributes',
    title: { zh: '属性目录', en: 'Attribute catalogue' },
    item: AttributeDocument,
  }),
];
