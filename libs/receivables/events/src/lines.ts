import { Count, financial, Id, Key, minorMax, Shape, type Static, Text, Type } from '@zongheng/kernel';

const amount = () => financial(Type.Integer({ minimum: -minorMax, maximum: minorMax }));
const total = () => financial(Type.Integer({ minimum: 0, maximum: minorMax }));

/** A line of an invoice or a credit note, in minor units of its currency; gross is net and tax together. A discount is a negative line. */
export const InvoiceLine = Shape({
  line: Key(),
  text: Text(),
  product: Type.Union([Id(), Type.Null()]),
  productLine: Type.Union([Key(), Type.Null()]),
  quantity: Count(),
  net: amount(),
  /** In hundredths of a per cent: 1300 for 13 %. */
  taxRate: Type.Integer({ minimum: 0, maximum: 10_000 }),
  tax: amount(),
  gross: amount(),
});
export type InvoiceLine = Static<typeof InvoiceLine>;

export const invoiceLinesMax = 500;

/** Lines with their totals, which sum exactly. */
export const Amounts = {
  lines: Type.Array(InvoiceLine, { minItems: 1, maxItems: invoiceLinesMax }),
  currency: Type.String({ pattern: '^[A-Z]{3}$' }),
  net: total(),
  tax: total(),
  gross: total(),
};
