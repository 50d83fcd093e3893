import { defineEvent, type FactOf, Id, Key, type Label, MoneyOf, type RecordedOf, Shape, Text, Type } from '@zongheng/kernel';

/** Labels of the product lines that the product knows by itself; others are data and show their key. */
export const productLines: Readonly<Record<string, Label>> = {
  'bandwidth-wholesale': { zh: '带宽批发', en: 'Bandwidth wholesale' },
  'public-internet': { zh: '公众互联网', en: 'Public internet' },
  'residential-broadband': { zh: '家庭宽带', en: 'Residential broadband' },
  'ip-long-distance': { zh: 'IP长途', en: 'IP long distance' },
  'data-centre': { zh: '数据中心', en: 'Data centre' },
  vpn: { zh: '虚拟专网', en: 'VPN' },
  'virtual-isp': { zh: '虚拟ISP', en: 'Virtual ISP' },
  'electricity-supply': { zh: '供电', en: 'Electricity supply' },
  'energy-service': { zh: '综合能源服务', en: 'Energy service' },
  unspecified: { zh: '未定', en: 'Not known yet' },
};

export const ProductListed = defineEvent({
  type: 'ProductListed',
  version: 1,
  stream: 'product',
  meaning: { zh: '产品上架', en: 'A product was listed in the catalogue' },
  data: Shape({ name: Text(), productLine: Key(), unit: Key(), price: MoneyOf() }),
});
export const ProductPriceChanged = defineEvent({
  type: 'ProductPriceChanged',
  version: 1,
  stream: 'product',
  meaning: { zh: '产品调价', en: 'The list price of a product changed' },
  data: Shape({ from: MoneyOf(), to: MoneyOf(), reason: Type.Union([Text(500), Type.Null()]) }),
});
export const ProductRetired = defineEvent({
  type: 'ProductRetired',
  version: 1,
  stream: 'product',
  meaning: { zh: '产品下架', en: 'A product was retired' },
  data: Shape({ reason: Type.Union([Text(500), Type.Null()]), successor: Type.Union([Id(), Type.Null()]) }),
});

export const productEvents = [ProductListed, ProductPriceChanged, ProductRetired] as const;
export type ProductFact = FactOf<(typeof productEvents)[number]>;
export type RecordedProductEvent = RecordedOf<(typeof productEvents)[number]>;
