import { addDays, canonicalJson, isRefusal, type Refusal } from '@zongheng/kernel';
import type { Movement, Standing } from '@zongheng/contracts-events';
import { type Books, booksAfter } from './books.ts';
import { refuse } from './refusals.ts';
import { type Piece, piecesIn } from './schedule/pieces.ts';
import { type Happening, movementOf, signing } from './steps.ts';

/** Something that happened to a contract on a date. */
export interface Dated {
  readonly date: Movement['date'];
  readonly happening: Happening;
}

/** What happened, as a recorded movement tells it. */
export function happeningOf(movement: Movement): Dated {
  const { date, step, effective, before, after, disposition, in: entered, out } = movement;
  const told = (happening: Happening): Dated => ({ date, happening });
  const pieces = (): Piece[] => piecesIn(entered).map(({ line, part }) => ({ line, part }));
  switch (step) {
    case 'signed':
      return told({ step, standing: after, pieces: pieces() });
    case 'amended': {
      const named = [...new Set([...out, ...entered].flatMap(({ lines }) => lines.map(({ line }) => line)))];
      return told({ step, effective, ends: before?.ends === after.ends ? null : after.ends, named, pieces: pieces() });
    }
    case 'renewed':
      return told({ step, begins: after.begins, ends: after.ends, pieces: pieces() });
    case 'suspended':
      return told({ step, effective, disposition: disposition ?? 'shifted' });
    case 'resumed':
      return told({ step, effective });
    case 'terminated':
      return told({ step, lastDay: addDays(effective, -1) });
    case 'assigned':
      return told({ step, owner: after.owner, unit: after.unit });
    case 'reclassified':
      return told(followingOf(before ?? after, after));
  }
}

function followingOf(before: Standing, after: Standing): Happening {
  if (before.unit !== after.unit) return { step: 'reclassified', of: after.owner, unit: after.unit };
  return {
    step: 'reclassified',
    ...(before.region === after.region ? {} : { region: after.region }),
    ...(before.segment === after.segment ? {} : { segment: after.segment }),
  };
}

/** The movements of what happened, worked out anew from the signing on; what moves nothing is left out. Refused where it cannot have been so. */
export function historyOf(happened: readonly Dated[]): Movement[] | Refusal {
  let books: Books | null = null;
  const history: Movement[] = [];
  for (const { date, happening } of happened) {
    const movement: Movement | Refusal = books ? next(books, date, happening) : first(date, happening);
    if (isRefusal(movement)) return movement;
    if (isIdle(movement)) continue;
    history.push(movement);
    books = booksAfter(books, movement);
  }
  return history;
}

function first(date: Movement['date'], happening: Happening): Movement | Refusal {
  if (happening.step === 'signed') return signing(date, happening);
  return refuse('CONTRACTS.CORRECTION.CONFLICTS', `it would have been ${happening.step} on ${date}, before it was signed`);
}

function next(books: Books, date: Movement['date'], happening: Happening): Movement | Refusal {
  if (happening.step === 'signed') return refuse('CONTRACTS.CORRECTION.CONFLICTS', `it would have been signed twice, again on ${date}`);
  const conflict = conflictOf(books, happening);
  return conflict === null ? movementOf(books, date, happening) : refuse('CONTRACTS.CORRECTION.CONFLICTS', conflict);
}

/** What a corrected term may not leave behind: a further term inside it, an amendment or a last day outside it. Null where all is well. */
function conflictOf({ standing, begins }: Books, happening: Exclude<Happening, { step: 'signed' }>): string | null {
  const term = `its term would run from ${begins} to ${standing.ends}`;
  switch (happening.step) {
    case 'renewed':
      return happening.begins > standing.ends ? null : `a further term begins on ${happening.begins}, ${term}`;
    case 'terminated':
      return happening.lastDay >= begins && happening.lastDay <= standing.ends ? null : `its last day is ${happening.lastDay}, ${term}`;
    case 'amended': {
      const { effective, pieces } = happening;
      const ends = happening.ends ?? standing.ends;
      const fits =
        effective >= begins && effective <= standing.ends && ends >= standing.ends && pieces.every(({ part }) => part.to <= ends);
      return fits ? null : `it was amended with effect from ${effective}, ${term}`;
    }
    default:
      return null;
  }
}

function isIdle({ step, before, after, out, in: entered }: Movement): boolean {
  if (step !== 'assigned' && step !== 'reclassified' && step !== 'amended') return false;
  return before !== null && sameJson(before, after) && sameJson(out, entered);
}

/** The movements in which two histories differ: what stands alike at the beginning and at the end is left alone. */
export function difference(old: readonly Movement[], now: readonly Movement[]): { retracted: Movement[]; stated: Movement[] } {
  const shorter = Math.min(old.length, now.length);
  let start = 0;
  while (start < shorter && sameJson(old[start], now[start])) start += 1;
  let end = 0;
  while (end < shorter - start && sameJson(old[old.length - 1 - end], now[now.length - 1 - end])) end += 1;
  return { retracted: old.slice(start, old.length - end), stated: now.slice(start, now.length - end) };
}

/** A history after a correction: the block taken back stands no more, what is stated stands in its place. @throws Error where the block was never recorded. */
export function rewritten(history: readonly Movement[], retracted: readonly Movement[], stated: readonly Movement[]): Movement[] {
  const at = placeOf(history, retracted);
  return [...history.slice(0, at), ...stated, ...history.slice(at + retracted.length)];
}

function placeOf(history: readonly Movement[], block: readonly Movement[]): number {
  const first = block[0];
  if (!first) return history.length;
  for (let at = 0; at + block.length <= history.length; at += 1) {
    if (block.every((movement, offset) => sameJson(movement, history[at + offset]))) return at;
  }
  throw new Error('a correction takes back what was never recorded');
}

export function sameJson(one: unknown, other: unknown): boolean {
  return one === other || (one !== undefined && other !== undefined && canonicalJson(one) === canonicalJson(other));
}
