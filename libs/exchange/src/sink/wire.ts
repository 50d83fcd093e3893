import type { CommandProblem, CommandResult } from './command-sink.ts';

/** Reads one answer of the bulk endpoint. */
export function resultOf(line: number, answer: unknown): CommandResult {
  const status = numberIn(answer, 'status') ?? 0;
  const problem = problemOf(memberOf(answer, 'problem'));
  return {
    line,
    status,
    id: textIn(answer, 'id'),
    revision: numberIn(answer, 'revision'),
    position: numberIn(answer, 'position'),
    token: textIn(answer, 'token'),
    events: countIn(answer, 'events'),
    replayed: memberOf(answer, 'replayed') === true,
    problem: problem ?? (status >= 200 && status < 300 ? null : unexplained(status)),
  };
}

/** Reads problem details; null where there are none. */
export function problemOf(value: unknown): CommandProblem | null {
  const code = textIn(value, 'code');
  if (code === null) return null;
  return {
    code,
    detail: textIn(value, 'detail') ?? textIn(value, 'title') ?? code,
    remedy: textIn(value, 'remedy'),
    field: textIn(value, 'field'),
  };
}

function unexplained(status: number): CommandProblem {
  return { code: `HTTP.${status}`, detail: `the installation answered ${status}`, remedy: null, field: null };
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function textIn(value: unknown, name: string): string | null {
  const member = memberOf(value, name);
  return typeof member === 'string' ? member : null;
}

function countIn(value: unknown, name: string): number {
  const member = memberOf(value, name);
  return Array.isArray(member) ? member.length : 0;
}

function numberIn(value: unknown, name: string): number | null {
  const member = memberOf(value, name);
  return typeof member === 'number' ? member : null;
}
