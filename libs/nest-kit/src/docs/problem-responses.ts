import type { ProblemTable } from '../http/problem-table.ts';
import type { RegisteredContext } from '../module/contexts.ts';

/** Which of the kit's own codes a route may answer with, by their first part. */
const general = { commands: ['REQUEST', 'COMMAND', 'DATE', 'STORE'], queries: ['REQUEST', 'QUERY', 'READ'] } as const;

export type RouteKind = keyof typeof general;

export interface DocumentedResponse {
  readonly description?: string;
  readonly content?: Readonly<Record<string, unknown>>;
  readonly $ref?: string;
}

const problemType = 'application/problem+json';
const schema = { $ref: '#/components/schemas/Problem' };

/** The problems of all routes: those of one context and status are one response, which names its codes. */
export class ProblemResponses {
  readonly #problems: ProblemTable;
  readonly #responses: Record<string, DocumentedResponse> = {
    problem: { description: 'Any other problem', content: { [problemType]: { schema } } },
  };

  constructor(problems: ProblemTable) {
    this.#problems = problems;
  }

  /** An operation's responses, its problems by reference; whatever else goes wrong has the same form. */
  shared(
    responses: Readonly<Record<string, DocumentedResponse>>,
    context: RegisteredContext | undefined,
    kind: RouteKind,
  ): Record<string, DocumentedResponse> {
    const own = Object.entries(responses).map(([status, response]) => [
      status,
      response.content?.[problemType] ? this.#of(status, response, context, kind) : response,
    ]);
    return { ...(Object.fromEntries(own) as Record<string, DocumentedResponse>), default: { $ref: '#/components/responses/problem' } };
  }

  components(): Readonly<Record<string, DocumentedResponse>> {
    return this.#responses;
  }

  /** A problem for each code. */
  examples(): Record<string, { readonly summary: string; readonly value: unknown }> {
    return Object.fromEntries(
      this.#problems.codes().map((code) => {
        const { status = 500, title, remedy = '' } = this.#problems.definition(code) ?? {};
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

  #of(status: string, response: DocumentedResponse, context: RegisteredContext | undefined, kind: RouteKind): DocumentedResponse {
    const name = `${context?.name ?? 'kit'}.${kind}.${status}`;
    if (!this.#responses[name]) {
      const own = (context?.refusals ?? []).flatMap((table) => Object.keys(table));
      const codes = this.#problems
        .codes()
        .filter((code) => own.includes(code) || general[kind].some((first) => code.startsWith(`${first}.`)));
      const ofStatus = codes.filter((code) => String(this.#problems.definition(code)?.status) === status);
      const examples = Object.fromEntries(ofStatus.map((code) => [code, { $ref: `#/components/examples/${code}` }]));
      const content = { [problemType]: ofStatus.length > 0 ? { schema, examples } : { schema } };
      this.#responses[name] = { description: response.description ?? 'A problem', content };
    }
    return { $ref: `#/components/responses/${name}` };
  }
}
