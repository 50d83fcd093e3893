/*
 * Search by any part of a text, the same on every adapter: an index of terms narrows down what could match, and an exact look at the stored
 * search text decides. So the terms may be too few or too many without changing an answer.
 *
 * A term is a signed number of 32 bits, made of UTF-16 code units: one unit alone, or two neighbouring ones (what lies beyond the basic
 * plane is two units). Terms never reach across white space.
 */

const space = 0x20;
const separator = 0x0a;

/** One text for all of a document's search texts, normalised as `q` is and each on a line of its own: what is stored and looked into. */
export function searchText(texts: readonly string[]): string {
  if (texts.length === 0) return '';
  if (texts.length === 1) return normalised(texts[0] ?? '');
  let all = '';
  for (const text of texts) {
    const next = normalised(text);
    if (next !== '') all += all === '' ? next : `\n${next}`;
  }
  return all;
}

/** The words of a `q`, normalised; none where it is empty. Each must be part of one of the search texts. */
export function queryWords(q: string): readonly string[] {
  const text = normalised(q);
  return text === '' ? [] : [...new Set(text.split(' '))];
}

/** Whether each word is part of the search text. */
export function matches(text: string, words: readonly string[]): boolean {
  return words.every((word) => text.includes(word));
}

/** The terms of a search text, each once. */
export function searchTerms(text: string): ReadonlySet<number> {
  const terms = new Set<number>();
  eachTerm(text, (term) => terms.add(term));
  return terms;
}

/** The terms that every document matching these words has: the pairs of each word, which say all that its single units do; or its one unit. */
export function queryTerms(words: readonly string[]): readonly number[] {
  const terms = new Set<number>();
  for (const word of words) {
    eachTerm(word, (term) => {
      if (word.length === 1 || isPair(term)) terms.add(term);
    });
  }
  return [...terms];
}

/** Visits the terms of a search text, those that occur twice twice: a loop without allocation for those that gather very many. */
export function eachTerm(text: string, visit: (term: number) => void): void {
  let before = space;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit === space || unit === separator) {
      before = space;
      continue;
    }
    if (before !== space) visit((before << 16) | unit);
    if (!isSurrogate(unit)) visit(unit);
    before = unit;
  }
}

function isPair(term: number): boolean {
  return term < 0 || term > 0xffff;
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}

const plain = /^[!-~]+(?: [!-~]+)*$/;
const gaps = /[\s\p{Cc}]+/gu;

/** Compatible forms made one (full width, half width, ligatures), lower case, white space and control characters each one space. */
function normalised(text: string): string {
  if (plain.test(text)) return text.toLowerCase();
  return text.toWellFormed().normalize('NFKC').toLowerCase().replaceAll('ς', 'σ').normalize('NFKC').replace(gaps, ' ').trim();
}
