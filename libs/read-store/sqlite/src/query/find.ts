import type { CollectionSpec, DocumentQuery } from '@zongheng/read-store';
import { ask, type Asked, documentsAtMost } from './asked.ts';
import { cheaper, everything, gathered } from './gather.ts';
import type { Slot } from './page-order.ts';
import { bestWalk, isImpossible, type Walk } from './plan.ts';
import { fromIds, heldTogether, type Indexes, type Narrowed, narrowed, smallestSource } from './sources.ts';
import { walked, walkedExactly } from './walk.ts';

/** A walk gives up after this part of all documents: from there on it is cheaper to look at each of them in the order they are stored. */
const walkPart = 8;
/** It goes so many times further than it should have to, if conditions did not depend on each other. */
const patience = 4;
/** So many steps for each document wanted are tried before anything is compared. */
const shortWalk = 8;
/** What finds more than this part of all documents is not worth comparing by ids. */
const narrowPart = 6;
/** To look at a document costs about as much as reading so many ids in the order of an index. */
const lookCost = 32;

/**
 * Finds a page in the cheapest way:
 * 1. an index has the order and answers every condition: as many of it are read as are wanted;
 * 2. some index finds few documents that meet a part of the conditions: these are gathered, looked at and sorted;
 * 3. what is asked for is common: an index is read in order, and what does not match is left out;
 * 4. each of several conditions is, but not all of them together: what indexes find, or is kept of conditions asked before, is compared by
 *    ids, and only what is left is looked at;
 * 5. it is common, but not where the list begins: after a bounded number of steps the documents of the smallest source, or all, are
 *    looked at after all. So no query costs more than a walk that gave up and one pass over the documents.
 */
export function find(spec: CollectionSpec, stored: Indexes, query: DocumentQuery): readonly Slot[] {
  if (isImpossible(query.where)) return [];
  const asked = ask(spec, stored, query);
  const walk = bestWalk(stored.indexes, query.where, query.sort);
  if (walk && walk.rest.length === 0 && asked.words.length === 0) return walkedExactly(asked, walk);

  const all = documentsAtMost(stored);
  const candidates = stored.terms.candidates(asked.words);
  // Gathering n documents costs n looks; a walk to a page of them about `wanted × all / n`: here these two are even.
  const fewMax = Math.max(256, Math.floor(Math.sqrt(asked.wanted * all)));
  const few = smallestSource(stored, query.where, candidates, fewMax + 1);
  if (few && few.size <= fewMax) return gathered(asked, few);

  // Most often what is common is found where the list begins.
  const begun = walk && walked(asked, walk, { stepsMax: asked.wanted * shortWalk, candidates });
  if (begun) return begun;

  const left =
    heldTogether(stored, query.where, candidates, false) ??
    narrowed(stored, query.where, candidates, Math.max(fewMax, Math.floor(all / narrowPart)));
  if (left) return foundAmong(asked, walk, left, all);

  if (walk) {
    const stepsMax = stepsFor(asked, all, few?.size ?? 0);
    const slots = walked(asked, walk, { stepsMax, candidates });
    if (slots) return slots;
  }
  return gathered(asked, cheaper(few && smallestSource(stored, query.where, candidates, Math.ceil(all / 2)), all));
}

/** A page of what several sources left: gathered where that is little, otherwise passed over to in the order of an index. */
function foundAmong(asked: Asked, walk: Walk | null, { candidates, answers }: Narrowed, all: number): readonly Slot[] {
  const isFew = candidates.size <= Math.max(64, Math.sqrt((asked.wanted * all) / lookCost));
  if (walk && !isFew) {
    const isAnswered = asked.query.where.every((condition) => answers.includes(condition));
    const slots = walked(asked, walk, { stepsMax: isAnswered ? all + 1 : stepsFor(asked, all, candidates.size), candidates });
    if (slots) return slots;
  }
  const source = fromIds(() => candidates.ids(), candidates.size);
  return gathered(asked, source);
}

/** How far a walk goes to a page of what so many may match. */
function stepsFor({ wanted }: Asked, all: number, matching: number): number {
  const expected = matching > 0 ? (wanted * all) / matching : Number.POSITIVE_INFINITY;
  return Math.ceil(Math.min(1_000 + patience * expected, 1_000 + all / walkPart));
}

/** Looks at every document: all that can be done while a load has built no index yet. */
export function findWithoutIndexes(spec: CollectionSpec, stored: Indexes, query: DocumentQuery): readonly Slot[] {
  return gathered(ask(spec, stored, query), everything);
}
