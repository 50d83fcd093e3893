import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Asked {
  readonly method: string;
  /** Sent as it stands: nothing is resolved or encoded on the way. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

export interface Answered {
  readonly status: number;
  readonly type: string;
  readonly code: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Asks without the good manners of fetch. */
export async function askRaw(url: string, { method, path, headers = {}, body }: Asked): Promise<Answered> {
  const { hostname, port } = new URL(url);
  const sending = request({ hostname, port, method, path, headers, agent: false });
  sending.end(body);
  const [response] = (await once(sending, 'response')) as [IncomingMessage];
  return answeredBy(response.statusCode ?? 0, response.headers['content-type'] ?? '', await text(response));
}

/** Sends bytes as they stand, proper HTTP or not, and reads what comes back. */
export async function sendBytes(url: string, bytes: string): Promise<Answered> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  socket.end(bytes);
  const [head = '', body = ''] = (await text(socket)).split('\r\n\r\n');
  return answeredBy(Number(head.split(' ')[1]), /content-type: (.*)/i.exec(head)?.[1] ?? '', body);
}

function answeredBy(status: number, type: string, body: string): Answered {
  const value = parsed(body);
  return { status, type, code: String(value['code']), body: value };
}

function parsed(body: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(body) as Readonly<Record<string, unknown>>;
  } catch {
    return { text: body };
  }
}
