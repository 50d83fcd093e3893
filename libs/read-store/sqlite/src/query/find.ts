import type { CollectionSpec, DocumentQuery } from '@zongheng/read-store';
import { ask, documentsAtMost } from './asked.ts';
import { cheaper, everything, gathered } from './gather.ts';
import type { Slot } from './page-order.ts';
import { bestWalk, isImpossible } from './plan.ts';
import { type Indexes, smallestSource } from './sources.ts';
import { walked, walkedExactly } from './walk.ts';

/** A walk gives up after this part of all documents: from there on it is cheaper to look at each of them in the order they are stored. */
const walkPart = 8;
/** It goes so many times further than it should have to, if conditions did not depend on each other. */
const patience = 4;

/**
 * Finds a page in the cheapest way:
 * 1. an index has the order and answers every condition: as many of it are read as are wanted;
 * 2. some index finds few documents that meet a part of the conditions: these are gathered, looked at and sorted;
 * 3. what is asked for is common: an index is read in order, and what does not match is left out;
 * 4. it is common, but not where the list begins: after a bounded number of steps the documents of the smallest source, or all, are
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

  if (walk) {
    const expected = few ? (asked.wanted * all) / few.size : Number.POSITIVE_INFINITY;
    const stepsMax = Math.ceil(Math.min(1_000 + patience * expected, 1_000 + all / walkPart));
    const slots = walked(asked, walk, { stepsMax, candidates });
    if (slots) return slots;
  }
  return gathered(asked, cheaper(few && smallestSource(stored, query.where, candidates, Math.ceil(all / 2)), all));
}

/** Looks at every document: all that can be done while a load has built no index yet. */
export function findWithoutIndexes(spec: CollectionSpec, stored: Indexes, query: DocumentQuery): readonly Slot[] {
  return gathered(ask(spec, stored, query), everything);
}
