import { exitCodes, Failure } from './failure.ts';

/** A problem as the installation says it (RFC 9457). */
interface Problem {
  readonly title?: string;
  readonly detail?: string;
  readonly code?: string;
  readonly remedy?: string;
}

/** Speaks to one installation over HTTP. Problems become failures that say the code, what was found and what to do. */
export class HttpClient {
  readonly url: string;

  constructor(url: string) {
    this.url = url.replace(/\/$/, '');
  }

  async get<T>(path: string): Promise<T> {
    return (await this.send('GET', path)).json() as Promise<T>;
  }

  async getText(path: string): Promise<string> {
    return (await this.send('GET', path)).text();
  }

  async post<T>(path: string, body: unknown): Promise<T> {
    return (await this.send('POST', path, body)).json() as Promise<T>;
  }

  /** The lines of an NDJSON answer, as they come. */
  async *lines<T>(method: 'GET' | 'POST', path: string, body?: unknown): AsyncGenerator<T> {
    yield* linesOf<T>(await this.send(method, path, body));
  }

  private async send(method: string, path: string, body?: unknown): Promise<Response> {
    const response = await fetch(this.url + path, {
      method,
      headers: { 'x-actor': 'crm', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }).catch((cause: unknown) => {
      throw new Failure(exitCodes.unreachable, `${this.url} does not answer: ${cause instanceof Error ? cause.message : String(cause)}`);
    });
    if (!response.ok) throw await refusedBy(response, `${method} ${path}`);
    return response;
  }
}

async function* linesOf<T>(response: Response): AsyncGenerator<T> {
  if (!response.body) return;
  let rest = '';
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line.trim() !== '') yield JSON.parse(line) as T;
  }
  if (rest.trim() !== '') yield JSON.parse(rest) as T;
}

async function refusedBy(response: Response, what: string): Promise<Failure> {
  const text = await response.text();
  const problem = problemOf(text);
  if (!problem.code) return new Failure(exitCodes.refused, `${what}: ${response.status} ${text.slice(0, 500)}`);
  return new Failure(
    exitCodes.refused,
    `${problem.code}: ${problem.detail ?? problem.title ?? ''}${problem.remedy ? `\n  → ${problem.remedy}` : ''}`,
  );
}

function problemOf(text: string): Problem {
  try {
    return JSON.parse(text) as Problem;
  } catch {
    return {};
  }
}
