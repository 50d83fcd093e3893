import { get, type IncomingMessage } from 'node:http';

/** A message of the event stream. */
export interface Message {
  readonly id: string;
  readonly event: string;
  readonly data: string;
  /** What a comment says; empty for other messages. */
  readonly comment: string;
}

/** Somebody who reads the event stream for as long as the connection holds. */
export interface StreamReader {
  readonly messages: readonly Message[];
  /** Whether the stream has ended: properly, or broken off. */
  readonly ended: Promise<'ended' | 'broken'>;
  close(): void;
}

/** Opens the event stream; what comes is taken down whole messages at a time. */
export async function readEvents(url: string, headers: Readonly<Record<string, string>> = {}, query = ''): Promise<StreamReader> {
  const messages: Message[] = [];
  const request = get(`${url}/v1/events/stream${query}`, { headers, agent: false });
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request.once('response', resolve);
    request.once('error', reject);
  });
  if (response.statusCode !== 200) throw new Error(`the event stream answered ${response.statusCode}`);
  let held = '';
  response.setEncoding('utf8').on('data', (chunk: string) => {
    const blocks = (held + chunk).split('\n\n');
    held = blocks.pop() ?? '';
    for (const block of blocks) messages.push(messageOf(block));
  });
  const ended = new Promise<'ended' | 'broken'>((resolve) => {
    response.once('end', () => resolve('ended'));
    response.once('error', () => resolve('broken'));
    response.once('close', () => resolve('broken'));
  });
  request.on('error', () => undefined);
  return { messages, ended, close: () => request.destroy() };
}

function messageOf(block: string): Message {
  const fields = { id: '', event: '', data: '', '': '' };
  for (const line of block.split('\n')) {
    const name = line.slice(0, line.indexOf(':'));
    if (name in fields) fields[name as keyof typeof fields] = line.slice(line.indexOf(':') + 1).trim();
  }
  const { id, event, data } = fields;
  return { id, event, data, comment: fields[''] };
}
