import type { RefusalTable } from '@zongheng/kernel';

/** Refusals of quotes and orders. */
export const tradeRefusals = {
  'SALES.QUOTE.UNKNOWN': {
    kind: 'missing',
    title: { zh: '报价不存在', en: 'Unknown quote' },
    remedy: 'issue the quote first, or give the id of one that was issued',
  },
  'SALES.QUOTE.EXISTS': {
    kind: 'conflict',
    title: { zh: '报价已发出', en: 'The quote is issued already' },
    remedy: 'issue another quote under another id',
  },
  'SALES.QUOTE.CLOSED': {
    kind: 'conflict',
    title: { zh: '报价已接受或已过期', en: 'The quote was accepted or ran out' },
    remedy: 'issue a new quote',
  },
  'SALES.QUOTE.OUTDATED': {
    kind: 'conflict',
    title: { zh: '报价有效期已过', en: 'Past the quote’s last day' },
    remedy: 'issue a new quote, or give the date on which it was accepted',
  },
  'SALES.QUOTE.STILL_VALID': {
    kind: 'conflict',
    title: { zh: '报价仍在有效期内', en: 'The quote is still valid' },
    remedy: 'let it expire after its last day',
  },
  'SALES.ORDER.UNKNOWN': {
    kind: 'missing',
    title: { zh: '订单不存在', en: 'Unknown order' },
    remedy: 'place the order first, or give the id of one that was placed',
  },
  'SALES.ORDER.EXISTS': {
    kind: 'conflict',
    title: { zh: '订单已存在', en: 'The order is placed already' },
    remedy: 'place another order under another id',
  },
  'SALES.ORDER.CLOSED': {
    kind: 'conflict',
    title: { zh: '订单已履行完毕或已取消', en: 'The order is fulfilled or cancelled' },
    remedy: 'place a new order',
  },
  'SALES.ORDER.LINE_UNKNOWN': {
    kind: 'missing',
    title: { zh: '订单没有该行', en: 'The order has no such line' },
    remedy: 'give a line of the order',
  },
  'SALES.ORDER.OVERFULFILLED': {
    kind: 'conflict',
    title: { zh: '超出未履行数量', en: 'More than remains' },
    remedy: 'fulfil at most what remains of the line',
  },
} as const satisfies RefusalTable;
