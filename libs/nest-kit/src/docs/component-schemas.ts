import type { Catalogue } from '@zongheng/kernel';
import { BulkLineFields } from '../bulk/bulk-line.ts';
import type { CommandRegistry } from '../bus/command-registry.ts';
import { schemasOf } from '../fields/field-schemas.ts';
import { type JsonSchema, plainSchema } from '../fields/json-schema.ts';
import { shownEventSchema } from '../history/shown-event.ts';

const text: JsonSchema = { type: 'string' };

const problemSchema: JsonSchema = {
  type: 'object',
  description: 'A problem (RFC 9457)',
  properties: {
    type: { type: 'string', description: 'Where the code is explained' },
    title: text,
    status: { type: 'integer' },
    detail: { type: 'string', description: 'What was found' },
    code: { type: 'string', description: 'Stable: what programs go by' },
    remedy: { type: 'string', description: 'What to do instead' },
    field: { type: 'string', description: 'What is at fault: a JSON pointer into the body, or the name of a parameter or header' },
    errors: {
      type: 'array',
      description: 'All fields at fault',
      items: { type: 'object', properties: { pointer: text, detail: text }, required: ['pointer', 'detail'] },
    },
    correlationId: { type: 'string', description: 'The request, as the logs know it' },
  },
  required: ['type', 'title', 'status', 'detail', 'code', 'remedy', 'correlationId'],
};

const receiptSchema: JsonSchema = {
  type: 'object',
  description: 'What a command answers once its events are durable',
  properties: {
    id: text,
    stream: text,
    revision: { type: 'integer', description: 'The stream’s revision after the command; -1 where nothing was ever recorded' },
    position: { type: 'integer' },
    token: { type: 'string', description: 'Give it to a query to see what this command did' },
    events: { type: 'array', items: { $ref: '#/components/schemas/ReceiptEvent' }, description: 'None where everything was so already' },
  },
  required: ['id', 'stream', 'revision', 'position', 'token', 'events'],
};

const receiptEventSchema: JsonSchema = {
  type: 'object',
  properties: {
    id: text,
    type: text,
    schemaVersion: { type: 'integer' },
    revision: { type: 'integer' },
    position: { type: 'integer' },
    businessDate: { type: 'string', format: 'date' },
    recordedAt: { type: 'string', format: 'date-time' },
    data: { description: 'By type and version' },
  },
  required: ['id', 'type', 'schemaVersion', 'revision', 'position', 'businessDate', 'recordedAt', 'data'],
};

/** The component schemas of the document: what all routes share, the bodies of commands, the data of events. */
export function componentSchemas(commands: CommandRegistry, catalogue: Catalogue): Readonly<Record<string, JsonSchema>> {
  const bodies = schemasOf(BulkLineFields);
  for (const { body } of commands.all()) schemasOf(body, bodies);
  const events = [...catalogue.definitions.values()].map(({ type, meaning, version, data }): readonly [string, JsonSchema] => [
    `${type}Data`,
    { ...plainSchema(data), title: `${type} v${version}`, description: `${meaning.en} · ${meaning.zh}` },
  ]);
  return {
    Problem: problemSchema,
    Receipt: receiptSchema,
    ReceiptEvent: receiptEventSchema,
    Event: shownEventSchema,
    ...Object.fromEntries([...bodies].map(([name, { schema }]) => [name, schema])),
    ...Object.fromEntries(events),
  };
}
