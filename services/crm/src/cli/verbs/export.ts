import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { exportEvents, exportView, httpLog } from '@zongheng/exchange';
import { type BusinessDate, isBusinessDate } from '@zongheng/kernel';
import { exitCodes, Failure } from '../failure.ts';
import type { HttpClient } from '../http-client.ts';

export interface EventsExport {
  readonly out?: string;
  readonly types?: string;
  readonly from?: string;
  readonly to?: string;
}

/** `crm export events`: the log as CloudEvents, one JSON object a line. */
export function exportLog(client: HttpClient, { out, types, from, to }: EventsExport): Promise<void> {
  const dates = {
    ...(from === undefined ? {} : { from: dateOf('--from', from) }),
    ...(to === undefined ? {} : { to: dateOf('--to', to) }),
  };
  return write(exportEvents(httpLog(client.url), { ...dates, ...(types === undefined ? {} : { types: new Set(types.split(',')) }) }), out);
}

/** `crm export view NAME [name=value…]`: a list or a figure as CSV, all its pages. */
export function exportTable(
  client: HttpClient,
  view: string,
  parameters: readonly string[],
  { out, raw }: { readonly out?: string; readonly raw: boolean },
): Promise<void> {
  const pairs = parameters.map((text) => {
    const cut = text.indexOf('=');
    if (cut < 1) throw new Failure(exitCodes.usage, `${text} is no parameter: write name=value, as in asOf=2026-03-31`);
    return [text.slice(0, cut), text.slice(cut + 1)] as const;
  });
  return write(exportView({ url: client.url, view, parameters: Object.fromEntries(pairs), formulaSafe: !raw }), out);
}

function dateOf(flag: string, text: string): BusinessDate {
  if (isBusinessDate(text)) return text;
  throw new Failure(exitCodes.usage, `${flag} is "${text}": give a calendar date YYYY-MM-DD`);
}

/** To a file, or to standard output, which stays open. */
async function write(pieces: AsyncIterable<string>, out: string | undefined): Promise<void> {
  if (out === undefined) await pipeline(Readable.from(pieces), process.stdout, { end: false });
  else await pipeline(Readable.from(pieces), createWriteStream(out));
}
