import { canonicalJson } from '@zongheng/kernel';

/** About how long a piece is, in characters: written to a disk in a millisecond or two. */
const pieceLength = 256 * 1024;
/** A value of fewer members than this is written in one go. */
const smallMax = 32;

/** The JSON text of a value, a piece at a time: nothing is made before it is asked for. */
export function* jsonPieces(value: unknown): Generator<string, void> {
  let held: string[] = [];
  let length = 0;
  for (const part of partsOf(value)) {
    held.push(part);
    length += part.length;
    if (length < pieceLength) continue;
    yield held.join('');
    held = [];
    length = 0;
  }
  if (length > 0) yield held.join('');
}

/** Arrays and objects that may be long are taken member by member; what is short, at once. */
function* partsOf(value: unknown): Generator<string, void> {
  if (Array.isArray(value)) {
    if (value.length < smallMax && value.every((item) => typeof item !== 'object')) return yield canonicalJson(value);
    yield '[';
    for (const [index, item] of value.entries()) {
      if (index > 0) yield ',';
      yield* item === undefined ? ['null'] : partsOf(item);
    }
    return yield ']';
  }
  if (typeof value !== 'object' || value === null) return yield canonicalJson(value);
  yield '{';
  let isFirst = true;
  for (const [key, member] of Object.entries(value)) {
    if (member === undefined) continue;
    yield `${isFirst ? '' : ','}${JSON.stringify(key)}:`;
    yield* partsOf(member);
    isFirst = false;
  }
  return yield '}';
}
