import { startProgram } from '../running/program.ts';

/** What a service says of its settings: those it knows, those that may stand in files, and those it cannot do without. */
export interface KnownSettings {
  readonly names: ReadonlySet<string>;
  readonly needed: ReadonlySet<string>;
}

/** Asks a service which settings it knows. @param service as its folder is called */
export async function settingsOf(service: string): Promise<KnownSettings> {
  const { code, stdout, stderr } = await startProgram(`services/${service}/src/main.ts`, ['--help']).ended;
  if (code !== 0) throw new Error(`${service} did not say its settings: ${stderr}`);
  const lines = [...stdout.matchAll(/^ +(?:--[a-z-]+ +)?([A-Z][A-Z0-9_]+) (.*)$/gm)].map(([, name = '', meaning = '']) => ({
    name,
    meaning,
  }));
  const inFiles = lines.filter(({ name, meaning }) => meaning.includes(`${name}_FILE`)).map(({ name }) => `${name}_FILE`);
  return {
    names: new Set([...lines.map(({ name }) => name), ...inFiles]),
    needed: new Set(lines.filter(({ meaning }) => meaning.includes('has to be set')).map(({ name }) => name)),
  };
}
