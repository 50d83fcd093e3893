import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, globSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { basename, delimiter, dirname, join } from 'node:path';
import { root } from '../running/program.ts';
import { type Instruction, type Stage, stagesOf } from './dockerfile.ts';

/** A folder as the image has it, made by the steps of the Dockerfile without a container. */
export interface Rehearsed {
  /** Where the services stand in it. */
  readonly home: string;
  /** Steps that only a container can take. */
  readonly untried: readonly string[];
}

/**
 * Does what the Dockerfile does, each stage in a folder of its own in the place of a container's root. What a stage runs in its working directory
 * is run there; what reaches beyond it, into the image itself, is named and left.
 * @throws Error with what a step said, where one fails
 */
export function rehearse(folder: string, say: (line: string) => void): Rehearsed {
  const untried: string[] = [];
  let home = folder;
  for (const [index, stage] of stagesOf(join(root, 'deploy/images/Dockerfile')).entries()) {
    const disk = join(folder, stage.name ?? `stage-${index}`);
    home = disk;
    for (const instruction of stage.instructions) home = step(instruction, { stage, folder, disk, home, untried, say });
  }
  return { home, untried };
}

interface Surroundings {
  readonly stage: Stage;
  readonly folder: string;
  readonly disk: string;
  readonly home: string;
  readonly untried: string[];
  readonly say: (line: string) => void;
}

/** Takes one step; answers the working directory after it. */
function step({ keyword, text, flags }: Instruction, { stage, folder, disk, home, untried, say }: Surroundings): string {
  switch (keyword) {
    case 'WORKDIR': {
      const made = join(disk, text);
      mkdirSync(made, { recursive: true });
      return made;
    }
    case 'COPY':
      copy(text.split(' '), flags['from'] === undefined ? root : join(folder, flags['from']), home, flags['from'] === undefined);
      return home;
    case 'RUN':
      if (/(?:^|\s)\/(?:usr|opt|run|etc)\//.test(text)) untried.push(`${stage.from}: RUN ${text}`);
      else run(text, home, say);
      return home;
    default:
      untried.push(`${keyword} ${text}`);
      return home;
  }
}

/** What the ignore file of the image keeps out of a build. */
const left = new Set(['node_modules', 'dist']);

function copy(words: readonly string[], from: string, home: string, isContext: boolean): void {
  const [target = '', ...sources] = [...words].reverse();
  const paths = sources.reverse().flatMap((source) => (source.includes('*') ? globSync(source, { cwd: from }) : [source]));
  for (const path of paths) {
    const source = join(from, path);
    const isFolder = statSync(source).isDirectory();
    const to = target.endsWith('/') && !isFolder ? join(home, target, basename(path)) : join(home, target);
    mkdirSync(dirname(to), { recursive: true });
    cpSync(source, to, { recursive: true, filter: (each) => !isContext || !left.has(basename(each)) });
  }
}

function run(command: string, home: string, say: (line: string) => void): void {
  say(`RUN ${command}`);
  // The image's own Node, which runs these tests as well, and nothing of the project's modules: those are installed there.
  const path = [
    dirname(process.execPath),
    ...(process.env['PATH'] ?? '').split(delimiter).filter((each) => !each.includes('node_modules')),
  ];
  const env = { ...process.env, PATH: path.join(delimiter), NODE_OPTIONS: '' };
  const done = spawnSync('sh', ['-c', command], { cwd: home, encoding: 'utf8', env });
  if (done.status !== 0) throw new Error(`RUN ${command} ended with ${done.status ?? done.signal}:\n${done.stdout}\n${done.stderr}`);
}

/** How large what was packed is, in MiB. */
export function sizeOf(home: string): number {
  const bytes = globSync('**/*', { cwd: home }).reduce(
    (sum, path) => sum + (existsSync(join(home, path)) ? statSync(join(home, path)).size : 0),
    0,
  );
  return Math.round(bytes / 1_048_576);
}

/** Removes a rehearsal. */
export function forget(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}
