import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../running/program.ts';

const file = 'WA_Fn-UseC_-Accounts-Receivable.csv';

/** Where the data set lies beside the project; null where it does not. */
export const ibmFolder: string | null = existsSync(join(root, '../shared/data/ibm-ar', file)) ? join(root, '../shared/data/ibm-ar') : null;

/** An invoice of the file; dates as `YYYY-MM-DD`, the amount in cents. */
export interface Row {
  readonly number: string;
  readonly customer: string;
  readonly country: string;
  readonly issued: string;
  readonly due: string;
  readonly settled: string;
  readonly cents: number;
  readonly disputed: boolean;
}

/** The invoices straight from the file, by means that share nothing with the product. */
export function invoicesOf(folder: string): readonly Row[] {
  const [head = '', ...lines] = readFileSync(join(folder, file), 'utf8').trim().split(/\r?\n/);
  const columns = head.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    const cell = (name: string): string => cells[columns.indexOf(name)] ?? '';
    const [whole = '0', part = ''] = cell('InvoiceAmount').split('.');
    return {
      number: cell('invoiceNumber'),
      customer: cell('customerID'),
      country: cell('countryCode'),
      issued: isoOf(cell('InvoiceDate')),
      due: isoOf(cell('DueDate')),
      settled: isoOf(cell('SettledDate')),
      cents: Number(whole) * 100 + Number(part.padEnd(2, '0')),
      disputed: cell('Disputed') === 'Yes',
    };
  });
}

/** `1/2/2013` (month first) as `2013-01-02`. */
function isoOf(text: string): string {
  const [month = '', day = '', year = ''] = text.split('/');
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** What stands on a date. */
export interface Day {
  readonly buckets: Readonly<Record<string, { readonly invoices: number; readonly cents: number }>>;
  readonly open: number;
  readonly collected: number;
}

/** Recomputed row by row: open from the day of the invoice until the day before it was settled; overdue by the days since it was due. */
export function dayOf(rows: readonly Row[], date: string): Day {
  const buckets: Record<string, { invoices: number; cents: number }> = {};
  let [open, collected] = [0, 0];
  for (const { issued, settled, due, cents } of rows) {
    if (settled <= date) collected += cents;
    if (issued > date || settled <= date) continue;
    open += cents;
    const bucket = (buckets[bucketOf((Date.parse(date) - Date.parse(due)) / 86_400_000)] ??= { invoices: 0, cents: 0 });
    bucket.invoices += 1;
    bucket.cents += cents;
  }
  return { buckets, open, collected };
}

function bucketOf(late: number): string {
  if (late <= 0) return 'current';
  if (late <= 30) return '1-30';
  if (late <= 60) return '31-60';
  return late <= 90 ? '61-90' : '90+';
}

/** Twenty-four dates over the two years of the file, first and last days of months and others. */
export function datesAsked(): readonly string[] {
  const dates = ['2012-01-02', '2012-01-31', '2012-02-29', '2014-01-31'];
  for (let month = 3; month <= 22; month += 1) {
    const day = 1 + ((month * 7) % 28);
    dates.push(`${2012 + Math.floor((month - 1) / 12)}-${String(((month - 1) % 12) + 1).padStart(2, '0')}-${String(day).padStart(2, '0')}`);
  }
  return dates;
}
