import { applyDecorators } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiParam, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import { momentSchema } from '../queries/moments.ts';
import { describeProblems } from './describe-problems.ts';

const tag = 'History · 历史';
const moment = { type: 'string', description: '`<epoch>.<position>`', example: 'e1.1042' } as const;
const types = {
  name: 'types',
  required: false,
  description: 'Only these event types, parted by commas',
  schema: { type: 'string', pattern: '^[A-Za-z]+(,[A-Za-z]+)*$' },
} as const;
const events = { type: 'array', items: { $ref: '#/components/schemas/Event' } } as const;

function limit(byDefault: number, max: number): MethodDecorator {
  return ApiQuery({ name: 'limit', required: false, schema: { type: 'integer', minimum: 1, maximum: max, default: byDefault } });
}

export function describeStream(): MethodDecorator {
  return applyDecorators(
    ApiTags(tag),
    ApiOperation({ operationId: 'read_stream', summary: 'The events of one stream · 一个流的事件' }),
    ApiParam({
      name: 'stream',
      description: '`<category>-<id>`',
      schema: { type: 'string', pattern: '^[A-Za-z][A-Za-z0-9]*-[A-Za-z0-9](\\.?[A-Za-z0-9_~-])*\\.?$', maxLength: 130 },
    }),
    ApiQuery({ name: 'direction', required: false, schema: { type: 'string', enum: ['forwards', 'backwards'], default: 'forwards' } }),
    ApiQuery({
      name: 'from',
      required: false,
      description: 'The revision to start at: `next` of the answer before',
      schema: { type: 'integer', minimum: 0, maximum: 999_999_999_999_999 },
    }),
    limit(100, 500),
    ApiResponse({
      status: 200,
      description: 'A page of its events',
      schema: {
        type: 'object',
        properties: { at: moment, stream: { type: 'string' }, events, next: { type: ['integer', 'null'] as never } },
        required: ['at', 'stream', 'events', 'next'],
      },
    }),
    describeProblems([400, 404, 503]),
  );
}

export function describeEvents(): MethodDecorator {
  return applyDecorators(
    ApiTags(tag),
    ApiOperation({ operationId: 'read_events', summary: 'The whole log, a page at a time · 全部事件' }),
    ApiQuery({
      name: 'after',
      required: false,
      description: 'Events above this position: `next` of the answer before; from the start without it',
      schema: { ...momentSchema },
    }),
    limit(100, 1000),
    ApiQuery(types),
    ApiResponse({
      status: 200,
      description: 'A page of the log',
      schema: {
        type: 'object',
        properties: { at: moment, events, next: moment, atEnd: { type: 'boolean' } },
        required: ['at', 'events', 'next', 'atEnd'],
      },
    }),
    describeProblems([400, 410, 503]),
  );
}

export function describeEventStream(): MethodDecorator {
  return applyDecorators(
    ApiTags(tag),
    ApiOperation({
      operationId: 'stream_events',
      summary: 'The log as it grows · 事件流',
      description:
        'Server-sent events: `id` is the position, `event` the type, `data` the event. A `caught-up` event says once that the end of the log ' +
        'was reached. A comment every 15 s keeps the connection alive. Come back with `Last-Event-ID` after a break: nothing is lost, ' +
        'nothing comes twice. A reader that takes nothing for 30 s is disconnected.',
    }),
    ApiHeader({
      name: 'Last-Event-ID',
      required: false,
      description: 'The id of the last event the reader has',
      schema: { ...momentSchema },
    }),
    ApiQuery({
      name: 'after',
      required: false,
      description: 'Events above this position; `now`: only what is still to come; from the start without it',
      schema: { anyOf: [{ ...momentSchema }, { type: 'string', enum: ['now'] }] },
    }),
    ApiQuery(types),
    ApiResponse({ status: 200, description: 'The stream', content: { 'text/event-stream': { schema: { type: 'string' } } } }),
    describeProblems([400, 410, 503]),
  );
}
