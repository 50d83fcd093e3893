import { percentile } from '../harness/statistics.ts';
import type { HttpClient } from './client.ts';
import type { Question } from './question.ts';
import type { Dice } from './world.ts';

/** How long the answers to one question took, in milliseconds. */
export interface Asked {
  readonly name: string;
  readonly times: readonly number[];
}

/** A place where questions are asked: an installation, and names that stand in it. */
export interface Place {
  readonly client: HttpClient;
  readonly dice: Dice;
}

/**
 * Asks every question so many times in each place, all of them by turns: what else the machine does meets all alike. The first askings of each
 * are for warming up and are not counted.
 */
export async function askByTurns(
  places: readonly Place[],
  questions: readonly Question[],
  times: number,
  warmUps: number,
): Promise<readonly (readonly Asked[])[]> {
  const all = await Promise.all(places.map((place) => withDeepPages(place, questions)));
  const asked = all.map((one) => one.map(({ name }): { name: string; times: number[] } => ({ name, times: [] })));
  for (let turn = 0; turn < times + warmUps; turn += 1) {
    for (const [index] of (all[0] ?? []).entries()) {
      for (const [at, { client, dice }] of places.entries()) {
        const path = all[at]?.[index]?.ask(dice);
        if (path === undefined) continue;
        const { ms } = await client.get(path);
        if (turn >= warmUps) asked[at]?.[index]?.times.push(ms);
      }
    }
  }
  return asked;
}

/** The questions, and after each list with pages deep in the same for such a page, as far as the list goes. */
async function withDeepPages({ client, dice }: Place, questions: readonly Question[]): Promise<readonly Question[]> {
  const all: Question[] = [];
  for (const question of questions) {
    all.push(question);
    if (question.pagesDeep === undefined) continue;
    const deep = await pageDeep(client, question.ask(dice), question.pagesDeep);
    all.push({ name: `${question.name}, a page deep in`, ask: () => deep });
  }
  return all;
}

interface Page {
  readonly next?: string | null;
}

/** Follows the cursors of a list by large pages; the page asked for then has the list's own size. */
async function pageDeep(client: HttpClient, path: string, pages: number): Promise<string> {
  const separator = path.includes('?') ? '&' : '?';
  let cursor: string | null = null;
  for (let steps = Math.ceil((pages * 50) / 200); steps > 0; steps -= 1) {
    const at: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const { next = null } = JSON.parse((await client.get(`${path}${separator}limit=200${at}`)).text) as Page;
    if (next === null) break;
    cursor = next;
  }
  return cursor === null ? path : `${path}${separator}cursor=${encodeURIComponent(cursor)}`;
}

/** The worst of all questions by a percentile. */
export function worstOf(asked: readonly Asked[], part: number): { readonly name: string; readonly ms: number } {
  return asked.map(({ name, times }) => ({ name, ms: percentile(times, part) })).reduce((worst, one) => (one.ms > worst.ms ? one : worst));
}
