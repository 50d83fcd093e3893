import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Stands in for npm: notes that it was called, and installs the one package of the lock file. */
const FAKE_NPM = `
import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
appendFileSync('npm-calls', process.argv.slice(2).join(' ') + '\\n');
rmSync('node_modules', { recursive: true, force: true });
mkdirSync('node_modules/left', { recursive: true });
const { version } = JSON.parse(readFileSync('package-lock.json', 'utf8')).packages['node_modules/left'];
writeFileSync('node_modules/left/package.json', JSON.stringify({ version }));
writeFileSync('node_modules/.package-lock.json', '{}');
mkdirSync('node_modules/@swc/core', { recursive: true });
writeFileSync('node_modules/@swc/core/package.json', JSON.stringify({ version: '0' }));
writeFileSync('node_modules/@swc/core/index.js', 'exports.transformSync = (code) => ({ code });');
`;

describe('starting from a clone', () => {
  let home: string;

  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(home, path)), { recursive: true });
    writeFileSync(join(home, path), text);
  };
  const lock = (version: string): void =>
    write('package-lock.json', JSON.stringify({ packages: { '': {}, 'node_modules/left': { version } } }));
  const environment = () => ({ ...process.env, npm_execpath: join(home, 'npm-cli.js'), NODE_OPTIONS: '' });
  const crm = (...args: string[]) =>
    spawnSync(process.execPath, [join(home, 'deploy/run/crm.mjs'), ...args], { encoding: 'utf8', env: environment() });
  const installs = (): number => readFileSync(join(home, 'npm-calls'), 'utf8').split('\n').length - 1;

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'start-'));
    cpSync(join(import.meta.dirname, '../../deploy/run'), join(home, 'deploy/run'), { recursive: true });
    write('package.json', '{"type":"module"}');
    write('npm-cli.js', FAKE_NPM);
    write('services/crm/src/cli.ts', 'process.stdout.write(process.argv.slice(2).join(" ")); process.exitCode = 3;\n');
    lock('1.0.0');
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  it('installs once, hands the arguments on, and ends with the program’s own exit code', () => {
    const first = crm('import', 'deals.csv');
    expect(first.stderr).toContain('Installing');
    expect(first.stdout).toBe('import deals.csv');
    expect(first.status).toBe(3);
    const second = crm('import', 'deals.csv');
    expect(second.stderr).toBe('');
    expect(installs()).toBe(1);
  });

  it('installs again when the lock file asks for another version', () => {
    crm();
    lock('1.0.1');
    crm();
    expect(installs()).toBe(2);
  });

  it('leaves an installation alone that somebody brought in line themselves', () => {
    crm();
    lock('1.0.1');
    write('node_modules/left/package.json', '{"version":"1.0.1"}');
    crm();
    expect(installs()).toBe(1);
  });

  it('installs again after an installation that was cut off', () => {
    crm();
    rmSync(join(home, 'node_modules/.package-lock.json'));
    crm();
    expect(installs()).toBe(2);
  });

  it('says so and starts nothing when npm fails', () => {
    write('npm-cli.js', 'process.exitCode = 9;');
    const failed = crm();
    expect(failed.status).toBe(1);
    expect(failed.stderr).toContain('npm ci failed (exit code 9)');
    expect(failed.stdout).toBe('');
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('lets the system end by itself on %s', async (signal) => {
    write(
      'services/crm/src/main.ts',
      `process.on('${signal}', () => process.exit(5)); setInterval(() => 1, 1000); process.stdout.write('ready');\n`,
    );
    const child = spawn(process.execPath, [join(home, 'deploy/run/start.mjs')], { env: environment() });
    child.stdout.once('data', () => child.kill(signal));
    const code = await new Promise((resolve) => child.once('exit', resolve));
    expect(code).toBe(5);
  });
});
