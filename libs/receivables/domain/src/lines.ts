import { divideHalfEven, isRefusal, minorMax, type Refusal } from '@zongheng/kernel';
import { type InvoiceLine, invoiceLinesMax } from '@zongheng/receivables-events';
import type { LineGiven } from './facts.ts';
import { refuse } from './refusals.ts';

const wholeRate = 10_000n;

/** Lines with their totals, in minor units. */
export interface Billed {
  readonly lines: InvoiceLine[];
  readonly net: number;
  readonly tax: number;
  readonly gross: number;
}

/** Lines with tax and totals; or what is wrong with them. */
export function billed(given: readonly LineGiven[]): Billed | Refusal {
  if (given.length === 0 || given.length > invoiceLinesMax) {
    return refuse('RECEIVABLES.LINES.COUNT_OUT_OF_RANGE', `there are ${given.length} lines`, { field: '/lines' });
  }
  const lines: InvoiceLine[] = [];
  for (const [index, each] of given.entries()) {
    const line = billedLine(each, `/lines/${index}`);
    if (isRefusal(line)) return line;
    if (lines.some((other) => other.line === line.line)) {
      return refuse('RECEIVABLES.LINES.REPEATED', `the line ${line.line} stands twice`, { field: `/lines/${index}/line` });
    }
    lines.push(line);
  }
  const net = lines.reduce((sum, line) => sum + line.net, 0);
  const tax = lines.reduce((sum, line) => sum + line.tax, 0);
  if (net < 0 || tax < 0 || net + tax <= 0 || net + tax > minorMax) {
    return refuse('RECEIVABLES.LINES.AMOUNT_OUT_OF_RANGE', `the lines sum to ${net} net and ${tax} tax`, { field: '/lines' });
  }
  return { lines, net, tax, gross: net + tax };
}

function billedLine({ tax: given, ...line }: LineGiven, field: string): InvoiceLine | Refusal {
  if (!isAmount(line.net)) return refuse('RECEIVABLES.LINES.AMOUNT_OUT_OF_RANGE', `the net is ${line.net}`, { field: `${field}/net` });
  const exact = BigInt(line.net) * BigInt(line.taxRate);
  const tax = given ?? Number(divideHalfEven(exact, wholeRate));
  if (!isAmount(tax) || !isAmount(line.net + tax)) {
    return refuse('RECEIVABLES.LINES.AMOUNT_OUT_OF_RANGE', `the tax is ${tax}`, { field: `${field}/tax` });
  }
  const off = BigInt(tax) * wholeRate - exact;
  if (off > wholeRate || off < -wholeRate) {
    return refuse('RECEIVABLES.LINES.TAX_WRONG', `the tax is ${tax} of ${line.net} at ${line.taxRate} per ten thousand`, {
      field: `${field}/tax`,
    });
  }
  return { ...line, tax, gross: line.net + tax };
}

function isAmount(minor: number): boolean {
  return Number.isSafeInteger(minor) && Math.abs(minor) <= minorMax;
}
