/**
 * The one JSON text of a value: keys in code-unit order, no white space, `undefined` members left out. Two folds that agree on a document
 * agree on its bytes, whatever order they set its members in; a body's hash does not depend on how a client orders its keys.
 * @throws TypeError for what JSON cannot say (bigint, function, symbol, a number that is not finite).
 */
export function canonicalJson(value: unknown): string {
  if (value === null) return 'null';
  switch (typeof value) {
    case 'string':
      return jsonText(value);
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError(`JSON has no ${value}`);
      return JSON.stringify(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      return Array.isArray(value) ? canonicalArray(value) : canonicalObject(value as Readonly<Record<string, unknown>>);
    default:
      throw new TypeError(`JSON has no ${typeof value}`);
  }
}

function canonicalArray(values: readonly unknown[]): string {
  let text = '[';
  for (let index = 0; index < values.length; index += 1) {
    if (index > 0) text += ',';
    const item = values[index];
    text += item === undefined ? 'null' : canonicalJson(item);
  }
  return text + ']';
}

function canonicalObject(members: Readonly<Record<string, unknown>>): string {
  const keys = sorted(Object.keys(members));
  let text = '{';
  for (const key of keys) {
    const member = members[key];
    if (member === undefined) continue;
    text += (text.length > 1 ? ',' : '') + jsonText(key) + ':' + canonicalJson(member);
  }
  return text + '}';
}

/** What JSON writes otherwise than as it stands: quotes, backslashes, control characters, halves of surrogate pairs. */
// oxlint-disable-next-line no-control-regex -- these are the very characters meant
const escaped = /["\\\u0000-\u001f\ud800-\udfff]/;

/** A text as JSON writes it. Most need no escapes, and then joining is twice as fast as asking the JSON writer. */
export function jsonText(text: string): string {
  return escaped.test(text) ? JSON.stringify(text) : `"${text}"`;
}

/** Sorts in place by code units. Objects have few keys, mostly in order already: inserting beats the general sort there. */
function sorted(keys: string[]): string[] {
  if (keys.length > 16) return keys.sort();
  for (let index = 1; index < keys.length; index += 1) {
    const key = keys[index] ?? '';
    let at = index - 1;
    for (let before = keys[at]; before !== undefined && before > key; before = keys[at]) {
      keys[at + 1] = before;
      at -= 1;
    }
    keys[at + 1] = key;
  }
  return keys;
}
