/**
 * The file that stands for a customer: where the id forwards to in the end, or the id itself. `intoOf` is one step: what `merges` says a file
 * went into, null where it went nowhere. Merges never run in a circle; should a store ever say so, this throws rather than turn for ever.
 */
export function survivorOf<Id extends string>(customer: Id, intoOf: (customer: Id) => Id | null): Id {
  const passed = new Set<Id>();
  let at = customer;
  for (let next = intoOf(at); next !== null; next = intoOf(at)) {
    if (passed.has(next)) throw new RangeError(`the merges of ${customer} run in a circle at ${next}`);
    passed.add(next);
    at = next;
  }
  return at;
}
