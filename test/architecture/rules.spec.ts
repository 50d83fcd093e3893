import { rmSync } from 'node:fs';
import { fixtureTree } from './fixture.ts';
import { judge } from './judge.ts';
import type { Verdict } from './judge.ts';

/** What breaks a rule: the file, what it imports, and the rule that must say so. */
const BREACHES: readonly (readonly [file: string, imported: string, rule: string])[] = [
  ['libs/kernel/src/a.ts', '@zongheng/sales-events', 'kernel-imports'],
  ['libs/kernel/src/b.ts', 'rxjs', 'kernel-packages'],
  ['libs/kernel/src/c.ts', 'node:fs', 'kernel-node'],
  ['libs/sales/events/src/a.ts', '@zongheng/customers-events', 'events-imports'],
  ['libs/sales/events/src/b.ts', '@zongheng/sales-domain', 'events-imports'],
  ['libs/sales/events/src/c.ts', 'rxjs', 'events-packages'],
  ['libs/sales/events/src/d.ts', 'node:crypto', 'events-node'],
  ['libs/sales/domain/src/a.ts', '@zongheng/customers-events', 'domain-imports'],
  ['libs/sales/domain/src/b.ts', '@zongheng/sales-views', 'domain-imports'],
  ['libs/sales/domain/src/c.ts', 'typebox', 'domain-packages'],
  ['libs/sales/domain/src/d.ts', 'node:fs', 'domain-node'],
  ['libs/sales/domain/src/e.ts', '@zongheng/event-store', 'domain-imports'],
  ['libs/sales/views/src/a.ts', '@zongheng/sales-domain', 'views-imports'],
  ['libs/sales/views/src/b.ts', '@zongheng/customers-views', 'views-imports'],
  ['libs/sales/views/src/c.ts', 'rxjs', 'views-packages'],
  ['libs/sales/views/src/d.ts', 'node:fs', 'views-node'],
  ['libs/sales/api/src/a.ts', '@zongheng/customers-domain', 'api-imports'],
  ['libs/sales/api/src/b.ts', '@zongheng/customers-api', 'api-imports'],
  ['libs/sales/api/src/c.ts', '@zongheng/event-store-sqlite', 'api-imports'],
  ['libs/sales/api/src/d.ts', '@zongheng/simulation', 'api-imports'],
  ['libs/event-store/port/src/a.ts', '@zongheng/sales-events', 'port-imports'],
  ['libs/event-store/port/src/b.ts', '@zongheng/event-store-sqlite', 'port-imports'],
  ['libs/event-store/port/src/c.ts', 'rxjs', 'port-packages'],
  ['libs/event-store/sqlite/src/a.ts', '@zongheng/sales-events', 'adapter-imports'],
  ['libs/event-store/sqlite/src/b.ts', '@zongheng/read-store', 'adapter-imports'],
  ['libs/event-store/sqlite/src/c.ts', '@zongheng/read-store-sqlite', 'adapter-imports'],
  ['libs/projection/src/a.ts', '@zongheng/sales-views', 'kit-imports'],
  ['libs/projection/src/b.ts', '@zongheng/read-store-sqlite', 'kit-imports'],
  ['libs/projection/src/c.spec.ts', '@zongheng/sales-views', 'kit-spec-imports'],
  ['libs/simulation/src/a.ts', '@zongheng/sales-views', 'simulation-imports'],
  ['services/crm/src/a.ts', '@zongheng/other', 'service-imports'],
  ['libs/sales/api/src/e.ts', '@zongheng/crm', 'api-imports'],
  ['test/a.ts', '@zongheng/crm', 'test-imports'],
  ['libs/sales/api/src/f.ts', '@zongheng/nowhere', 'resolvable'],
  ['libs/sales/api/src/g.ts', '../../events/src/index.ts', 'declared'],
  ['libs/sales/api/src/h.ts', 'fast-check', 'declared'],
  ['libs/archive/src/a.ts', '@zongheng/kernel', 'covered'],
  ['libs/loose/src/a.ts', '@zongheng/kernel', 'covered'],
];

/** What each room may do, so that a rule which forbids everything would be noticed. */
const ALLOWED: readonly (readonly [file: string, imported: string])[] = [
  ['libs/kernel/src/ok.ts', 'typebox'],
  ['libs/kernel/src/ok.spec.ts', 'fast-check'],
  ['libs/sales/events/src/ok.ts', '@zongheng/kernel'],
  ['libs/sales/domain/src/ok.ts', '@zongheng/sales-events'],
  ['libs/sales/domain/src/ok.spec.ts', 'node:fs'],
  ['libs/sales/views/src/ok.ts', '@zongheng/customers-events'],
  ['libs/sales/api/src/ok-1.ts', '@zongheng/sales-domain'],
  ['libs/sales/api/src/ok-2.ts', '@zongheng/customers-events'],
  ['libs/sales/api/src/ok-3.ts', '@zongheng/projection'],
  ['libs/sales/api/src/ok-4.ts', 'rxjs'],
  ['libs/sales/api/src/ok.spec.ts', '@zongheng/event-store-sqlite'],
  ['libs/event-store/sqlite/src/ok-1.ts', '@zongheng/event-store'],
  ['libs/event-store/sqlite/src/ok-2.ts', 'node:sqlite'],
  ['libs/event-store/port/src/contract.ts', 'node:fs'],
  ['libs/projection/src/ok.ts', '@zongheng/read-store'],
  ['libs/projection/src/ok.spec.ts', '@zongheng/read-store-sqlite'],
  ['libs/simulation/src/ok.ts', '@zongheng/customers-domain'],
  ['services/crm/src/ok.ts', '@zongheng/sales-api'],
  ['test/ok.ts', '@zongheng/sales-api'],
];

const importing = (imported: string): string => `import * as it from '${imported}';\nexport const seen = it;\n`;
const withTypeOnly = (imported: string): string => `import type * as it from '${imported}';\nexport type Seen = typeof it;\n`;

describe('the rules of the house, on a tree that breaks them', () => {
  let root: string;
  let verdict: Verdict;

  beforeAll(() => {
    const files = Object.fromEntries([...BREACHES, ...ALLOWED].map(([file, imported]) => [file, importing(imported)]));
    root = fixtureTree(
      {
        ...files,
        'libs/sales/api/src/circle.ts': importing('./circle-back.ts'),
        'libs/sales/api/src/circle-back.ts': withTypeOnly('./circle.ts'),
        'libs/sales/domain/src/type-only.ts': withTypeOnly('@zongheng/customers-events'),
        'libs/sales/domain/src/dynamic.ts': `export const late = () => import('@zongheng/customers-events');\n`,
        'libs/sales/domain/src/passed-on.ts': `export * from '@zongheng/customers-events';\n`,
        'libs/sales/domain/src/clock.ts': 'export const now = (): number => Date.now();\n',
        'libs/customers/domain/package.json': JSON.stringify({ name: '@zongheng/customers-domain', exports: { '.': './src/index.ts' } }),
        'libs/customers/domain/src/silent.ts': importing('@zongheng/kernel'),
      },
      ['libs/archive'],
    );
    verdict = judge(root);
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  const rulesAgainst = (file: string): readonly string[] =>
    verdict.findings.filter(({ where }) => where === file || where.startsWith(`${file}:`)).map(({ rule }) => rule);

  it.each(BREACHES)('%s must not import %s', (file, _imported, rule) => {
    expect(rulesAgainst(file)).toContain(rule);
  });

  it.each(ALLOWED)('%s may import %s', (file) => {
    expect(rulesAgainst(file)).toEqual([]);
  });

  it.each(['type-only', 'dynamic', 'passed-on'])('an import counts when it is %s', (name) => {
    expect(rulesAgainst(`libs/sales/domain/src/${name}.ts`)).toContain('domain-imports');
  });

  it('files must not import each other in a circle, not even for types', () => {
    const circles = verdict.findings.filter(({ rule }) => rule === 'no-cycle').map(({ where, what }) => `${where} ${what}`);
    expect(circles).toEqual([expect.stringMatching(/circle.*circle/)]);
  });

  it('a pure room must not read the clock', () => {
    expect(rulesAgainst('libs/sales/domain/src/clock.ts')).toEqual(['purity']);
  });

  it('a package must declare what it imports', () => {
    expect(rulesAgainst('libs/customers/domain/src/silent.ts')).toEqual(['declared']);
  });

  it('a package that no room covers is reported by its directory', () => {
    expect(rulesAgainst('libs/archive/')).toEqual(['covered']);
  });

  it('generated files that are missing or differ are reported', () => {
    const drift = verdict.findings.filter(({ rule }) => rule === 'generated').map(({ what }) => what);
    expect(drift).toContainEqual(expect.stringContaining('libs/kernel/tsconfig.json'));
  });

  it('a package.json that the lock file does not know is reported', () => {
    expect(rulesAgainst('libs/customers/domain/package.json')).toEqual(['locked']);
  });
});
