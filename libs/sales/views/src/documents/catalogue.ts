import {
  DateText,
  documentView,
  Id,
  idOf,
  Key,
  LabelText,
  MoneyOf,
  type RecordedOf,
  Shape,
  type Static,
  Text,
  Type,
} from '@zongheng/kernel';
import { type AssessmentSchemeDefined, productEvents, type RecordedProductEvent } from '@zongheng/sales-events';

export const ProductDocument = Shape({
  id: Id(),
  name: Text(),
  productLine: Key(),
  unit: Key(),
  price: MoneyOf(),
  /** Every list price it had, with the date from which it held, oldest first. */
  prices: Type.Array(Shape({ from: DateText(), price: MoneyOf() })),
  retired: Type.Union([DateText(), Type.Null()]),
  successor: Type.Union([Id(), Type.Null()]),
  revision: Type.Integer({ minimum: 0 }),
});
export type ProductDocument = Static<typeof ProductDocument>;

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

export const AssessmentSchemeDocument = Shape({
  id: Id(),
  name: LabelText(),
  criteria: Type.Array(Shape({ criterion: Key(), label: LabelText(), weight: Type.Integer(), pointsMax: Type.Integer() })),
  revision: Type.Integer({ minimum: 0 }),
});
export type AssessmentSchemeDocument = Static<typeof AssessmentSchemeDocument>;

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
