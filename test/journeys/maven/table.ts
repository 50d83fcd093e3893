import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from '../../running/program.ts';

/** Where the data set lies beside the project; null where it does not. */
export const mavenFolder: string | null = existsSync(join(root, '../shared/data/maven-crm/sales_pipeline.csv'))
  ? join(root, '../shared/data/maven-crm')
  : null;

/** A row of the file, as its columns say. */
export interface Row {
  readonly opportunity_id: string;
  readonly sales_agent: string;
  readonly product: string;
  readonly account: string;
  readonly deal_stage: 'Prospecting' | 'Engaging' | 'Won' | 'Lost';
  readonly engage_date: string;
  readonly close_date: string;
  readonly close_value: string;
}

/** The deals straight from the file, by means that share nothing with the product: it holds no quotes. */
export function dealsOf(folder: string): readonly Row[] {
  const text = readFileSync(join(folder, 'sales_pipeline.csv'), 'utf8');
  if (text.includes('"')) throw new Error(`${relative(root, folder)} holds quotes: it needs another reader`);
  const [head = '', ...lines] = text.trim().split(/\r?\n/);
  const columns = head.split(',');
  // The columns are what the data set’s own dictionary says.
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, index) => [columns[index], cell])) as unknown as Row);
}

/** The figures of a day. */
export interface Day {
  readonly prospecting: number;
  readonly engaging: number;
  readonly won: number;
  readonly lost: number;
  /** In whole dollars. */
  readonly wonValue: number;
}

/** The last day of the file: prospects have no date, and count from then on. */
export const prospectsOn = '2017-12-31';

/** The figures of a day, recomputed row by row: engaged on the engage date, closed on the close date. */
export function dayOf(rows: readonly Row[], date: string): Day {
  const day = { prospecting: 0, engaging: 0, won: 0, lost: 0, wonValue: 0 };
  for (const row of rows) {
    const isClosed = row.close_date !== '' && row.close_date <= date;
    if (row.deal_stage === 'Prospecting') {
      if ((row.engage_date || prospectsOn) <= date) day.prospecting += 1;
    } else if (isClosed && row.deal_stage === 'Won') {
      day.won += 1;
      day.wonValue += Number(row.close_value);
    } else if (isClosed && row.deal_stage === 'Lost') {
      day.lost += 1;
    } else if (row.engage_date <= date) {
      day.engaging += 1;
    }
  }
  return day;
}

/** Dates from the day before the first deal to weeks after the last, some of them ends of months. */
export function datesAsked(): readonly string[] {
  const dates = ['2016-10-19', '2016-10-20', '2017-03-01', '2017-06-30', '2017-12-30', '2017-12-31', '2018-01-01', '2020-02-29'];
  for (let at = Date.UTC(2016, 9, 31); at < Date.UTC(2018, 1, 1); at += 16 * 86_400_000)
    dates.push(new Date(at).toISOString().slice(0, 10));
  return dates.sort();
}
