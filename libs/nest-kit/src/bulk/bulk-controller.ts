import { Readable, type Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { Controller, Inject, type OnModuleDestroy, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { describeBulk } from '../docs/describe-bulk.ts';
import { ProblemError } from '../http/http-problems.ts';
import { ndjsonType } from '../http/ndjson.ts';
import { actorOf } from '../http/request-headers.ts';
import { BulkLines, type BulkSender, type LineResult } from './bulk-line.ts';
import { type Line, linesOf } from './lines.ts';
import { OrderedWindow } from './ordered-window.ts';
import { writeTo } from './slow-reader.ts';
import { StopSignal } from './stop-signal.ts';

/**
 * How many lines are carried out beside each other, and of how many bytes. What they have in common (a commit, its news to all who follow the
 * log, a write of answers) is most of what a line costs where only a few share it.
 */
const windowLines = 1_024;
const windowBytes = 16_777_216;
/** After so many lines, some 8 ms, other requests get their turn. */
const linesPerTurn = 128;

type Tally = Record<LineResult['outcome'], number>;

/** Commands as NDJSON in, results as NDJSON out, while both streams last. */
@Controller('v1/commands')
export class BulkController implements OnModuleDestroy {
  readonly #lines: BulkLines;
  readonly #running = new Set<StopSignal>();

  constructor(@Inject(BulkLines) lines: BulkLines) {
    this.#lines = lines;
  }

  @Post()
  @describeBulk()
  async carryOut(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { body, correlationId } = request;
    if (!(body instanceof Readable)) throw new ProblemError('REQUEST.UNSUPPORTED_MEDIA_TYPE', `the Content-Type is not ${ndjsonType}`);
    const traceparent = request.step?.traceparent;
    const sender = { actor: actorOf(request.headers), correlationId, ...(traceparent === undefined ? {} : { traceparent }) };
    const stop = new StopSignal();
    this.#running.add(stop);
    reply.hijack();
    // A sender that is still sending when we end must not keep the connection.
    reply.raw.writeHead(200, { 'content-type': `${ndjsonType}; charset=utf-8`, 'x-correlation-id': correlationId, connection: 'close' });
    try {
      await this.#stream(linesOf(body as AsyncIterable<Uint8Array>), reply, sender, stop);
    } catch {
      // The sender broke off: what it sent until then is carried out, and its keys tell it so when it comes again.
      reply.raw.destroy();
    } finally {
      this.#running.delete(stop);
    }
  }

  /** The server stops: what was begun is answered, nothing more is read. */
  onModuleDestroy(): void {
    for (const stop of this.#running) stop.raise();
  }

  async #stream(source: AsyncIterator<readonly Line[]>, reply: FastifyReply, sender: BulkSender, stop: StopSignal): Promise<void> {
    const window = new OrderedWindow<LineResult>(windowLines, windowBytes);
    const written = writeResults(window, reply.raw);
    // Where nobody reads the results any more, nothing more is read either.
    void written.then(({ read }) => {
      if (!read) stop.raise();
    });
    let begun = 0;
    try {
      for (let lines = await stop.or(source.next()); lines !== null && !lines.done; lines = await stop.or(source.next())) {
        for (const line of lines.value) {
          if (window.full) await stop.or(window.room());
          if (stop.raised) break;
          window.add(this.#lines.carryOut(line, sender), 'bytes' in line ? line.bytes.byteLength : 0);
          begun += 1;
          if (begun % linesPerTurn === 0) await setImmediate();
        }
      }
    } finally {
      window.close();
    }
    const { tally } = await written;
    reply.raw.end(`${JSON.stringify({ end: !stop.raised, lines: begun, ...tally })}\n`);
  }
}

/** Writes results as they are ready, at the pace of whoever reads them; answers whether they were read to the end. */
async function writeResults(
  window: OrderedWindow<LineResult>,
  target: Writable,
): Promise<{ readonly read: boolean; readonly tally: Tally }> {
  const tally: Tally = { recorded: 0, unchanged: 0, replayed: 0, refused: 0 };
  for (let results = await window.next(); results.length > 0; results = await window.next()) {
    let text = '';
    for (const result of results) {
      tally[result.outcome] += 1;
      text += result.text;
    }
    if (!(await writeTo(target, text))) return { read: false, tally };
  }
  return { read: true, tally };
}
