import { Compile } from 'typebox/compile';
import { categoryOf, type EventDefinition } from './event.ts';
import type { TSchema } from './schema.ts';

/** What a schema finds wrong: where (a JSON pointer) and what. */
export interface SchemaFault {
  readonly path: string;
  readonly message: string;
}

/** Every event the installation knows: what may be recorded by whom, and how an older version is read. */
export interface Catalogue {
  readonly definitions: ReadonlyMap<string, EventDefinition>;
  /** The faults of an event about to be recorded: unknown type, a stream that does not own it, data off its schema. Empty when it may be. */
  faultsOf(stream: string, type: string, data: unknown): readonly SchemaFault[];
  /** Data of any version, as today's code reads it. @throws RangeError for an unknown type or a version from the future. */
  upcast(type: string, version: number, data: unknown): unknown;
  /** JSON pointers of the fields marked personal, in the current version (an item of an array is written `*`). */
  personalPaths(type: string): readonly string[];
}

interface Entry {
  readonly definition: EventDefinition;
  readonly check: (data: unknown) => readonly SchemaFault[];
  readonly personal: readonly string[];
}

/** @throws Error where two definitions have one type, or an upcaster is missing between 1 and the current version. */
export function catalogueOf(definitions: readonly EventDefinition[]): Catalogue {
  const entries = new Map<string, Entry>();
  for (const definition of definitions) {
    if (entries.has(definition.type)) throw new Error(`two definitions of the event ${definition.type}`);
    requireUpcasters(definition);
    entries.set(definition.type, { definition, check: checkerOf(definition.data), personal: markedPaths(definition.data, 'x-personal') });
  }
  return {
    definitions: new Map([...entries].map(([type, entry]) => [type, entry.definition])),
    faultsOf(stream, type, data) {
      const entry = entries.get(type);
      if (!entry) return [{ path: '', message: `no event ${type} is defined` }];
      if (entry.definition.stream !== categoryOf(stream)) {
        return [{ path: '', message: `${type} is recorded by ${entry.definition.stream}-… alone, not by ${stream}` }];
      }
      return entry.check(data);
    },
    upcast(type, version, data) {
      const definition = entries.get(type)?.definition;
      if (!definition) throw new RangeError(`no event ${type} is defined`);
      if (version > definition.version)
        throw new RangeError(`${type} v${version} is newer than this program, which knows v${definition.version}`);
      return upcastFrom(definition, version, data);
    },
    personalPaths: (type) => entries.get(type)?.personal ?? [],
  };
}

/** A compiled check of one schema: its faults, in the words of the schema library. */
export function checkerOf(schema: TSchema): (data: unknown) => readonly SchemaFault[] {
  const compiled = Compile(schema);
  return (data) =>
    compiled.Check(data) ? [] : compiled.Errors(data).map((fault) => ({ path: fault.instancePath, message: fault.message }));
}

function upcastFrom(definition: EventDefinition, version: number, data: unknown): unknown {
  let current = data;
  for (let from = version; from < definition.version; from += 1) {
    const upcaster = definition.upcasters?.[from];
    if (upcaster) current = upcaster(current as never);
  }
  return current;
}

function requireUpcasters(definition: EventDefinition): void {
  for (let from = 1; from < definition.version; from += 1) {
    if (!definition.upcasters?.[from]) throw new Error(`${definition.type} v${definition.version} has no upcaster from v${from}`);
  }
}

/** Pointers of all fields that carry a mark, `*` for the items of an array and the values of a record. */
export function markedPaths(schema: TSchema, mark: string): readonly string[] {
  const node = schema as {
    readonly properties?: Record<string, TSchema>;
    readonly items?: TSchema;
    readonly patternProperties?: Record<string, TSchema>;
    readonly anyOf?: readonly TSchema[];
    readonly [key: string]: unknown;
  };
  if (node[mark] === true) return [''];
  const below = [
    ...Object.entries(node.properties ?? {}).flatMap(([name, child]) => markedPaths(child, mark).map((path) => `/${name}${path}`)),
    ...(node.items ? markedPaths(node.items, mark).map((path) => `/*${path}`) : []),
    ...Object.values(node.patternProperties ?? {}).flatMap((child) => markedPaths(child, mark).map((path) => `/*${path}`)),
    ...(node.anyOf ?? []).flatMap((child) => markedPaths(child, mark)),
  ];
  return [...new Set(below)];
}
