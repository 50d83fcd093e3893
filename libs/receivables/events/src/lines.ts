import { Count, CurrencyText, Id, Key, Minor, minorMax, Shape, type Static, Text, Type } from '@zongheng/kernel';

const amount = () => Minor(-minorMax);
const total = () => Minor();

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
  currency: CurrencyText(),
  net: total(),
  tax: total(),
  gross: total(),
};

/** What of an invoice belongs to a product line. */
export const ProductPart = Shape({ productLine: Type.Union([Key(), Type.Null()]), net: amount(), gross: amount() });
export type ProductPart = Static<typeof ProductPart>;

/** What had been invoiced, where it is taken back or moved: its totals, and the part of each product line. */
export const Invoiced = {
  parts: Type.Array(ProductPart, { minItems: 1, maxItems: invoiceLinesMax }),
  currency: CurrencyText(),
  net: total(),
  tax: total(),
  gross: total(),
};

/** The lines put together by product line, in the order of their first. */
export function productParts(lines: readonly InvoiceLine[]): ProductPart[] {
  const parts = new Map<string | null, ProductPart>();
  for (const { productLine, net, gross } of lines) {
    const before = parts.get(productLine);
    parts.set(productLine, { productLine, net: (before?.net ?? 0) + net, gross: (before?.gross ?? 0) + gross });
  }
  return [...parts.values()];
}
