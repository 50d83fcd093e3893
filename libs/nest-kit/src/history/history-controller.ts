import { Controller, Get, Inject, Logger, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { describeEvents, describeEventStream, describeStream } from '../docs/describe-history.ts';
import { jsonType } from '../queries/answer.ts';
import { positionOf } from '../queries/moments.ts';
import { parametersOf, takePlain, unknownParameter } from '../queries/parameters.ts';
import { EventStreams } from './event-stream.ts';
import { History } from './history.ts';

/** The addresses of what follows. */
export const historyPaths = ['/v1/streams/:stream', '/v1/events', '/v1/events/stream'] as const;

/** What happened, as it was recorded. */
@Controller('v1')
export class HistoryController {
  readonly #logger = new Logger('event stream');
  readonly #history: History;
  readonly #streams: EventStreams;

  constructor(@Inject(History) history: History, @Inject(EventStreams) streams: EventStreams) {
    this.#history = history;
    this.#streams = streams;
  }

  @Get('streams/:stream')
  @describeStream()
  async stream(@Req() request: FastifyRequest<{ Params: { stream: string } }>, @Res() reply: FastifyReply): Promise<void> {
    send(reply, await this.#history.stream(request.params.stream, parametersOf(request.query)));
  }

  @Get('events')
  @describeEvents()
  async events(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    send(reply, await this.#history.events(parametersOf(request.query)));
  }

  @Get('events/stream')
  @describeEventStream()
  async eventStream(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { taken, rest } = takePlain(parametersOf(request.query), ['after', 'types']);
    const [unknown] = rest;
    if (unknown) throw unknownParameter(unknown.whole);
    const types = this.#history.typesOf(taken.types);
    const read = { after: await this.#startOf(request.headers['last-event-id'], taken.after), ...types };
    this.#streams.requireRoom();
    reply.hijack();
    reply.raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-correlation-id': request.correlationId,
    });
    if (request.method === 'HEAD') {
      reply.raw.end();
      return;
    }
    reply.raw.flushHeaders();
    try {
      await this.#streams.stream(reply.raw, read);
    } catch (error) {
      // The reader comes back with the id of the last event it has.
      this.#logger.warn({ correlationId: request.correlationId, err: error }, 'a stream broke off');
    }
  }

  /** What the reader has already: the header of a reader that comes back goes before the parameter it first came with. */
  async #startOf(lastEventId: string | string[] | undefined, after: string | undefined): Promise<number> {
    if (typeof lastEventId === 'string') return positionOf(lastEventId, this.#history.log, 'Last-Event-ID');
    if (after === undefined) return 0;
    return after === 'now' ? this.#history.log.head() : positionOf(after, this.#history.log, 'after');
  }
}

function send(reply: FastifyReply, answer: object): void {
  void reply.header('content-type', jsonType).send(JSON.stringify(answer));
}
