import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { EventDefinition } from '@zongheng/kernel';
import { eventDefinitions } from '@zongheng/product';
import { views } from '@zongheng/product/views';
import { exitCodes, Failure } from '../failure.ts';
import type { Screen } from '../screen.ts';

const root = join(import.meta.dirname, '../../../../..');

/** `crm where NAME`: everything that has to do with an event, and where it stands in the source. */
export function where(screen: Screen, name: string): void {
  const definition = eventDefinitions.find((known) => known.type === name);
  if (!definition) throw new Failure(exitCodes.found, unknown(name));
  const sources = sourceFiles(join(root, 'libs'));
  const lines: [string, string][] = [
    ['event', `${name} v${definition.version}`],
    ['meaning', `${definition.meaning.zh} · ${definition.meaning.en}`],
    ['owner', `streams ${definition.stream}-…`],
    ['defined', placesOf(sources, `export const ${name} = defineEvent`, '/events/src/').join(', ')],
    ['decider', placesOf(sources, `'${name}'`, '/domain/src/').join(', ') || 'none'],
    [
      'views',
      views
        .filter((view) => view.handles.includes(name))
        .map((view) => `${view.name}@${view.version}`)
        .join(', ') || 'none',
    ],
    ['policies', policiesOf(sources, name).join(', ') || 'none'],
    ['topic', 'crm.events'],
    ['golden', goldenOf(name).join(', ') || 'none'],
    ['personal', personalOf(definition)],
  ];
  for (const [label, text] of lines) screen.print(`${label.padEnd(9)}${text}`);
}

function unknown(name: string): string {
  const wanted = name.toLowerCase();
  const close = eventDefinitions
    .map((known) => known.type)
    .filter((type) => type.toLowerCase().includes(wanted) || wanted.includes(type.toLowerCase()));
  return `no event is called ${name}. ${close.length > 0 ? `Perhaps ${close.join(', ')}?` : `There are: ${eventDefinitions.map((known) => known.type).join(' ')}`}`;
}

interface Source {
  readonly path: string;
  readonly lines: readonly string[];
}

function sourceFiles(folder: string): Source[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.spec.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => path.includes(`${sep}src${sep}`) && !path.includes(`${sep}node_modules${sep}`))
    .map((path) => ({ path: relative(root, path).split(sep).join('/'), lines: readFileSync(path, 'utf8').split('\n') }));
}

/** The files of a room that say a text, each with the line of its first saying. */
function placesOf(sources: readonly Source[], text: string, room: string): string[] {
  return sources
    .filter((source) => source.path.includes(room))
    .map((source) => [source.path, source.lines.findIndex((line) => line.includes(text))] as const)
    .filter(([, line]) => line >= 0)
    .map(([path, line]) => `${path}:${line + 1}`);
}

function policiesOf(sources: readonly Source[], name: string): string[] {
  return placesOf(sources, `'${name}'`, '/policies/');
}

function goldenOf(name: string): string[] {
  return readdirSync(join(root, 'test/golden'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.includes(`${name}.`))
    .map((file) => `test/golden/${file.split(sep).join('/')}`);
}

function personalOf(definition: EventDefinition): string {
  return JSON.stringify(definition.data).includes('"x-personal":true') ? 'carries personal data' : 'no';
}
