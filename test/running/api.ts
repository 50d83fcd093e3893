import { setTimeout as sleep } from 'node:timers/promises';
import type { RecordedEvent } from '@zongheng/kernel';

export type Headers = Readonly<Record<string, string>>;

/** An answer as it came; `body` is its JSON, or its text where it is none. */
export interface Answer<Body = Readonly<Record<string, unknown>>> {
  readonly status: number;
  readonly headers: globalThis.Headers;
  readonly body: Body;
}

/** What a command answered. Over bulk, `events` are types alone. */
export interface Receipt {
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: number;
  readonly token: string;
  readonly events: readonly ReceiptEvent[];
}

export interface ReceiptEvent {
  readonly id: string;
  readonly type: string;
  readonly revision: number;
  readonly position: number;
}

/** A line of the bulk endpoint, and what it answers. */
export interface BulkCommand {
  readonly command: string;
  readonly id?: string;
  readonly key?: string;
  readonly body?: Readonly<Record<string, unknown>>;
}

export interface BulkResult {
  readonly line: number;
  readonly status: number;
  readonly id: string;
  readonly revision: number;
  readonly position: number;
  readonly token: string;
  readonly events: readonly string[];
  readonly replayed: boolean;
  readonly problem?: Problem;
}

export interface Problem {
  readonly code: string;
  readonly status: number;
  readonly detail: string;
  readonly remedy: string;
  readonly field?: string;
}

/** An event as the API shows it: without the mark of its command. */
export type ShownEvent = Omit<RecordedEvent, 'command'>;

/** What a figure or a list says of the moment it holds at. */
export interface Standing {
  readonly at: string;
  readonly behind: { readonly events: number; readonly seconds: number };
  readonly caughtUp: boolean;
}

/** Speaks HTTP to one installation, and knows nothing of how it works. */
export class Api {
  readonly url: string;

  constructor(url: string) {
    this.url = url;
  }

  async ask<Body = Readonly<Record<string, unknown>>>(method: string, path: string, init: RequestInit = {}): Promise<Answer<Body>> {
    const response = await fetch(this.url + path, { ...init, method });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: parsed(text) as Body };
  }

  /** Reads what must be there. @throws Error with the problem otherwise. */
  async read<Body>(path: string, headers: Headers = {}): Promise<Body> {
    const answer = await this.ask<Body>('GET', path, { headers });
    if (answer.status === 200) return answer.body;
    throw new Error(`GET ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  }

  post<Body = Readonly<Record<string, unknown>>>(path: string, body: unknown, headers: Headers = {}): Promise<Answer<Body>> {
    return this.ask<Body>('POST', path, { headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });
  }

  /** Sends a command that must be carried out. @throws Error with the problem otherwise. */
  async command(path: string, body: unknown, headers: Headers = {}): Promise<Receipt> {
    const answer = await this.post<Receipt>(path, body, headers);
    if (answer.status === 200 || answer.status === 201) return answer.body;
    throw new Error(`POST ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  }

  /** The answers to lines, as they come; ends with an error where the connection breaks before the last one. */
  async *bulk(lines: readonly BulkCommand[], headers: Headers = {}): AsyncGenerator<BulkResult> {
    const body = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
    const response = await fetch(`${this.url}/v1/commands`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-ndjson', ...headers },
      body,
    });
    if (!response.ok || !response.body) throw new Error(`POST /v1/commands: ${response.status} ${await response.text()}`);
    let isWhole = false;
    for await (const line of linesOf(response.body)) {
      const result = JSON.parse(line) as BulkResult & { readonly end?: boolean };
      isWhole = result.end === true;
      if (!isWhole) yield result;
    }
    if (!isWhole) throw new TypeError('the answer broke off');
  }

  /** Carries out lines of which none may be refused. */
  async bulkAll(lines: readonly BulkCommand[], headers: Headers = {}): Promise<readonly BulkResult[]> {
    const results: BulkResult[] = [];
    for await (const result of this.bulk(lines, headers)) results.push(result);
    const refused = results.find((result) => result.problem);
    if (refused) throw new Error(`${JSON.stringify(lines[refused.line - 1])}: ${JSON.stringify(refused.problem)}`);
    return results;
  }

  /** The whole log, page by page. */
  async log(): Promise<readonly ShownEvent[]> {
    const events: ShownEvent[] = [];
    let after = '';
    for (;;) {
      const page = await this.read<{ events: readonly ShownEvent[]; next: string; atEnd: boolean }>(`/v1/events?limit=1000${after}`);
      events.push(...page.events);
      if (page.atEnd) return events;
      after = `&after=${page.next}`;
    }
  }

  /** A whole stream, page by page. */
  async stream(name: string): Promise<readonly ShownEvent[]> {
    const events: ShownEvent[] = [];
    for (let from: number | null = 0; from !== null;) {
      const page: { events: readonly ShownEvent[]; next: number | null } = await this.read(`/v1/streams/${name}?limit=500&from=${from}`);
      events.push(...page.events);
      from = page.next;
    }
    return events;
  }

  /** Resolves when a view shows everything that is recorded by now. @throws Error where that takes too long. */
  async caughtUp(view: string, withinMs = 60_000): Promise<void> {
    const begun = performance.now();
    for (;;) {
      const { behind } = await this.read<Standing>(`/v1/${view}?limit=1`);
      if (behind.events === 0) return;
      if (performance.now() - begun > withinMs) throw new Error(`${view} is still ${behind.events} events behind`);
      await sleep(20);
    }
  }

  /** The position of the last event there is. */
  async head(): Promise<number> {
    const { at } = await this.read<{ at: string }>('/v1/events?limit=1');
    return Number(at.slice(at.lastIndexOf('.') + 1));
  }
}

async function* linesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let held = '';
  for await (const chunk of stream) {
    held += decoder.decode(chunk, { stream: true });
    const lines = held.split('\n');
    held = lines.pop() ?? '';
    for (const line of lines) if (line !== '') yield line;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
