import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { Controller, Inject, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { describeBulk } from '../docs/describe-bulk.ts';
import { ProblemError } from '../http/http-problems.ts';
import { ndjsonType } from '../http/ndjson.ts';
import { actorOf } from '../http/request-headers.ts';
import { BulkLines, type BulkSender, type LineResult } from './bulk-line.ts';
import { linesOf } from './lines.ts';
import { OrderedWindow } from './ordered-window.ts';
import { writeTo } from './slow-reader.ts';

/** How many lines are carried out beside each other. */
const windowLines = 256;
/** After so many lines other requests get their turn. */
const linesPerTurn = 64;

type Tally = Record<LineResult['outcome'], number>;

/** Commands as NDJSON in, results as NDJSON out, while both streams last. */
@Controller('v1/commands')
export class BulkController {
  readonly #lines: BulkLines;

  constructor(@Inject(BulkLines) lines: BulkLines) {
    this.#lines = lines;
  }

  @Post()
  @describeBulk()
  async carryOut(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { body, correlationId } = request;
    if (!(body instanceof Readable)) throw new ProblemError('REQUEST.UNSUPPORTED_MEDIA_TYPE', `the Content-Type is not ${ndjsonType}`);
    const sender = { actor: actorOf(request.headers), correlationId };
    reply.hijack();
    reply.raw.writeHead(200, { 'content-type': `${ndjsonType}; charset=utf-8`, 'x-correlation-id': correlationId });
    try {
      await this.#stream(body as AsyncIterable<Uint8Array>, reply, sender);
    } catch {
      // The sender broke off: what it sent until then is carried out, and its keys tell it so when it comes again.
      reply.raw.destroy();
    }
  }

  async #stream(body: AsyncIterable<Uint8Array>, reply: FastifyReply, sender: BulkSender): Promise<void> {
    const window = new OrderedWindow<LineResult>(windowLines);
    const tally: Tally = { recorded: 0, unchanged: 0, replayed: 0, refused: 0 };
    let begun = 0;
    for await (const lines of linesOf(body)) {
      for (const line of lines) {
        window.add(this.#lines.carryOut(line, sender));
        begun += 1;
        if (begun % linesPerTurn === 0) await setImmediate();
        if (window.full && !(await this.#handOut(window, tally, reply))) return;
      }
    }
    while (window.size > 0) if (!(await this.#handOut(window, tally, reply))) return;
    reply.raw.end(`${JSON.stringify({ end: true, lines: begun, ...tally })}\n`);
  }

  /** Writes what is ready; false where nobody reads any more. */
  async #handOut(window: OrderedWindow<LineResult>, tally: Tally, reply: FastifyReply): Promise<boolean> {
    const results = await window.next();
    let text = '';
    for (const result of results) {
      tally[result.outcome] += 1;
      text += result.text;
    }
    return writeTo(reply.raw, text);
  }
}
