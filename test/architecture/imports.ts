/** Finds imports that the table of rooms forbids, through dependency-cruiser. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cruise } from 'dependency-cruiser';
import type { ICruiseResult, IRegularForbiddenRuleType, IModule } from 'dependency-cruiser';
import type { Finding } from './finding.ts';
import { ROOMS, SPEC_FILE, TEST_KIT } from './rooms.ts';
import type { Room } from './rooms.ts';

const PROJECT = '^(?:libs|services|test|deploy)/';
/** Libraries that specs of any room may use: data generators, validators and what collects spans in memory hold no technology. */
const SPEC_PACKAGES = ['@jest/globals', '@opentelemetry/sdk-trace', 'fast-check', 'ajv', 'ajv-formats'];

export interface Imports {
  readonly findings: readonly Finding[];
  readonly modules: readonly IModule[];
}

/** Reads every import below libs, services and test of a tree, type-only ones included, and judges them. */
export async function importsOf(root: string): Promise<Imports> {
  const result = await cruiseTree(root);
  const findings = result.summary.violations.map((violation) => ({
    rule: violation.rule.name,
    where: violation.from,
    what: `${violation.cycle ? 'is in a cycle with' : 'must not import'} ${violation.to}. ${reasons.get(violation.rule.name) ?? ''}`.trim(),
  }));
  return { findings, modules: result.modules };
}

async function cruiseTree(root: string): Promise<ICruiseResult> {
  const directories = ['libs', 'services', 'test'].filter((each) => existsSync(join(root, each)));
  const { output } = await cruise(directories, {
    baseDir: root,
    parser: 'swc',
    ruleSet: { forbidden: RULES },
    validate: true,
    combinedDependencies: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@zongheng/source', 'import', 'node', 'default', 'types'],
      extensions: ['.ts', '.mjs', '.js', '.json', '.d.ts'],
    },
  });
  if (typeof output === 'string') throw new Error(`dependency-cruiser answered text instead of a result: ${output}`);
  return output;
}

const RULES: IRegularForbiddenRuleType[] = [
  {
    name: 'no-cycle',
    severity: 'error',
    comment: 'What imports itself cannot be understood or replaced apart.',
    from: {},
    to: { circular: true },
  },
  {
    name: 'resolvable',
    severity: 'error',
    comment: 'It is not there: undeclared, not installed, or misspelt.',
    from: {},
    to: { couldNotResolve: true },
  },
  {
    name: 'tracing-imports',
    severity: 'error',
    comment: 'Who takes a step of a trace does it through libs/tracing, and where spans go is said once, for all services.',
    from: { pathNot: ['^libs/(?:tracing|service-kit)/', SPEC_FILE] },
    to: { path: '(?:^|/)node_modules/@opentelemetry/' },
  },
  ...ROOMS.flatMap(rulesOf),
];

const reasons = new Map(RULES.map((rule) => [rule.name, rule.comment]));

function rulesOf(room: Room): IRegularForbiddenRuleType[] {
  const own = ownPath(room);
  const rule = (name: string, from: IRegularForbiddenRuleType['from'], to: IRegularForbiddenRuleType['to']): IRegularForbiddenRuleType => ({
    name: `${room.name}-${name}`,
    severity: 'error',
    comment: room.why,
    from,
    to,
  });
  const source = { path: room.path, pathNot: SPEC_FILE };
  const specs = { path: `${room.path}.*${SPEC_FILE}` };
  const rules = [
    rule('imports', source, { path: PROJECT, pathNot: [own, ...room.mayImport] }),
    rule('spec-imports', specs, { path: PROJECT, pathNot: [own, ...room.mayImport, ...room.specsMayImport] }),
  ];
  if (room.packages !== 'any') {
    const allowed = room.packages === 'none' ? [] : room.packages;
    rules.push(rule('packages', { path: room.path, pathNot: [SPEC_FILE, TEST_KIT] }, outside(allowed)));
    rules.push(
      rule('spec-packages', { path: [`${room.path}.*${SPEC_FILE}`, `${room.path}.*${TEST_KIT}`] }, outside([...allowed, ...SPEC_PACKAGES])),
    );
  }
  if (!room.mayUseNode) rules.push(rule('node', source, { dependencyTypes: ['core'] }));
  return rules;
}

function outside(allowed: readonly string[]): IRegularForbiddenRuleType['to'] {
  const path = '(?:^|/)node_modules/(?!@zongheng/)';
  return allowed.length === 0 ? { path } : { path, pathNot: `(?:^|/)node_modules/(?:${allowed.join('|')})(?:/|$)` };
}

/** The room's own files: where its path has groups (which context, which adapter), the same context and the same adapter. */
function ownPath(room: Room): string {
  let group = 0;
  return room.path.replace(/\((?!\?)(?:[^()]|\([^()]*\))*\)/g, () => `$${(group += 1)}`);
}
