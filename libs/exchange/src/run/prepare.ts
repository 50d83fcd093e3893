import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { compileMapping } from '../mapping/compile.ts';
import type { CompiledMapping } from '../mapping/compiled.ts';
import { findFiles } from '../reading/find-files.ts';
import { openInput, type OpenedInput } from '../reading/input-reader.ts';
import type { ImportedFile } from './events.ts';

/** A mapping with its files, looked at and found fit to be imported. */
export interface Prepared {
  readonly mapping: CompiledMapping;
  readonly inputs: readonly OpenedInput[];
  readonly files: readonly ImportedFile[];
  /** One digest over all files: which data this is. */
  readonly fingerprint: string;
}

/**
 * Checks the mapping and looks at every file before anything is sent.
 * @param given folders and files.
 * @param constants values that take the place of the mapping’s own constants, by name.
 * @throws MappingError | FileError
 */
export async function prepareImport(
  document: unknown,
  given: readonly string[],
  constants: Readonly<Record<string, string>> = {},
): Promise<Prepared> {
  const mapping = compileMapping(document, constants);
  const inputs: OpenedInput[] = [];
  for (const found of await findFiles(mapping.inputs, given)) inputs.push(await openInput(found));
  const files = inputs.flatMap(({ input, files: opened }) =>
    opened.map(({ path, bytes, hash }): ImportedFile => ({ input: input.name, name: basename(path), bytes, hash })),
  );
  const fingerprint = createHash('sha256');
  for (const { input, hash } of files) fingerprint.update(`${input} ${hash}\n`);
  return { mapping, inputs, files, fingerprint: fingerprint.digest('hex') };
}
