import { canonicalJson } from '@zongheng/kernel';

/** What differs between two JSON Schemas, as lines of a JSON pointer and what stood there before and now. */
export function differencesOf(before: unknown, now: unknown, pointer = ''): readonly string[] {
  if (isNode(before) && isNode(now)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(now)])].toSorted();
    return keys.flatMap((key) => differencesOf(before[key], now[key], `${pointer}/${key}`));
  }
  const [was, is] = [shown(before), shown(now)];
  return was === is ? [] : [`${pointer || '/'}: was ${was}, is ${is}`];
}

type Node = Readonly<Record<string, unknown>>;

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null;
}

function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = canonicalJson(value);
  return text.length > 120 ? `${text.slice(0, 117)}…` : text;
}
