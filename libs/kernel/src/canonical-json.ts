/**
 * The one JSON text of a value: keys in code-unit order, no white space, `undefined` members left out. Two folds that agree on a document
 * agree on its bytes, whatever order they set its members in; a body's hash does not depend on how a client orders its keys.
 * @throws TypeError for what JSON cannot say (bigint, function, symbol, a number that is not finite).
 */
export function canonicalJson(value: unknown): string {
  if (value === null) return 'null';
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value);
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
  const keys = Object.keys(members).sort();
  let text = '{';
  for (const key of keys) {
    const member = members[key];
    if (member === undefined) continue;
    text += (text.length > 1 ? ',' : '') + JSON.stringify(key) + ':' + canonicalJson(member);
  }
  return text + '}';
}
