import { ApiHeader, ApiOperation, ApiParam, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import { idKind } from '../fields/kinds.ts';
import type { JsonSchema } from '../fields/json-schema.ts';
import type { QueryRoute } from '../queries/query-route.ts';
import { describeProblems } from './describe-problems.ts';

const standingExample = { at: 'e1.1042', behind: { events: 0, seconds: 0 }, caughtUp: true };

/** Says in the OpenAPI document what a query takes and answers. */
export function describeQuery(prototype: object, name: string, descriptor: PropertyDescriptor, route: QueryRoute): void {
  const example =
    route.example === undefined ? {} : { examples: { example: { value: { ...standingExample, ...(route.example as object) } } } };
  const csv = route.csv ? { 'text/csv': { schema: { type: 'string' as const } } } : {};
  const hasId = route.path.includes(':id');
  const decorators: MethodDecorator[] = [
    ApiTags(route.tag),
    ApiOperation({ operationId: route.operationId, summary: route.summary, description: route.description }),
    ...(hasId ? [ApiParam({ name: 'id', schema: { ...idKind.schema } })] : []),
    ...route.parameters.map(({ schema, ...parameter }) => ApiQuery({ required: false, ...parameter, schema: openApi(schema) })),
    ApiHeader({ name: 'Accept-Language', required: false, description: 'zh or en: the language of labels', schema: { type: 'string' } }),
    ApiResponse({
      status: 200,
      description: 'The answer',
      content: { 'application/json': { schema: openApi(route.answer), ...example }, ...csv },
    }),
    ...(hasId ? [ApiResponse({ status: 304, description: 'Not changed since the ETag in If-None-Match' })] : []),
    describeProblems(hasId ? [400, 404, 410, 503] : [400, 410, 503]),
  ];
  for (const decorate of decorators) decorate(prototype, name, descriptor);
}

/** The library's types know OpenAPI 3.0 best; our schemas are JSON Schema 2020-12, which 3.1 takes as it is. */
function openApi(schema: JsonSchema): Record<string, unknown> {
  return { ...schema };
}
