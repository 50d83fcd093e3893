import type { RecordedEvent } from '@zongheng/kernel';
import { SinkError } from './command-sink.ts';
import { httpSink, type HttpSinkOptions } from './http-sink.ts';
import type { Installation, InstallationLog } from './installation.ts';
import { problemOf } from './wire.ts';

const streamPage = 500;
const logPage = 1000;

interface Page {
  readonly at: string;
  readonly events: readonly RecordedEvent[];
  /** Where to go on: a revision of a stream, a moment of the log. */
  readonly next: number | string | null;
  readonly atEnd: boolean;
}

/** An installation over HTTP. @param timeZone the one its business dates are of. */
export function httpInstallation(options: HttpSinkOptions, timeZone: string): Installation {
  return { sink: httpSink(options), log: httpLog(options.url), timeZone };
}

/** The log of an installation over HTTP. @throws SinkError where it cannot be reached or refuses. */
export function httpLog(url: string): InstallationLog {
  return {
    async stream(name) {
      const events: RecordedEvent[] = [];
      let from: number | string | null = 0;
      while (from !== null) {
        const page = await pageOf(`${url}/v1/streams/${encodeURIComponent(name)}?limit=${streamPage}&from=${from}`);
        if (page === null) return [];
        events.push(...page.events);
        from = page.next;
      }
      return events;
    },
    after: (position) => pagesAfter(url, position),
  };
}

async function* pagesAfter(url: string, position: number): AsyncIterable<readonly RecordedEvent[]> {
  let after = position === 0 ? '' : `&after=${encodeURIComponent(`${await epochOf(url)}.${position}`)}`;
  for (;;) {
    const page = await pageOf(`${url}/v1/events?limit=${logPage}${after}`);
    if (page === null) return;
    yield page.events;
    if (page.atEnd || page.next === null) return;
    after = `&after=${encodeURIComponent(page.next)}`;
  }
}

/** Positions handed to an installation name its epoch; any answer tells it. */
async function epochOf(url: string): Promise<string> {
  const at = (await pageOf(`${url}/v1/events?limit=1`))?.at ?? '';
  return at.slice(0, at.lastIndexOf('.'));
}

/** Null where there is nothing of that name. */
async function pageOf(address: string): Promise<Page | null> {
  const response = await fetch(address).catch((cause: unknown) => {
    throw new SinkError('IMPORT.NOT_ANSWERED', `${address} does not answer (${String(cause)})`, 'start the installation and run it again');
  });
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return body as Page;
  const problem = problemOf(body);
  if (problem?.code === 'READ.NOT_FOUND') return null;
  throw new SinkError(
    problem?.code ?? `HTTP.${response.status}`,
    problem?.detail ?? address,
    problem?.remedy ?? 'see that this is the address of an installation',
  );
}
