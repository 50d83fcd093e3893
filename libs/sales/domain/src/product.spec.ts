import type { Money } from '@zongheng/kernel';
import { specification } from '@zongheng/kernel/testing';
import type { ProductFact } from '@zongheng/sales-events';
import { type ChangeProductPrice, type ListProduct, productDecider, type RetireProduct } from './product.ts';
import { date, on } from './testing/people.ts';

const spec = specification(productDecider);
const price: Money = { minor: 100_00, currency: 'CNY' };
const dearer: Money = { minor: 120_00, currency: 'CNY' };
const data = { name: '机柜', productLine: 'data-centre', unit: 'month', price };
const listing = (given: Partial<ListProduct> = {}): ListProduct => ({ type: 'ListProduct', ...on('2026-01-05'), ...data, ...given });
const pricing = (given: Partial<ChangeProductPrice> = {}): ChangeProductPrice => ({
  type: 'ChangeProductPrice',
  ...on('2026-02-01'),
  to: dearer,
  reason: 'copper',
  ...given,
});
const retiring = (given: Partial<RetireProduct> = {}): RetireProduct => ({
  type: 'RetireProduct',
  ...on('2026-03-01'),
  reason: null,
  successor: 'cage',
  ...given,
});
const listed: ProductFact = { type: 'ProductListed', businessDate: date('2026-01-05'), data };
const retired: ProductFact = { type: 'ProductRetired', businessDate: date('2026-03-01'), data: { reason: null, successor: 'cage' } };

describe('the catalogue', () => {
  it('lists a product once', () => {
    spec.given().when(listing()).then(listed);
    spec.given().whenRepeated(listing()).thenNothing();
    spec
      .given(listed)
      .when(listing({ name: '机房' }))
      .thenRefused('SALES.PRODUCT.EXISTS');
    spec.given(listed, retired).when(listing()).thenRefused('SALES.PRODUCT.EXISTS');
  });

  it('changes a price, telling the old and the new one', () => {
    spec
      .given(listed)
      .when(pricing())
      .then({ type: 'ProductPriceChanged', businessDate: date('2026-02-01'), data: { from: price, to: dearer, reason: 'copper' } });
    spec.given(listed).whenRepeated(pricing()).thenNothing();
  });

  it('retires a product once', () => {
    spec.given(listed).when(retiring()).then(retired);
    spec.given(listed).whenRepeated(retiring()).thenNothing();
    spec
      .given(listed, retired)
      .when(pricing(on('2026-03-02')))
      .thenRefused('SALES.PRODUCT.RETIRED');
  });

  it('knows no product that was not listed, and no negative price', () => {
    spec.given().when(pricing()).thenRefused('SALES.PRODUCT.UNKNOWN');
    spec.given().when(retiring()).thenRefused('SALES.PRODUCT.UNKNOWN');
    spec
      .given()
      .when(listing({ price: { minor: -1, currency: 'CNY' } }))
      .thenRefused('SALES.PRODUCT.PRICE_NEGATIVE');
    spec
      .given(listed)
      .when(pricing({ to: { minor: -1, currency: 'CNY' } }))
      .thenRefused('SALES.PRODUCT.PRICE_NEGATIVE');
  });

  it('keeps its dates in order', () => {
    spec
      .given()
      .when(listing(on('2026-07-01')))
      .thenRefused('DATE.IN_FUTURE');
    spec
      .given(listed)
      .when(pricing(on('2026-01-04')))
      .thenRefused('DATE.BEFORE_LAST');
    spec
      .given(listed)
      .when(retiring(on('2026-01-04')))
      .thenRefused('DATE.BEFORE_LAST');
  });
});
