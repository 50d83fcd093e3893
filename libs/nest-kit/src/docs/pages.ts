import type { Catalogue, EventDefinition } from '@zongheng/kernel';
import { plainSchema } from '../fields/json-schema.ts';
import type { ProblemTable } from '../http/problem-table.ts';
import { html, page, pre, table } from './html.ts';

/** All problem codes on a page. */
export function problemsPage(problems: ProblemTable): string {
  const rows = problems.codes().map((code) => {
    const definition = problems.definition(code);
    const title = definition ? `${definition.title.en} · ${definition.title.zh}` : '';
    return [`<a href="/docs/problems/${html(code)}"><code>${html(code)}</code></a>`, html(definition?.status ?? ''), html(title)];
  });
  return page(
    'Problems · 错误',
    `<p>Every error has this form (RFC 9457) and one of these codes.</p>${table(['Code', 'Status', 'Meaning'], rows)}`,
  );
}

/** The page of one code; null where there is no such code. */
export function problemPage(problems: ProblemTable, code: string): string | null {
  const definition = problems.definition(code);
  if (!definition) return null;
  const { status, title, remedy } = definition;
  const example = { type: `/docs/problems/${code}`, title: title.en, status, detail: '…', code, remedy, correlationId: '…' };
  return page(code, `<p>${html(title.en)} · ${html(title.zh)} · status ${status}</p><p>What to do: ${html(remedy)}</p>${pre(example)}`);
}

/** The published language: every event, by the streams that own it. */
export function eventsPage(catalogue: Catalogue): string {
  const definitions = [...catalogue.definitions.values()];
  const streams = [...new Set(definitions.map((definition) => definition.stream))].sort();
  const sections = streams.map((stream) => {
    const own = definitions.filter((definition) => definition.stream === stream);
    return `<h2><code>${html(stream)}-…</code></h2>${own.map((definition) => eventSection(definition, catalogue)).join('')}`;
  });
  return page(
    'Events · 事件',
    `<p>What is recorded, and never changed. An older version is read as the current one.</p>${sections.join('')}`,
  );
}

function eventSection({ type, version, meaning, data }: EventDefinition, catalogue: Catalogue): string {
  const personal = catalogue.personalPaths(type);
  const note = personal.length > 0 ? `<p class="note">Personal: ${personal.map((path) => `<code>${html(path)}</code>`).join(' ')}</p>` : '';
  return `<details id="${html(type)}"><summary><code>${html(type)}</code> v${version} <span class="note">${html(meaning.en)} · ${html(meaning.zh)}</span></summary>${note}${pre(plainSchema(data))}</details>`;
}
