/** `npm run test:engines`: finds each engine, says which, and runs the suites that need one. Arguments go to jest. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../running/program.ts';
import { engineNames, engines } from './engines.ts';
import { findEngine, type FoundEngine } from './found.ts';

const say = (line: string): void => void process.stderr.write(`${line}\n`);
const folder = mkdtempSync(join(tmpdir(), 'zongheng-engines-'));
const found: FoundEngine[] = [];
let status = 1;
try {
  for (const name of engineNames) {
    const engine = await findEngine(name, folder, say);
    found.push(engine);
    say(`${name}: ${engine.title}`);
  }
  status = await runJest(Object.fromEntries(found.map(({ name, address }) => [engines[name].variable, address])));
} catch (error) {
  // No suite is left out for want of its engine.
  say(`the suites on engines did not run: ${error instanceof Error ? error.message : String(error)}`);
} finally {
  await Promise.all(found.map((engine) => engine.stop()));
  rmSync(folder, { recursive: true, force: true });
}
process.exit(status);

async function runJest(addresses: Readonly<Record<string, string>>): Promise<number> {
  const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', join(root, 'node_modules/jest/bin/jest.js')];
  const args = [...flags, '--config', join(root, 'test/jest.engines.config.mjs'), ...process.argv.slice(2)];
  const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...addresses } });
  // A terminal interrupts both; we end when the suites have, and stop the engines then.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  });
}
