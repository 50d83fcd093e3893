import type { OpenAPIObject } from '@nestjs/swagger';
import type { JsonSchema } from '../fields/json-schema.ts';
import { html, page, pre, table } from './html.ts';

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema?: JsonSchema;
}

interface Content {
  readonly schema?: JsonSchema;
  readonly examples?: Readonly<Record<string, { readonly value?: unknown; readonly $ref?: string }>>;
}

interface Operation {
  readonly summary?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content?: Readonly<Record<string, Content>> };
  readonly responses: Readonly<Record<string, { readonly description?: string; readonly content?: Readonly<Record<string, Content>> }>>;
}

interface Route {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

/** The API as a page to be read: rendered from the OpenAPI document, complete without a script. */
export function apiPage(document: OpenAPIObject): string {
  const routes = Object.entries(document.paths).flatMap(([path, item]) =>
    (['get', 'post'] as const).flatMap((method) =>
      item[method] ? [{ method, path, operation: resolved(document, item[method] as unknown as Operation) }] : [],
    ),
  );
  const tags = [...new Set(routes.map(tagOf))].sort();
  const contents = `<p>${tags.map((tag) => `<a href="#${html(anchor(tag))}">${html(tag)}</a>`).join(' · ')}</p>`;
  const sections = tags.map(
    (tag) =>
      `<h2 id="${html(anchor(tag))}">${html(tag)}</h2>${routes
        .filter((route) => tagOf(route) === tag)
        .map(routeSection)
        .join('')}`,
  );
  const { title, version, description = '' } = document.info;
  return page(`${title} ${version}`, paragraphs(description) + contents + sections.join(''));
}

function tagOf({ operation }: Route): string {
  return operation.tags?.[0] ?? 'Other · 其他';
}

function routeSection({ method, path, operation }: Route): string {
  const title = `<span class="method">${html(method.toUpperCase())}</span> <code>${html(path)}</code> <span class="note">${html(operation.summary ?? '')}</span>`;
  return `<details><summary>${title}</summary>${paragraphs(operation.description ?? '')}${parametersTable(operation)}${bodySection(operation)}${responsesSection(operation)}</details>`;
}

function parametersTable({ parameters = [] }: Operation): string {
  const rows = parameters.map(({ name, in: place, required, description, schema }) => [
    `<code>${html(name)}</code>`,
    html(place) + (required ? ', required' : ''),
    html(description ?? schema?.['description'] ?? ''),
    html(typeOf(schema)),
  ]);
  return table(['Parameter', 'In', 'Meaning', 'Form'], rows);
}

function typeOf(schema: JsonSchema | undefined): string {
  const keys = schema?.['enum'];
  if (Array.isArray(keys)) return keys.length > 12 ? `${keys.slice(0, 12).join(' | ')} | …` : keys.join(' | ');
  const bounds = schema?.['minimum'] === undefined ? '' : ` ${String(schema['minimum'])}…${String(schema['maximum'] ?? '')}`;
  return `${String(schema?.['format'] ?? schema?.['type'] ?? '')}${bounds}`;
}

function bodySection({ requestBody }: Operation): string {
  return Object.entries(requestBody?.content ?? {})
    .map(([type, content]) => `<p>Body, <code>${html(type)}</code>:</p>${examplesOf(content)}`)
    .join('');
}

function responsesSection({ responses }: Operation): string {
  const rows = Object.entries(responses).map(([status, { description = '', content }]) => [
    `<code>${html(status)}</code>`,
    html(description),
    status.startsWith('2')
      ? Object.values(content ?? {})
          .map(examplesOf)
          .join('')
      : problemLink(content),
  ]);
  return table(['Status', 'Meaning', ''], rows);
}

function examplesOf({ examples }: Content): string {
  return Object.values(examples ?? {})
    .filter((example) => example.value !== undefined)
    .map((example) => pre(example.value))
    .join('');
}

/** What codes there are is a page of its own: it would be said again at every route. */
function problemLink(content: Readonly<Record<string, Content>> | undefined): string {
  return content?.['application/problem+json'] ? '<a href="/docs/problems">codes</a>' : '';
}

/** An operation with what it refers to in its place. */
function resolved(document: OpenAPIObject, operation: Operation): Operation {
  const at = <T>(value: T): T => {
    const reference = (value as { readonly $ref?: string }).$ref;
    if (reference === undefined) return value;
    let found: unknown = document;
    for (const name of reference.slice(2).split('/')) found = (found as Readonly<Record<string, unknown>>)[name];
    return found as T;
  };
  const responses = Object.fromEntries(Object.entries(operation.responses).map(([status, response]) => [status, at(response)]));
  return { ...operation, parameters: (operation.parameters ?? []).map(at), responses };
}

function paragraphs(text: string): string {
  return text === '' ? '' : `<p>${html(text).replaceAll('\n\n', '</p><p>')}</p>`;
}

function anchor(tag: string): string {
  return tag.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-');
}
