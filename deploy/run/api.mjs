/**
 * `npm run test:api`: holds a running installation against its own OpenAPI document with schemathesis, which is installed into a virtual
 * environment under node_modules/.cache. Needs python3; says so where there is none.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { prepare } from './install.mjs';
import { fromSource, inProject } from './node.mjs';

const version = '4.32.0';
const environment = inProject(`node_modules/.cache/schemathesis-${version}`);
const program = join(environment, 'bin/schemathesis');

function installed() {
  if (existsSync(program)) return true;
  mkdirSync(inProject('node_modules/.cache'), { recursive: true });
  const steps = [
    ['python3', ['-m', 'venv', environment]],
    [join(environment, 'bin/pip'), ['install', '--quiet', '--disable-pip-version-check', `schemathesis==${version}`]],
  ];
  for (const [command, args] of steps) {
    const { status, error } = spawnSync(command, args, { stdio: 'inherit' });
    if (status === 0) continue;
    process.stderr.write(`${command} ${args.join(' ')} failed${error ? `: ${error.message}` : ''}: python3 with venv and pip is needed\n`);
    return false;
  }
  return true;
}

async function addressOf(folder) {
  for (let waited = 0; waited < 60_000; waited += 200) {
    if (existsSync(join(folder, 'address.json'))) return JSON.parse(readFileSync(join(folder, 'address.json'), 'utf8')).url;
    await pause(200);
  }
  throw new Error('the installation did not start within a minute');
}

const node = prepare();
if (!installed()) process.exit(1);
const folder = mkdtempSync(join(tmpdir(), 'zongheng-api-'));
const installation = spawn(node, [...fromSource, inProject('services/crm/src/main.ts'), '--port', '0', '--data-dir', folder], {
  stdio: 'inherit',
});
let status = 1;
try {
  const url = await addressOf(folder);
  spawnSync(node, [...fromSource, inProject('services/crm/src/cli.ts'), '--data-dir', folder, 'demo', '--deals', '40', '--days', '90'], {
    stdio: 'inherit',
  });
  const args = [
    '--no-color',
    '--config-file',
    inProject('test/api/schemathesis.toml'),
    'run',
    `${url}/openapi.json`,
    '--phases',
    'examples,coverage,fuzzing',
  ];
  const limits = ['--max-examples', '10', '--seed', '1', '--suppress-health-check', 'all', '--warnings', 'off', '--workers', '2'];
  // It writes what it found into a folder beside where it runs.
  ({ status } = spawnSync(program, [...args, ...limits, ...process.argv.slice(2)], { stdio: 'inherit', cwd: folder }));
} finally {
  const ended = new Promise((resolve) => installation.once('exit', resolve));
  installation.kill('SIGTERM');
  await ended;
  rmSync(folder, { recursive: true, force: true });
}
process.exit(status ?? 1);
