import { setTimeout as sleep } from 'node:timers/promises';
import { bulkBody, LineSource, Unanswered } from './bulk-body.ts';
import { type CommandLine, type CommandResult, type CommandSink, SinkError } from './command-sink.ts';
import { ndjsonLines } from './ndjson.ts';
import { problemOf, resultOf } from './wire.ts';

const ndjson = 'application/x-ndjson';

export interface HttpSinkOptions {
  /** Where the installation listens: `http://127.0.0.1:7070`. */
  readonly url: string;
  /** Who acts (default `import`). */
  readonly actor?: string;
  /** The most commands under way at once (default 2,000). */
  readonly inFlightMax?: number;
  /** How often in a row a broken connection is made again without any answer in between (default 5). */
  readonly attemptsMax?: number;
  /** The wait before the first of these attempts, doubled each time (default 200 ms). */
  readonly retryMs?: number;
}

/**
 * Sends commands to `POST /v1/commands` of an installation, streaming both ways. When the connection breaks, what was not answered is sent
 * again: keys make that harmless. A line answered 503 (the installation is going down) counts as not answered.
 * @throws SinkError where the installation cannot be reached, or refuses the request as a whole.
 */
export function httpSink(options: HttpSinkOptions): CommandSink {
  return { send: (commands, correlationId) => send(commands, correlationId, options) };
}

async function* send(
  commands: AsyncIterable<CommandLine>,
  correlationId: string,
  { url, actor = 'import', inFlightMax = 2_000, attemptsMax = 5, retryMs = 200 }: HttpSinkOptions,
): AsyncIterable<CommandResult> {
  const headers = { 'content-type': ndjson, accept: ndjson, 'x-actor': actor, 'x-correlation-id': correlationId };
  const unanswered = new Unanswered(inFlightMax);
  const source = new LineSource(commands);
  let failures = 0;
  try {
    while (!source.isDone || unanswered.size > 0) {
      let answered = 0;
      try {
        for await (const result of oneRequest(`${url}/v1/commands`, headers, source, unanswered)) {
          answered += 1;
          yield result;
        }
        if (source.isDone && unanswered.size === 0) return;
        throw new SinkError('IMPORT.NOT_ANSWERED', `${unanswered.size} commands were not answered`, 'run the import again');
      } catch (error) {
        if (source.failure !== null) throw source.failure.error;
        if (!isConnectionLost(error)) throw error;
        failures = answered > 0 ? 1 : failures + 1;
        if (failures > attemptsMax) throw unreachable(url, unanswered.size, error);
        await sleep(retryMs * 2 ** (failures - 1));
      }
    }
  } finally {
    await source.close();
  }
}

async function* oneRequest(
  url: string,
  headers: Readonly<Record<string, string>>,
  source: LineSource,
  unanswered: Unanswered,
): AsyncIterable<CommandResult> {
  const body = bulkBody(source, unanswered);
  const gone = new AbortController();
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body: body.stream,
      duplex: 'half',
      signal: gone.signal,
    });
    if (!response.ok || response.body === null) throw await refusedWhole(response);
    for await (const text of ndjsonLines(response.body)) {
      const answer: unknown = JSON.parse(text);
      const inRequest = typeof answer === 'object' && answer !== null ? Number(Reflect.get(answer, 'line')) : Number.NaN;
      const line = body.lineOf(inRequest);
      if (line === undefined) continue;
      const result = resultOf(line, answer);
      if (result.status !== 503 && unanswered.settle(line)) yield result;
    }
  } finally {
    body.stop();
    gone.abort();
  }
}

async function refusedWhole(response: Response): Promise<SinkError> {
  const text = await response.text();
  const problem = problemOf(parsed(text));
  const found = problem === null ? `the installation answered ${response.status}` : problem.detail;
  return new SinkError(
    problem?.code ?? `HTTP.${response.status}`,
    found,
    problem?.remedy ?? 'see that this is the address of an installation',
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** What fetch throws when a connection cannot be made or breaks; a server that is going down answers 503. */
function isConnectionLost(error: unknown): boolean {
  if (error instanceof SinkError) return error.code === 'IMPORT.NOT_ANSWERED' || error.code === 'HTTP.503';
  return hasName(error) && ['TypeError', 'SyntaxError'].includes(error.name);
}

/** Errors of fetch may come from another realm, where `instanceof` does not know them. */
function hasName(error: unknown): error is { readonly name: string } {
  return typeof error === 'object' && error !== null && 'name' in error;
}

function unreachable(url: string, waiting: number, cause: unknown): SinkError {
  const deeper: unknown = typeof cause === 'object' && cause !== null && 'cause' in cause ? cause.cause : cause;
  const reason = deeper instanceof Error ? deeper.message : String(deeper);
  return new SinkError(
    'IMPORT.NOT_ANSWERED',
    `${url} does not answer (${reason}); ${waiting} commands are unanswered`,
    'start the installation and run the import again: what was carried out is recognised',
  );
}
