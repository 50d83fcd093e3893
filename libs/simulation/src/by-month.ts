import type { Act } from './act.ts';

/**
 * Acts a month at a time, in their order. Commands of one request are carried out beside each other, each on all that came before it, and maybe
 * on some that came after: what people do at the end of one month must not meet what they do at the end of the next.
 */
export function* byMonth(acts: Iterable<Act>): Generator<readonly Act[]> {
  let month = '';
  let held: Act[] = [];
  for (const act of acts) {
    const { on } = act.body;
    const own = typeof on === 'string' ? on.slice(0, 7) : month;
    if (own > month) {
      if (held.length > 0) yield held;
      held = [];
      month = own;
    }
    held.push(act);
  }
  if (held.length > 0) yield held;
}
