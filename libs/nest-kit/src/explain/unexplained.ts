import type { JsonSchema } from '../fields/json-schema.ts';
import { type Figure, isSummed } from './figure.ts';

type Figures = Readonly<Record<string, Figure<never>>>;

/**
 * What a group shows that nothing explains, by its path (`open.weighted`). A figure is explained under its own name, or as a measure: of the
 * figure that holds it (`open.count` of `open`), or of any where it stands by itself. Texts are no figures: they say what a group is called.
 */
export function unexplainedIn(group: JsonSchema, figures: Figures): readonly string[] {
  const alone = new Set(Object.values(figures).flatMap(measuresOf));
  const { keys: _keys, labels: _labels, ...members } = membersOf(group) ?? {};
  return Object.entries(members).flatMap(([name, schema]) => (alone.has(name) && !membersOf(schema) ? [] : below(name, schema, figures)));
}

function below(path: string, schema: JsonSchema, figures: Figures): readonly string[] {
  const figure = figures[path];
  const inside = membersOf(schema);
  if (!inside) return figure || isText(schema) ? [] : [path];
  if (figure && !isSummed(figure)) return [];
  const measured = new Set(figure ? measuresOf(figure) : []);
  return Object.entries(inside).flatMap(([name, each]) => (measured.has(name) ? [] : below(`${path}.${name}`, each, figures)));
}

function measuresOf(figure: Figure<never>): readonly string[] {
  return isSummed(figure) ? Object.keys(figure.measures) : [];
}

/** The members of an object; null of anything else. */
function membersOf(schema: JsonSchema): Readonly<Record<string, JsonSchema>> | null {
  return (schema['properties'] as Readonly<Record<string, JsonSchema>> | undefined) ?? null;
}

/** A text, or none. */
function isText(schema: JsonSchema): boolean {
  const alternatives = (schema['anyOf'] as readonly JsonSchema[] | undefined) ?? [schema];
  return alternatives.every(({ type }) => type === 'string' || type === 'null');
}
