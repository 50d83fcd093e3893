/**
 * Brings node_modules in line with the lock file, and finds a Node that can run the system. Plain JavaScript without
 * dependencies: it runs on Node 20, before anything is installed.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const OLDEST_TO_INSTALL = 20;
const OLDEST_TO_RUN = 24;

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const modules = join(root, 'node_modules');
const marker = join(modules, '.cache/zongheng-installed');

/** Installs when needed and returns the path of a Node ≥ 24; ends the process with a clear message when there is none. */
export function prepare() {
  const major = majorOf(process.versions.node);
  if (major < OLDEST_TO_INSTALL)
    fail(`Node ${process.versions.node} is too old: Node ${OLDEST_TO_INSTALL} or newer is needed to install, ${OLDEST_TO_RUN} to run.`);
  if (!isInstalled()) install();
  const node = newestNode();
  if (node !== undefined) return node;
  return fail(
    `Node ${OLDEST_TO_RUN} or newer is needed, and this is ${process.versions.node}. On Linux (x64, arm64, glibc) the install brings it along as an optional package; ` +
      `it is missing here: run npm ci without --omit=optional. On macOS and Windows install it from https://nodejs.org.`,
  );
}

/** True when node_modules holds exactly what the lock file says. */
function isInstalled() {
  if (!existsSync(join(modules, '.package-lock.json'))) return false;
  const lockText = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const hash = createHash('sha256').update(lockText).digest('hex');
  if (existsSync(marker) && readFileSync(marker, 'utf8') === hash) return true;
  // Somebody ran npm themselves: what stands there tells whether it was this lock file. (npm's own note of what it installed does
  // not: --package-lock-only writes it too.)
  if (!Object.entries(JSON.parse(lockText).packages).every(([path, wanted]) => stands(path, wanted))) return false;
  mark(hash);
  return true;
}

function stands(path, wanted) {
  if (!path.startsWith('node_modules/') && !path.includes('/node_modules/')) return true;
  try {
    const { version } = JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8'));
    return wanted.link === true || version === wanted.version;
  } catch {
    return wanted.optional === true || wanted.devOptional === true;
  }
}

function install() {
  process.stderr.write('Installing dependencies (npm ci), once …\n');
  const { command, args, shell } = npm();
  const done = spawnSync(command, [...args, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell,
    env: withoutOwnBin(),
  });
  if (done.error !== undefined) fail(`npm could not be started: ${done.error.message}`);
  if (done.status !== 0) fail(`npm ci failed (exit code ${done.status ?? done.signal}); its message stands above.`);
  mark(
    createHash('sha256')
      .update(readFileSync(join(root, 'package-lock.json')))
      .digest('hex'),
  );
}

/** The npm that started us where there is one, by its script, so that no shell is needed. */
function npm() {
  const script = process.env.npm_execpath;
  const isNpm = script !== undefined && /npm-cli\.c?js$/.test(script);
  if (isNpm && !process.execPath.startsWith(modules)) return { command: process.execPath, args: [script], shell: false };
  return { command: 'npm', args: [], shell: process.platform === 'win32' };
}

/** npm ci removes node_modules first, and with it a Node found there: npm must run on the machine's own. */
function withoutOwnBin() {
  const path = (process.env.PATH ?? '').split(delimiter).filter((each) => !each.startsWith(modules));
  return { ...process.env, PATH: path.join(delimiter) };
}

function newestNode() {
  if (majorOf(process.versions.node) >= OLDEST_TO_RUN) return process.execPath;
  const brought = join(modules, '.bin/node');
  if (!existsSync(brought)) return undefined;
  const answer = spawnSync(brought, ['--version'], { encoding: 'utf8' });
  return answer.status === 0 && majorOf(answer.stdout.slice(1)) >= OLDEST_TO_RUN ? brought : undefined;
}

function mark(hash) {
  mkdirSync(dirname(marker), { recursive: true });
  writeFileSync(marker, hash);
}

function majorOf(version) {
  return Number(version.split('.')[0]);
}

function fail(message) {
  process.stderr.write(`zongheng: ${message}\n`);
  process.exit(1);
}
