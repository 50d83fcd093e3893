import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { InputPlan } from '../mapping/input-plan.ts';
import { FileError } from './file-error.ts';

/** The files of an input, by name. */
export interface InputFiles {
  readonly input: InputPlan;
  readonly paths: readonly string[];
}

/**
 * Finds the files of each input among what was given: folders (looked into, not below) and files. A file belongs to every input whose pattern
 * it fits; one that fits none is an error, and so is an input without a file, unless it is optional. With one input only, a file given by name
 * needs to fit no pattern.
 * @throws FileError
 */
export async function findFiles(inputs: readonly InputPlan[], given: readonly string[]): Promise<readonly InputFiles[]> {
  const named: string[] = [];
  const found: string[] = [];
  for (const path of given) {
    if (await isFolder(path)) found.push(...(await readdir(path)).sort().map((name) => join(path, name)));
    else named.push(path);
  }
  const [only, second] = inputs;
  if (only !== undefined && second === undefined && named.length > 0) return [{ input: only, paths: named }];
  const all = [...named, ...found];
  const files = inputs.map((input) => ({ input, paths: all.filter((path) => fits(basename(path), input)) }));
  for (const path of named) {
    if (!files.some(({ paths }) => paths.includes(path)))
      throw new FileError('IMPORT.FILE_MISSING', path, 'no input of the mapping takes a file of this name');
  }
  for (const { input, paths } of files) {
    if (paths.length === 0 && input.input.optional !== true)
      throw new FileError('IMPORT.FILE_MISSING', patternsOf(input).join(', '), `there is no file for the input "${input.name}"`);
  }
  return files;
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    throw new FileError('IMPORT.FILE_UNREADABLE', path, error instanceof Error ? error.message : String(error));
  }
}

function patternsOf({ input }: InputPlan): readonly string[] {
  return typeof input.files === 'string' ? [input.files] : input.files;
}

/** Whether a file's name fits one of the patterns; `*` stands for any part, and case does not matter. */
function fits(name: string, input: InputPlan): boolean {
  return patternsOf(input).some((pattern) => {
    const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/gu, '\\$&'));
    return new RegExp(`^${parts.join('.*')}$`, 'iu').test(name);
  });
}
