import { isUtf8 } from 'node:buffer';
import { depthMax, ProblemError } from './http-problems.ts';

const forbiddenNames = new Set(['__proto__', 'constructor', 'prototype']);

const byteOrderMark = 0xfeff;

/** The text of bytes. @throws ProblemError where they are not UTF-8. A byte order mark is left out. */
export function textOf(bytes: Uint8Array): string {
  if (!isUtf8(bytes)) throw new ProblemError('REQUEST.NOT_UTF8', 'the body holds bytes that are not UTF-8');
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  return text.charCodeAt(0) === byteOrderMark ? text.slice(1) : text;
}

/** The value of a JSON text from outside. @throws ProblemError where it is no JSON, or holds what is not taken. */
export function jsonOf(text: string): unknown {
  const value = parsed(text);
  if (value === null) throw new ProblemError('REQUEST.MALFORMED_JSON', 'the body is null');
  const hazard = hazardIn(value);
  if (hazard) throw new ProblemError('REQUEST.HAZARDOUS_JSON', hazard.found, { field: hazard.pointer });
  return value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    // The message quotes a few characters of the sender's own text, and where they stand.
    throw new ProblemError('REQUEST.MALFORMED_JSON', error instanceof Error ? error.message : 'the body is no JSON');
  }
}

interface Hazard {
  readonly pointer: string;
  readonly found: string;
}

/** The first thing in a value that is not taken; null where all is well. It never goes deeper than the limit. */
export function hazardIn(value: unknown, depth = 1): Hazard | null {
  if (typeof value === 'string') return textHazard(value);
  if (typeof value !== 'object' || value === null) return null;
  if (depth > depthMax) return { pointer: '', found: `the value is nested more than ${depthMax} levels deep` };
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) {
      const hazard = hazardIn(value[index], depth + 1);
      if (hazard) return below(hazard, String(index));
    }
    return null;
  }
  const members = value as Readonly<Record<string, unknown>>;
  for (const name of Object.keys(members)) {
    if (forbiddenNames.has(name)) return { pointer: '', found: `the name ${name} is not taken` };
    const hazard = hazardIn(members[name], depth + 1);
    if (hazard) return below(hazard, name);
    const inName = textHazard(name);
    if (inName) return inName;
  }
  return null;
}

/** Pointers are only put together where there is something to point at. */
function below(hazard: Hazard, name: string): Hazard {
  return { pointer: `/${name}${hazard.pointer}`, found: hazard.found };
}

function textHazard(text: string): Hazard | null {
  if (text.includes('\0')) return { pointer: '', found: 'a text holds the character NUL' };
  return text.isWellFormed() ? null : { pointer: '', found: 'a text holds half of a surrogate pair' };
}
