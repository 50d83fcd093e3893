import { type Copy, DockerfileParser } from 'dockerfile-ast';
import { readFileSync } from 'node:fs';

/** An instruction of a Dockerfile, with the arguments of the build filled in. */
export interface Instruction {
  readonly keyword: string;
  /** What stands behind it: the shell's text of a RUN, the words of a COPY. */
  readonly text: string;
  readonly flags: Readonly<Record<string, string>>;
}

/** What is built from one image. */
export interface Stage {
  readonly from: string;
  readonly name: string | null;
  readonly instructions: readonly Instruction[];
}

/** Reads a Dockerfile. */
export function stagesOf(path: string): readonly Stage[] {
  const stages: { from: string; name: string | null; instructions: Instruction[] }[] = [];
  const given = new Map<string, string>();
  for (const instruction of DockerfileParser.parse(readFileSync(path, 'utf8')).getInstructions()) {
    const keyword = instruction.getKeyword();
    const words = instruction.getArguments().map((argument) => filledIn(argument.getValue(), given));
    if (keyword === 'ARG') {
      const [name = '', value = ''] = (words[0] ?? '').split('=');
      given.set(name, value);
    } else if (keyword === 'FROM') {
      stages.push({ from: words[0] ?? '', name: words[1]?.toUpperCase() === 'AS' ? (words[2] ?? null) : null, instructions: [] });
    } else {
      // Only some instructions have flags, and those that have none do not answer for them.
      const said = 'getFlags' in instruction ? (instruction as Copy).getFlags() : [];
      const flags = Object.fromEntries(said.map((flag) => [flag.getName(), flag.getValue() ?? '']));
      const text = words.join(' ');
      stages.at(-1)?.instructions.push({ keyword, text, flags });
    }
  }
  return stages;
}

function filledIn(text: string, given: ReadonlyMap<string, string>): string {
  return text.replace(/\$\{(\w+)\}/g, (whole, name: string) => given.get(name) ?? whole);
}
