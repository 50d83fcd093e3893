import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { Catalogue } from '@zongheng/kernel';
import { CommandRegistry } from '../bus/command-registry.ts';
import type { JsonSchema } from '../fields/json-schema.ts';
import { ProblemTable } from '../http/problem-table.ts';
import { Contexts } from '../module/contexts.ts';
import type { ApiInfo } from './api-info.ts';
import { componentSchemas } from './component-schemas.ts';
import { type DocumentedParameter, SharedParameters } from './shared-parameters.ts';
import { type DocumentedResponse, ProblemResponses } from './problem-responses.ts';

interface DocumentedOperation {
  readonly operationId?: string;
  parameters?: DocumentedParameter[];
  responses: Record<string, DocumentedResponse>;
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
  const problems = new ProblemResponses(app.get(ProblemTable));
  const parameters = new SharedParameters();
  const operations = operationsIn(document);
  for (const { method, operation } of operations) {
    const context = app.get(Contexts).of(operation.operationId ?? '');
    operation.responses = problems.shared(operation.responses, context, method === 'post' ? 'commands' : 'queries');
    for (const parameter of operation.parameters ?? []) if (parameter.name === 'types') parameter.schema = typesSchema(catalogue);
    parameters.count(operation.parameters ?? []);
  }
  for (const { operation } of operations) if (operation.parameters) operation.parameters = parameters.shared(operation.parameters);
  const schemas = { ...document.components?.schemas, ...componentSchemas(app.get(CommandRegistry), catalogue) };
  const components = { schemas, parameters: parameters.components(), responses: problems.components(), examples: problems.examples() };
  // The library's types are those of OpenAPI 3.0, in which a schema is less than a JSON Schema.
  document.components = components as unknown as NonNullable<OpenAPIObject['components']>;
  return document;
}

function operationsIn(document: OpenAPIObject): { readonly method: 'get' | 'post'; readonly operation: DocumentedOperation }[] {
  return Object.values(document.paths).flatMap((path) =>
    (['get', 'post'] as const).flatMap((method) => {
      const operation = path[method];
      return operation ? [{ method, operation: operation as unknown as DocumentedOperation }] : [];
    }),
  );
}

/** Lists of event types, of which only those of the catalogue are known. */
function typesSchema(catalogue: Catalogue): JsonSchema {
  const type = `(${[...catalogue.definitions.keys()].join('|')})`;
  return { type: 'string', pattern: `^${type}(,${type})*$`, maxLength: 2000 };
}
