import type { NestFastifyApplication } from '@nestjs/platform-fastify';

export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  /** The answer, where it is JSON. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** Asks the house. */
export async function ask(
  app: NestFastifyApplication,
  method: 'GET' | 'POST' | 'DELETE',
  url: string,
  more: { readonly payload?: string | Buffer; readonly headers?: Readonly<Record<string, string>> } = {},
): Promise<Answered> {
  const { statusCode, headers, payload } = await app.inject({ method, url, ...more });
  const isJson = String(headers['content-type']).includes('json');
  return { status: statusCode, headers, text: payload, body: isJson ? (JSON.parse(payload) as Answered['body']) : {} };
}

/** Sends a command; anything but text and bytes goes as JSON. */
export function post(
  app: NestFastifyApplication,
  url: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answered> {
  const payload = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
  return ask(app, 'POST', url, { payload, headers: { 'content-type': 'application/json', ...headers } });
}
