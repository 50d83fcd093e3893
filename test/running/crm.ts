import { type Ended, type Environment, startProgram } from './program.ts';

/** Runs the command line, without a terminal. */
export function crm(args: readonly string[], environment: Environment = {}): Promise<Ended> {
  return startProgram('services/crm/src/cli.ts', args, environment).ended;
}

/** Runs the command line on a data folder. @throws Error with what it said, where it does not end well. */
export async function crmOn(dataDir: string, ...args: readonly string[]): Promise<string> {
  const ended = await crm(['--data-dir', dataDir, ...args]);
  if (ended.code === 0) return ended.stdout;
  throw new Error(`crm ${args.join(' ')} ended with ${ended.code ?? ended.signal}:\n${ended.stdout}\n${ended.stderr}`);
}
