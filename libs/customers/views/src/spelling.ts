import { pinyin } from 'pinyin-pro';

const chinese = /\p{Script=Han}/u;

/**
 * How names are spelled in pinyin, without tones (ü as v), in one word, and by their initials: 宁波港务 gives `ningbogangwu` and `nbgw`.
 * Names without Chinese characters spell nothing. The dictionary is pinned by its version; a newer one makes another version of the view.
 */
export function spellingsOf(names: readonly string[]): string[] {
  const spellings = names.filter((name) => chinese.test(name)).flatMap((name) => [spelled(name, 'pinyin'), spelled(name, 'first')]);
  return [...new Set(spellings)];
}

function spelled(name: string, pattern: 'pinyin' | 'first'): string {
  return pinyin(name, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true, pattern }).join('').toLowerCase();
}
