import { type BusinessDate, documentView, idOf, type Label, type Money, type RecordedOf } from '@zongheng/kernel';
import { type AssessmentSchemeDefined, productEvents, type RecordedProductEvent } from '@zongheng/sales-events';

export interface ProductDocument {
  readonly id: string;
  readonly name: string;
  readonly productLine: string;
  readonly unit: string;
  readonly price: Money;
  /** Every list price it had, with the date from which it held, oldest first. */
  readonly prices: readonly { readonly from: BusinessDate; readonly price: Money }[];
  readonly retired: BusinessDate | null;
  readonly successor: string | null;
  readonly revision: number;
}

export const products = documentView<ProductDocument, RecordedProductEvent>({
  name: 'products',
  version: 1,
  meaning: { zh: '产品目录', en: 'Product catalogue' },
  handles: productEvents.map((definition) => definition.type),
  keysOf: (event) => [idOf(event.stream)],
  evolve: (product, event) => {
    switch (event.type) {
      case 'ProductListed':
        return {
          id: idOf(event.stream),
          ...event.data,
          prices: [{ from: event.businessDate, price: event.data.price }],
          retired: null,
          successor: null,
          revision: event.revision,
        };
      case 'ProductPriceChanged':
        return (
          product && {
            ...product,
            price: event.data.to,
            prices: [...product.prices, { from: event.businessDate, price: event.data.to }],
            revision: event.revision,
          }
        );
      case 'ProductRetired':
        return product && { ...product, retired: event.businessDate, successor: event.data.successor, revision: event.revision };
    }
  },
  fields: { name: 'text', productLine: 'text', price: 'number', currency: 'text', retired: 'text' },
  indexes: [['productLine', 'name'], ['name'], ['price'], ['retired']],
  index: (product) => ({
    fields: {
      name: product.name,
      productLine: product.productLine,
      price: product.price.minor,
      currency: product.price.currency,
      retired: product.retired,
    },
    search: [product.name],
  }),
});

export interface AssessmentSchemeDocument {
  readonly id: string;
  readonly name: Label;
  readonly criteria: readonly { readonly criterion: string; readonly label: Label; readonly weight: number; readonly pointsMax: number }[];
  readonly revision: number;
}

export const assessmentSchemes = documentView<AssessmentSchemeDocument, RecordedOf<typeof AssessmentSchemeDefined>>({
  name: 'assessment-schemes',
  version: 1,
  meaning: { zh: '有效性评估方案', en: 'Assessment schemes' },
  handles: ['AssessmentSchemeDefined'],
  keysOf: (event) => [idOf(event.stream)],
  evolve: (_, event) => ({ id: idOf(event.stream), ...event.data, revision: event.revision }),
  fields: { name: 'text' },
  indexes: [['name']],
  index: (scheme) => ({ fields: { name: scheme.name.zh }, search: [scheme.name.zh, scheme.name.en] }),
});
