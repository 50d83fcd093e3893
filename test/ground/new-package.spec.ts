import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

describe('adding a package', () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'packages-'));
    generate('libs/kernel');
    generate('libs/sales/events', 'kernel');
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  const generate = (...args: string[]) =>
    spawnSync(process.execPath, [join(import.meta.dirname, '../../deploy/dev/new-package.mjs'), ...args, '--root', home], {
      encoding: 'utf8',
    });
  const read = (path: string): unknown => JSON.parse(readFileSync(join(home, path), 'utf8'));

  it('writes its manifest, its project with references, and its place in the solution', () => {
    expect(read('libs/sales/events/package.json')).toMatchObject({
      name: '@zongheng/sales-events',
      dependencies: { '@zongheng/kernel': '*' },
    });
    expect(read('libs/sales/events/tsconfig.json')).toMatchObject({
      extends: '../../../tsconfig.base.json',
      references: [{ path: '../../kernel' }],
    });
    expect(read('tsconfig.json')).toEqual({ files: [], references: [{ path: './libs/kernel' }, { path: './libs/sales/events' }] });
    expect(generate('--check').status).toBe(0);
  });

  it('refuses to write over one that stands', () => {
    const again = generate('libs/kernel');
    expect(again.status).toBe(1);
    expect(again.stderr).toContain('libs/kernel is a package already');
  });

  it('offers a package’s kit for specs once its file stands', () => {
    mkdirSync(join(home, 'libs/kernel/src/testing'));
    writeFileSync(join(home, 'libs/kernel/src/testing/index.ts'), 'export {};\n');
    expect(generate('--check').stderr).toContain('libs/kernel/package.json');
    generate('--sync');
    expect(read('libs/kernel/package.json')).toHaveProperty(['exports', './testing', '@zongheng/source'], './src/testing/index.ts');
  });

  it('notices a reference that the manifest does not declare, and takes it out', () => {
    const config = join(home, 'libs/kernel/tsconfig.json');
    writeFileSync(config, JSON.stringify({ ...JSON.parse(readFileSync(config, 'utf8')), references: [{ path: '../sales/events' }] }));
    expect(generate('--check').status).toBe(1);
    generate('--sync');
    expect(read('libs/kernel/tsconfig.json')).not.toHaveProperty('references');
  });
});
