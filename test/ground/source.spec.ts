import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const ROOT = join(import.meta.dirname, '../..');
const METADATA = pathToFileURL(join(ROOT, 'node_modules/reflect-metadata/Reflect.js')).href;

const WORKER = `
import '${METADATA}';
declare const Reflect: { getMetadata(key: string, target: object): { name: string }[] };
const injectable = (target: object): void => void target;
class Clock {}
@injectable
class Desk { constructor(clock: Clock) { void clock; } }
process.stdout.write(Reflect.getMetadata('design:paramtypes', Desk).map(({ name }) => name).join());
`;

describe('running TypeScript from source', () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'source-'));
    writeFileSync(join(home, 'package.json'), '{"type":"module"}');
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  const run = (file: string) =>
    spawnSync(process.execPath, ['--import', join(ROOT, 'deploy/run/source.mjs'), join(home, file)], {
      encoding: 'utf8',
      env: { ...process.env, NODE_OPTIONS: '' },
    });

  it('keeps the metadata that Nest injects by, in the main thread and in workers, and prints no warning', () => {
    writeFileSync(join(home, 'worker.ts'), WORKER);
    writeFileSync(
      join(home, 'main.ts'),
      `import { Worker } from 'node:worker_threads';\nimport './worker.ts';\nnew Worker(new URL('./worker.ts', import.meta.url));\n`,
    );
    const done = run('main.ts');
    expect(done.stderr).toBe('');
    expect(done.stdout).toBe('ClockClock');
  });

  it('runs what stands in the file now, not what stood there before', () => {
    writeFileSync(join(home, 'a.ts'), `process.stdout.write('old' as string);\n`);
    expect([run('a.ts').stdout, run('a.ts').stdout]).toEqual(['old', 'old']);
    writeFileSync(join(home, 'a.ts'), `process.stdout.write('new' as string);\n`);
    expect(run('a.ts').stdout).toBe('new');
  });

  it('names the line of the source where an error was thrown', () => {
    writeFileSync(join(home, 'a.ts'), `interface Gone {\n  a: 1;\n}\nexport type Away = Gone;\nthrow new Error('here');\n`);
    expect(run('a.ts').stderr).toContain('a.ts:5:7');
  });
});
