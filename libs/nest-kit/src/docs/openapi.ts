import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { Catalogue } from '@zongheng/kernel';
import { CommandRegistry } from '../bus/command-registry.ts';
import type { JsonSchema } from '../fields/json-schema.ts';
import { ProblemTable } from '../http/problem-table.ts';
import { Contexts } from '../module/contexts.ts';
import type { ApiInfo } from './api-info.ts';
import { componentSchemas } from './component-schemas.ts';

/** Which of the kit's own codes a route may answer with, by their first part. */
const ofCommands = ['REQUEST', 'COMMAND', 'DATE', 'STORE'];
const ofQueries = ['REQUEST', 'QUERY', 'READ'];

interface DocumentedResponse {
  readonly content?: Readonly<Record<string, { examples?: Record<string, unknown> }>>;
}

interface DocumentedParameter {
  readonly name: string;
  schema?: JsonSchema;
}

/** Lists of event types, of which only those of the catalogue are known. */
function typesSchema(catalogue: Catalogue): JsonSchema {
  const type = `(${[...catalogue.definitions.keys()].join('|')})`;
  return { type: 'string', pattern: `^${type}(,${type})*$`, maxLength: 2000 };
}

/** The OpenAPI 3.1 document of an application: its routes, with the schemas and the problems that the kit knows. */
export function openApiOf(app: INestApplication, catalogue: Catalogue, info: ApiInfo): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle(info.title)
    .setVersion(info.version)
    .setDescription(info.description)
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .build();
  const document = SwaggerModule.createDocument(app, config, { autoTagControllers: false });
  const problems = app.get(ProblemTable);
  const contexts = app.get(Contexts);
  // The library's types are those of OpenAPI 3.0, in which a schema is less than a JSON Schema.
  const schemas = componentSchemas(app.get(CommandRegistry), catalogue) as unknown as NonNullable<OpenAPIObject['components']>['schemas'] &
    object;
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, ...schemas },
    examples: problemExamples(problems),
  };
  for (const path of Object.values(document.paths)) {
    for (const method of ['get', 'post'] as const) {
      const operation = path[method];
      if (!operation) continue;
      const own = contexts.codesOf(operation.operationId ?? '');
      const general = method === 'post' ? ofCommands : ofQueries;
      const codes = problems.codes().filter((code) => own.includes(code) || general.includes(code.split('.')[0] ?? ''));
      for (const parameter of (operation.parameters ?? []) as unknown as DocumentedParameter[])
        if (parameter.name === 'types') parameter.schema = typesSchema(catalogue);
      addProblems(operation.responses as Record<string, DocumentedResponse>, codes, problems);
    }
  }
  return document;
}

/** Names under each status the codes that come with it, and says that anything else comes in the same form. */
function addProblems(responses: Record<string, DocumentedResponse>, codes: readonly string[], problems: ProblemTable): void {
  for (const [status, response] of Object.entries(responses)) {
    const content = response.content?.['application/problem+json'];
    if (!content) continue;
    const ofStatus = codes.filter((code) => String(problems.definition(code)?.status) === status);
    if (ofStatus.length > 0)
      content.examples = Object.fromEntries(ofStatus.map((code) => [code, { $ref: `#/components/examples/${code}` }]));
  }
  responses['default'] ??= { description: 'Any other problem', content: problemContent } as DocumentedResponse;
}

const problemContent = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } as JsonSchema } };

function problemExamples(problems: ProblemTable): Record<string, { summary: string; value: unknown }> {
  return Object.fromEntries(
    problems.codes().map((code) => {
      const { status = 500, title, remedy = '' } = problems.definition(code) ?? {};
      const value = {
        type: `/docs/problems/${code}`,
        title: title?.en ?? code,
        status,
        detail: 'what was found',
        code,
        remedy,
        correlationId: 'req-42',
      };
      return [code, { summary: title ? `${title.en} · ${title.zh}` : code, value }];
    }),
  );
}
