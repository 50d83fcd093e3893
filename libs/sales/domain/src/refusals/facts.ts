import type { RefusalTable } from '@zongheng/kernel';

/** Refusals about what a command refers to or carries: customers, owners, products, lines, attributes. */
export const factRefusals = {
  'SALES.CUSTOMER.UNKNOWN': {
    kind: 'missing',
    title: { zh: '客户不存在', en: 'Unknown customer' },
    remedy: 'register the customer first: every opportunity belongs to a customer’s file',
  },
  'SALES.OWNER.UNKNOWN': {
    kind: 'missing',
    title: { zh: '员工不存在', en: 'Unknown employee' },
    remedy: 'give the id of an employee who has joined',
  },
  'SALES.OWNER.LEFT': {
    kind: 'conflict',
    title: { zh: '该员工已离职', en: 'The employee has left' },
    remedy: 'give someone who is there on that date, for instance the successor',
  },
  'SALES.PRODUCT.UNKNOWN': {
    kind: 'missing',
    title: { zh: '产品不存在', en: 'Unknown product' },
    remedy: 'list the product first, or give the id of one that is listed',
  },
  'SALES.PRODUCT.EXISTS': {
    kind: 'conflict',
    title: { zh: '产品已存在', en: 'The product is listed already' },
    remedy: 'change its price, or list another product under another id',
  },
  'SALES.PRODUCT.RETIRED': {
    kind: 'conflict',
    title: { zh: '产品已下架', en: 'The product was retired' },
    remedy: 'take its successor or another product',
  },
  'SALES.PRODUCT.PRICE_NEGATIVE': {
    kind: 'invalid',
    title: { zh: '价格为负', en: 'A negative price' },
    remedy: 'give zero or more',
  },
  'SALES.LINES.REPEATED': {
    kind: 'invalid',
    title: { zh: '产品行重复', en: 'A line stands twice' },
    remedy: 'give each line a key of its own',
  },
  'SALES.LINES.TOO_MANY': {
    kind: 'invalid',
    title: { zh: '产品行过多', en: 'Too many lines' },
    remedy: 'put lines together, or split the deal',
  },
  'SALES.LINES.COUNT_OUT_OF_RANGE': {
    kind: 'invalid',
    title: { zh: '行数超出范围', en: 'Too few or too many lines' },
    remedy: 'give one line at least, and no more than 200',
  },
  'SALES.LINES.AMOUNT_OUT_OF_RANGE': {
    kind: 'invalid',
    title: { zh: '金额超出范围', en: 'An amount out of range' },
    remedy: 'give an integer of minor units from 0 to 9,000,000,000,000',
  },
  'SALES.LINES.QUANTITY_OUT_OF_RANGE': {
    kind: 'invalid',
    title: { zh: '数量超出范围', en: 'A quantity out of range' },
    remedy: 'give a whole number up to 1,000,000,000: zero at least on an opportunity, one at least on a quote or an order',
  },
  'SALES.LINES.CURRENCY_MIXED': {
    kind: 'invalid',
    title: { zh: '币种混用', en: 'Currencies are mixed' },
    remedy: 'give the price of the line in the currency of the whole',
  },
  'SALES.ATTRIBUTE.UNDEFINED': {
    kind: 'missing',
    title: { zh: '属性未定义', en: 'Undefined attribute' },
    remedy: 'define the attribute for opportunities first',
  },
  'SALES.ATTRIBUTE.MISMATCHED': {
    kind: 'invalid',
    title: { zh: '属性值类型不符', en: 'The value is not of the attribute’s kind' },
    remedy: 'give a value of the kind the attribute is defined with',
  },
  'SALES.ATTRIBUTE.TOO_MANY': {
    kind: 'conflict',
    title: { zh: '属性过多', en: 'Too many attributes' },
    remedy: 'remove attributes that are no longer needed',
  },
} as const satisfies RefusalTable;
