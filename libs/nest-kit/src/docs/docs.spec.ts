import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { kernelRefusals } from '@zongheng/kernel';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { commandRefusals } from '../commands/command-refusals.ts';
import { httpProblems } from '../http/http-problems.ts';
import { ProblemTable } from '../http/problem-table.ts';
import { houseApp } from '../toy/house.app.ts';
import { type Answered, ask } from '../toy/house.client.ts';
import { houseRefusals } from '../toy/house.domain.ts';
import { houseCatalogue } from '../toy/house.plans.ts';

let app: NestFastifyApplication;
let document: Document;

beforeAll(async () => {
  ({ app } = await houseApp());
  document = (await get('/openapi.json')).body as unknown as Document;
});
afterAll(() => app.close());

const get = (url: string): Promise<Answered> => ask(app, 'GET', url);

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly schema: object; readonly example?: unknown }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Content>> };
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: Readonly<Record<string, Content>> }>>;
}
interface Content {
  readonly schema: object;
  readonly examples?: Readonly<Record<string, { readonly value?: unknown; readonly $ref?: string }>>;
}
interface Document {
  readonly openapi: string;
  readonly info: { readonly title: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly parameters: Readonly<Record<string, Operation['parameters'][number]>>;
    readonly responses: Readonly<Record<string, Operation['responses'][string]>>;
    readonly schemas: Readonly<Record<string, object>>;
    readonly examples: Readonly<Record<string, { readonly value: unknown }>>;
  };
}

/** What stands in a place, or what the reference there leads to. */
function at<T>(value: T): T {
  const { $ref } = value as { readonly $ref?: string };
  if ($ref === undefined) return value;
  return $ref
    .slice(2)
    .split('/')
    .reduce<unknown>((found, name) => (found as Readonly<Record<string, unknown>>)[name], document) as T;
}

/** Every operation, with its parameters and responses in their place. */
function operations(): { path: string; method: string; operation: Operation }[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => {
      const responses = Object.fromEntries(Object.entries(operation.responses).map(([status, response]) => [status, at(response)]));
      return { path, method, operation: { ...operation, parameters: (operation.parameters ?? []).map(at), responses } };
    }),
  );
}

function validator(): Ajv2020 {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema({ $id: 'doc', components: document.components }, 'doc');
  return ajv;
}

/** A schema of the document, to be checked on its own. */
function compiled(ajv: Ajv2020, schema: object): (value: unknown) => boolean {
  return ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"doc#/components')) as object);
}

describe('the OpenAPI document', () => {
  it('is of version 3.1 and has every route, each with its own id, words in both languages and answers', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.paths).sort()).toEqual([
      '/health/live',
      '/health/ready',
      '/metrics',
      '/v1/commands',
      '/v1/events',
      '/v1/events/stream',
      '/v1/labelled-lamps',
      '/v1/labelled-lamps/{id}',
      '/v1/lamps',
      '/v1/lamps/{id}',
      '/v1/lamps/{id}/turn',
      '/v1/light',
      '/v1/light/changes',
      '/v1/light/changes/explain',
      '/v1/light/explain',
      '/v1/lit',
      '/v1/lit/changes/explain',
      '/v1/lit/explain',
      '/v1/rooms',
      '/v1/streams/{stream}',
    ]);
    const ids = operations().map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { operation } of operations()) {
      expect(operation.summary).toMatch(/\p{Script=Han}/u);
      expect(operation.tags).toHaveLength(1);
      expect(Object.keys(operation.responses)).toContain('default');
    }
  });

  it('has nothing that leads nowhere: every reference is there, every path parameter declared', () => {
    const text = JSON.stringify(document);
    for (const [, pointer = ''] of text.matchAll(/"\$ref":"#\/components\/([^"]+)"/g)) {
      const [kind = '', name = ''] = pointer.split('/');
      expect(Object.keys((document.components as unknown as Record<string, object>)[kind] ?? {})).toContain(name);
    }
    for (const { path, operation } of operations()) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect((operation.parameters ?? []).filter((each) => each.in === 'path').map((each) => each.name)).toEqual(named);
      const seen = (operation.parameters ?? []).map((each) => `${each.in} ${each.name}`);
      expect(new Set(seen).size).toBe(seen.length);
    }
  });

  it('has schemas that are schemas, and examples that keep to them', () => {
    const ajv = validator();
    for (const name of Object.keys(document.components.schemas))
      expect(() => ajv.compile({ $ref: `doc#/components/schemas/${name}` })).not.toThrow();
    for (const { operation } of operations()) {
      const shown = (operation.parameters ?? []).filter((parameter) => parameter.example !== undefined);
      expect(shown.filter(({ schema, example }) => !compiled(ajv, schema)(example))).toEqual([]);
      const contents = [operation.requestBody, ...Object.values(operation.responses)].flatMap((each) => Object.values(each?.content ?? {}));
      for (const { schema, examples } of contents) {
        const check = compiled(ajv, schema);
        const values = Object.values(examples ?? {}).map(({ value, $ref }) =>
          $ref ? document.components.examples[$ref.split('/').at(-1) ?? '']?.value : value,
        );
        for (const value of values) expect([operation.operationId, check(value), value]).toEqual([operation.operationId, true, value]);
      }
    }
  });

  it('names under each status the codes of the context and of the kit', () => {
    const turn = operations().find(({ path }) => path === '/v1/lamps/{id}/turn')?.operation;
    const codes = (status: string): string[] => Object.keys(turn?.responses[status]?.content?.['application/problem+json']?.examples ?? {});
    expect(codes('409')).toEqual([
      'COMMAND.CONTENDED',
      'DATE.BEFORE_LAST',
      'HOUSE.LAMP.INSTALLED',
      'HOUSE.LAMP.OUT_ALREADY',
      'HOUSE.LAMP.TOO_BRIGHT',
    ]);
    expect(codes('412')).toEqual(['COMMAND.REVISION_MISMATCH']);
  });

  it('describes the data of every event of the catalogue', () => {
    for (const type of houseCatalogue.definitions.keys()) expect(Object.keys(document.components.schemas)).toContain(`${type}Data`);
  });
});

describe('the pages', () => {
  it('start at the root, are complete without anything from elsewhere, and show every route', async () => {
    expect(await get('/')).toMatchObject({ status: 302, headers: { location: '/docs' } });
    const { text } = await get('/docs');
    for (const path of Object.keys(document.paths)) expect(text).toContain(`<code>${path}</code>`);
    expect(text).not.toMatch(/<script|src=|https?:\/\//);
  });

  it('explain every code there is, and no other', async () => {
    const table = app.get(ProblemTable);
    const all = [httpProblems, commandRefusals, kernelRefusals, houseRefusals].flatMap((codes) => Object.keys(codes));
    expect(table.codes()).toEqual([...all].sort());
    const index = await get('/docs/problems');
    for (const code of all) {
      expect(index.text).toContain(`href="/docs/problems/${code}"`);
      const { status, text } = await get(`/docs/problems/${code}`);
      expect([status, text.includes(table.definition(code)?.title.zh ?? '?')]).toEqual([200, true]);
    }
    const linked = [...index.text.matchAll(/href="\/docs\/problems\/([^"]+)"/g)].map(([, code]) => code);
    expect(linked.sort()).toEqual([...all].sort());
    expect((await get('/docs/problems/NO.SUCH')).status).toBe(404);
  });

  it('show the events with their schemas, and which of their fields are personal', async () => {
    const { text } = await get('/docs/events');
    for (const type of houseCatalogue.definitions.keys()) expect(text).toContain(`id="${type}"`);
    expect(text).toContain('Personal: <code>/note</code>');
  });
});
