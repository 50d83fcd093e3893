/** How many texts a part holds before it becomes two. */
const partMax = 64;

/**
 * A set of texts in their order, as a plain JSON value in parts: putting one in or taking one out copies its part and the list of parts, not
 * all texts. For what a state must walk through from its first on: open invoices by their due dates.
 */
export type Ordered = readonly (readonly string[])[];

/** The set with a text in it; the one it came from stays as it was. */
export function withText(set: Ordered, text: string): Ordered {
  const at = Math.max(0, partOf(set, text));
  const part = set[at] ?? [];
  const place = placeIn(part, text);
  if (part[place] === text) return set;
  const longer = part.toSpliced(place, 0, text);
  if (longer.length <= partMax) return set.length === 0 ? [longer] : set.with(at, longer);
  const middle = longer.length >> 1;
  return set.toSpliced(at, 1, longer.slice(0, middle), longer.slice(middle));
}

/** The set without a text. */
export function withoutText(set: Ordered, text: string): Ordered {
  const at = partOf(set, text);
  const part = set[at];
  if (!part) return set;
  const place = placeIn(part, text);
  if (part[place] !== text) return set;
  return part.length === 1 ? set.toSpliced(at, 1) : set.with(at, part.toSpliced(place, 1));
}

/** The texts that begin with a prefix, in order. */
export function* textsFrom(set: Ordered, prefix = ''): Generator<string, void> {
  for (let at = Math.max(0, partOf(set, prefix)); at < set.length; at += 1) {
    for (const text of set[at] ?? []) {
      if (text.startsWith(prefix)) yield text;
      else if (text > prefix) return;
    }
  }
}

/** How many there are. */
export function countOfTexts(set: Ordered): number {
  return set.reduce((count, part) => count + part.length, 0);
}

/** The last part whose first text is not after the text; -1 where all are. */
function partOf(set: Ordered, text: string): number {
  let low = 0;
  let high = set.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((set[middle]?.[0] ?? '') <= text) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Where a text stands in a part, or would. */
function placeIn(part: readonly string[], text: string): number {
  let low = 0;
  let high = part.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((part[middle] ?? '') < text) low = middle + 1;
    else high = middle;
  }
  return low;
}
