import { request } from 'node:http';
import { Readable } from 'node:stream';
import type { Order } from '../house/house.ts';

/** How the sending of many commands ended. */
export interface BulkDone {
  readonly lines: number;
  readonly recorded: number;
  readonly refused: number;
  /** What was refused first, where anything was. */
  readonly firstRefusal: string | null;
}

const linesAPiece = 200;

/** Commands as the bulk endpoint takes them, in pieces of some lines. */
export function bulkBody(orders: readonly Order[]): readonly Buffer[] {
  const pieces: Buffer[] = [];
  for (let from = 0; from < orders.length; from += linesAPiece) {
    pieces.push(
      Buffer.from(
        orders
          .slice(from, from + linesAPiece)
          .map((order) => `${JSON.stringify(order)}\n`)
          .join(''),
      ),
    );
  }
  return pieces;
}

/** Sends commands in one request, as fast as they are taken. */
export async function sendBulk(url: string, body: readonly Buffer[]): Promise<BulkDone> {
  let refusal: string | null = null;
  let last = '';
  await new Promise<void>((resolve, reject) => {
    const sent = request(`${url}/v1/commands`, { method: 'POST', headers: { 'content-type': 'application/x-ndjson' } }, (response) => {
      let rest = '';
      response.setEncoding('utf8');
      response.on('data', (text: string) => {
        const lines = (rest + text).split('\n');
        rest = lines.pop() ?? '';
        refusal ??= lines.find((line) => line.includes('"problem"')) ?? null;
        last = lines.at(-1) ?? last;
      });
      response.on('end', resolve);
      response.on('error', reject);
    });
    sent.on('error', reject);
    Readable.from(body).pipe(sent);
  });
  const end = JSON.parse(last) as Omit<BulkDone, 'firstRefusal'>;
  return { lines: end.lines, recorded: end.recorded, refused: end.refused, firstRefusal: refusal };
}
