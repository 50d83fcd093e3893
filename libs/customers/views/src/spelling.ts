import { pinyin } from 'pinyin-pro';

const chinese = /\p{Script=Han}/u;

/**
 * How names are spelled in pinyin, without tones (ü as v), in one word, and by their initials: 宁波港务 gives `ningbogangwu` and `nbgw`.
 * Names without Chinese characters spell nothing. The dictionary is pinned by its version; a newer one makes another version of the view.
 */
export function spellingsOf(names: readonly string[]): string[] {
  return [...new Set(names.flatMap(spelled))];
}

/** The spellings of names of which the first are spelled already: only what is new is looked up in the dictionary, which takes long. */
export function spellingsAfter(known: readonly string[], spellings: readonly string[], names: readonly string[]): readonly string[] {
  if (known.length > names.length || known.some((name, index) => name !== names[index])) return spellingsOf(names);
  return [...new Set([...spellings, ...names.slice(known.length).flatMap(spelled)])];
}

/** A name in one word, and by its initials. */
function spelled(name: string): readonly string[] {
  if (!chinese.test(name)) return [];
  const parts = pinyin(name, { toneType: 'none', type: 'all', nonZh: 'consecutive', v: true });
  const joined = (texts: readonly string[]): string => texts.join('').toLowerCase();
  return [joined(parts.map(({ isZh, pinyin: syllable, origin }) => (isZh ? syllable : origin))), joined(parts.map(({ first }) => first))];
}
