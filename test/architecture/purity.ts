/** Finds what would make a pure room depend on when, where or by whom it runs: clocks, random numbers, timers, environment, locale. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from '@swc/core';
import type { Finding } from './finding.ts';
import { roomsOf, SPEC_FILE } from './rooms.ts';

const FORBIDDEN_NAMES = new Set([
  'process',
  'globalThis',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'fetch',
  'require',
  'console',
]);
const FORBIDDEN_MEMBERS = new Set([
  'Date.now',
  'Math.random',
  'performance.now',
  'performance.timeOrigin',
  'crypto.randomUUID',
  'crypto.getRandomValues',
]);
/** Methods that answer by the machine's time zone or locale. */
const LOCAL_METHODS = new Set([
  ...['FullYear', 'Month', 'Date', 'Day', 'Hours', 'Minutes', 'TimezoneOffset'].map((part) => `get${part}`),
  ...['String', 'DateString', 'TimeString', 'UpperCase', 'LowerCase'].map((part) => `toLocale${part}`),
  'localeCompare',
]);

/** Judges the pure ones among some files of a tree. */
export function impurities(root: string, files: readonly string[]): readonly Finding[] {
  return files
    .filter((file) => file.endsWith('.ts') && !new RegExp(SPEC_FILE).test(file) && roomsOf(file).some((room) => room.isPure))
    .flatMap((file) => impuritiesOf(file, readFileSync(join(root, file), 'utf8')));
}

/** Judges one file's text. */
export function impuritiesOf(file: string, text: string): readonly Finding[] {
  // swc counts positions from the first statement on and across files: an empty statement in front marks where this file begins.
  const marked = Buffer.from(`;\n${text}`);
  const program = parseSync(marked.toString(), { syntax: 'typescript', decorators: true, target: 'es2024' });
  const first = program.body[0]?.span.start ?? 0;
  const findings: Finding[] = [];
  visit(program, (node) => {
    const what = judge(node);
    if (what === undefined) return;
    const line =
      marked
        .subarray(0, startOf(node) - first)
        .toString()
        .split('\n').length - 1;
    findings.push({
      rule: 'purity',
      where: `${file}:${Math.max(line, 1)}`,
      what: `${what} is not for a pure room: let it come in with the command or the event`,
    });
  });
  return findings;
}

type Node = Readonly<Record<string, unknown>> & { readonly type: string };

function judge(node: Node): string | undefined {
  if (node.type === 'NewExpression' || node.type === 'CallExpression') return judgeCall(node);
  if (node.type === 'MemberExpression') return judgeMember(node);
  if (node.type === 'Identifier' && FORBIDDEN_NAMES.has(nameOf(node) ?? '')) return nameOf(node);
  return undefined;
}

/**
 * A date of one argument is an instant; of several it is read in the machine's time zone, of none it is the clock. A format says its
 * locale, and one of dates its options too, or it takes the machine's.
 */
function judgeCall(node: Node): string | undefined {
  const callee = node['callee'];
  const given = Array.isArray(node['arguments']) ? node['arguments'].length : 0;
  if (nameOf(callee) === 'Date')
    return node.type === 'NewExpression' && given === 1 ? undefined : 'a date by the clock or the time zone of the machine';
  if (!isNode(callee) || callee.type !== 'MemberExpression' || nameOf(callee['object']) !== 'Intl') return undefined;
  const format = nameOf(callee['property']) ?? '';
  return given >= (format === 'DateTimeFormat' ? 2 : 1) ? undefined : `Intl.${format} by the locale or the time zone of the machine`;
}

function judgeMember(node: Node): string | undefined {
  const property = nameOf(node['property']);
  if (property === undefined) return undefined;
  const member = `${nameOf(node['object']) ?? ''}.${property}`;
  if (FORBIDDEN_MEMBERS.has(member)) return member;
  return LOCAL_METHODS.has(property) ? `.${property}` : undefined;
}

/** Visits every node that is a value: names of members, keys and types are not. */
function visit(value: unknown, meet: (node: Node) => void): void {
  if (Array.isArray(value)) {
    for (const each of value) visit(each, meet);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  if (isNode(value)) {
    if (value.type.startsWith('TsType') || value.type.startsWith('TsInterface')) return;
    meet(value);
  }
  for (const [key, child] of Object.entries(value)) {
    if (isNode(child) && child.type === 'Identifier' && (key === 'property' || key === 'key')) continue;
    visit(child, meet);
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

function nameOf(value: unknown): string | undefined {
  return isNode(value) && value.type === 'Identifier' && typeof value['value'] === 'string' ? value['value'] : undefined;
}

function startOf(node: Node): number {
  const span = node['span'];
  return typeof span === 'object' && span !== null && 'start' in span && typeof span.start === 'number' ? span.start : 0;
}
