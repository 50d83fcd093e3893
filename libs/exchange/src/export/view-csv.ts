import { parse } from 'csv-parse/sync';
import { SinkError } from '../sink/command-sink.ts';
import { problemOf } from '../sink/wire.ts';

export interface ViewExportOptions {
  /** Where the installation listens. */
  readonly url: string;
  /** The path of a list or a figure under `/v1`: `opportunities`, `funnel`. */
  readonly view: string;
  /** Its parameters, as the endpoint takes them: filters, `asOf`, `groupBy`, `sort`, `fields`. */
  readonly parameters?: Readonly<Record<string, string>>;
  /**
   * Whether texts that a spreadsheet would take for a formula get an apostrophe in front (default). Names of customers come from
   * outside: `=HYPERLINK(…)` must not run in the office of whoever opens the file. Numbers stay as they are.
   */
  readonly formulaSafe?: boolean;
}

/**
 * A view as CSV (RFC 4180, UTF-8), a page at a time, with one header.
 * @throws SinkError where the installation cannot be reached, or has no such view.
 */
export async function* exportView(options: ViewExportOptions): AsyncIterable<string> {
  const { url, view, parameters = {}, formulaSafe = true } = options;
  let cursor: string | null = null;
  let isFirst = true;
  do {
    const query = new URLSearchParams({ ...parameters, format: 'csv', ...(cursor === null ? {} : { cursor }) });
    const page = await pageOf(`${url}/v1/${view}?${query.toString()}`);
    const rows: string[][] = parse(page.text, { relax_column_count: true });
    const shown = isFirst ? rows : rows.slice(1);
    if (shown.length > 0) yield shown.map((cells) => csvLine(formulaSafe ? cells.map(safeCell) : cells)).join('');
    isFirst = false;
    cursor = page.next;
  } while (cursor !== null);
}

interface Page {
  readonly text: string;
  readonly next: string | null;
}

async function pageOf(address: string): Promise<Page> {
  const response = await fetch(address, { headers: { accept: 'text/csv' } }).catch((cause: unknown) => {
    throw new SinkError('EXPORT.NOT_ANSWERED', `${address} does not answer (${String(cause)})`, 'start the installation and run it again');
  });
  const text = await response.text();
  const isCsv = response.headers.get('content-type')?.startsWith('text/csv') === true;
  if (response.ok && isCsv) return { text, next: response.headers.get('x-next-cursor') };
  if (response.ok) throw new SinkError('EXPORT.NO_TABLE', `${address} is no table`, 'name a list or a figure of the API documentation');
  const problem = problemOf(jsonOf(text));
  throw new SinkError(
    problem?.code ?? `HTTP.${response.status}`,
    problem?.detail ?? address,
    problem?.remedy ?? 'see the API documentation',
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const formulaStart = /^[=+\-@\t\r＝＋－＠]/u;
const plainNumber = /^[+-]?\d+(?:\.\d+)?$/u;

/** A text that a spreadsheet shows and does not carry out (CWE-1236). */
export function safeCell(text: string): string {
  return formulaStart.test(text) && !plainNumber.test(text) ? `'${text}` : text;
}

function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => (/[",\r\n]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`;
}
