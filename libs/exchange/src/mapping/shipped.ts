import { readdirSync, readFileSync } from 'node:fs';
import { MappingError } from './faults.ts';

const folder = new URL('../../mappings/', import.meta.url);
const ending = '.json';

/** The names of the mappings that come with the product. */
export function shippedMappings(): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .map((name) => name.slice(0, -ending.length))
    .sort();
}

/**
 * Reads a mapping: one that ships, by its name, or a file, by its path.
 * @throws MappingError where there is none, or it is not JSON.
 */
export function loadMapping(nameOrPath: string): unknown {
  const shipped = shippedMappings();
  const isShipped = shipped.includes(nameOrPath);
  let text: string;
  try {
    text = readFileSync(isShipped ? new URL(nameOrPath + ending, folder) : nameOrPath, 'utf8');
  } catch {
    throw new MappingError([
      { pointer: '', found: `there is no mapping ${nameOrPath}`, remedy: `name one of ${shipped.join(', ')}, or the path of a file` },
    ]);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error);
    throw new MappingError([{ pointer: '', found: `${nameOrPath} is not JSON: ${found}`, remedy: 'correct the file' }]);
  }
}
