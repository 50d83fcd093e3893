import { ApiBody, ApiHeader, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { idLengthMax } from '@zongheng/kernel';
import type { RegisteredCommand } from '../bus/command-registry.ts';
import { exampleOf, schemaOfClass, schemaRef } from '../fields/field-schemas.ts';
import { idKind } from '../fields/kinds.ts';
import { revisionPattern } from '../http/request-headers.ts';
import { describeProblems } from './describe-problems.ts';
import { bilingual } from './words.ts';

const requestHeaders = [
  {
    name: 'Idempotency-Key',
    description: 'Names this command: sent again with the same key and body it is answered as the first time, and carried out once',
    schema: { type: 'string', minLength: 1, maxLength: 200, pattern: '^[!#-~][!-~]*$' },
    example: 'b5c1e0a2-6f6a-4d7c-9a3e-0f2f6f0d9a11',
  },
  {
    name: 'X-Actor',
    description: 'Who acts (until authentication is configured)',
    schema: { ...idKind.schema, default: 'local' },
    example: 'employee-17',
  },
  {
    name: 'X-Correlation-Id',
    description: 'Names the request in events, logs and problems; made where it is left out',
    schema: { type: 'string', minLength: 1, maxLength: 128, pattern: '^[!-~]+$' },
    example: 'req-42',
  },
] as const;

const ifMatchHeader = {
  name: 'If-Match',
  description: 'The revision the sender has seen, as ETag gives it; another one refuses the command',
  schema: { type: 'string', pattern: revisionPattern.source },
  example: '"3"',
} as const;

const answerHeaders = {
  ETag: { description: 'The revision of the stream, for If-Match', schema: { type: 'string' as const } },
  'Consistency-Token': { description: 'Give it to a query to see what this command did', schema: { type: 'string' as const } },
  'Idempotency-Replayed': { description: 'true where the command had been carried out before', schema: { type: 'string' as const } },
};

/** Says in the OpenAPI document what a command's route takes and answers. */
export function describeCommand(prototype: object, name: string, descriptor: PropertyDescriptor, registered: RegisteredCommand): void {
  const { declared, group, body } = registered;
  const creates = declared.route.kind === 'creates';
  const answer = { headers: answerHeaders, schema: { $ref: '#/components/schemas/Receipt' } };
  const decorators: MethodDecorator[] = [
    ApiTags(bilingual(group.title)),
    ApiOperation({
      operationId: declared.type,
      summary: bilingual(declared.summary),
      ...(declared.description ? { description: bilingual(declared.description) } : {}),
    }),
    ApiBody({ required: hasRequiredField(registered), schema: schemaRef(body), examples: { example: { value: exampleOf(body) } } }),
    ...[...requestHeaders, ifMatchHeader].map((header) => ApiHeader({ required: false, ...header, schema: { ...header.schema } })),
    ApiResponse({
      status: 200,
      description: creates ? 'Everything was so already: nothing was recorded' : 'Recorded, and durable',
      ...answer,
    }),
    ...(creates ? [ApiResponse({ status: 201, description: 'Created, and durable', ...answer })] : []),
    ...(creates || group.singleton !== undefined
      ? []
      : [ApiParam({ name: 'id', description: `At most ${idLengthMax} characters`, schema: { ...idKind.schema } })]),
    describeProblems([400, 403, 404, 409, 412, 413, 415, 422, 503]),
  ];
  for (const decorate of decorators) decorate(prototype, name, descriptor);
}

function hasRequiredField({ body }: RegisteredCommand): boolean {
  return schemaOfClass(body)['required'] !== undefined;
}
