import type { View } from '@zongheng/kernel';
import type { JsonSchema } from '../fields/json-schema.ts';
import type { Answer } from './answer.ts';
import type { QueryRequest } from './query-request.ts';
import type { Reading } from './reading.ts';
import type { ServedDocuments } from './served-documents.ts';

/** What query routes are answered from. */
export interface QuerySources {
  readonly reading: Reading;
  readonly documents: ServedDocuments;
  /** Today in the time zone of the installation. */
  today(): string;
}

/** A parameter in the documentation. */
export interface DescribedParameter {
  readonly name: string;
  readonly description: string;
  readonly schema: JsonSchema;
  readonly required?: boolean;
  readonly example?: unknown;
}

/** One GET route under `/v1`. */
export interface QueryRoute {
  /** `opportunities`, `opportunities/:id`, `funnel/changes`. */
  readonly path: string;
  readonly operationId: string;
  readonly tag: string;
  readonly summary: string;
  readonly description: string;
  readonly parameters: readonly DescribedParameter[];
  /** The schema of the answer in JSON, and one that shows it. */
  readonly answer: JsonSchema;
  readonly example?: unknown;
  readonly csv: boolean;
  readonly views: readonly View[];
  handle(request: QueryRequest, sources: QuerySources): Promise<Answer>;
}

/** Endpoints that belong together: a context declares them, the kit routes them. */
export interface QueryDeclaration {
  readonly routes: readonly QueryRoute[];
}
