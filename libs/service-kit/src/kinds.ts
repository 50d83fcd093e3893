import { ConfigurationError, type Setting } from './settings.ts';

type Read<T> = Setting<T>['read'];

/** One of some words. */
export function oneOf<const Word extends string>(words: readonly Word[]): Read<Word> {
  return (text, name) => {
    const word = words.find((known) => known === text);
    if (word === undefined) throw new ConfigurationError(name, text, `give one of ${words.join(', ')}`);
    return word;
  };
}

/** Yes or no. */
export const yesOrNo: Read<boolean> = (text, name) => oneOf(['yes', 'no'])(text, name) === 'yes';

/** A whole number within bounds. */
export function wholeNumber(min: number, max: number): Read<number> {
  return (text, name) => {
    const number = Number(text);
    if (!/^-?\d{1,15}$/.test(text) || number < min || number > max) {
      throw new ConfigurationError(name, text, `give a whole number from ${min} to ${max}`);
    }
    return number;
  };
}

export const port: Read<number> = (text, name) => {
  const number = Number(text);
  if (!/^\d{1,5}$/.test(text) || number > 65_535) throw new ConfigurationError(name, text, 'give a port from 0 to 65535');
  return number;
};

/** A text of a form, and what to give where it is of another. */
export function textLike(form: RegExp, remedy: string): Read<string> {
  return (text, name) => {
    if (!form.test(text)) throw new ConfigurationError(name, text, remedy);
    return text;
  };
}

/** A secret of a form. */
export function secretLike(form: RegExp, remedy: string): Read<string> {
  return (text, name) => {
    if (!form.test(text)) throw new ConfigurationError(name, null, remedy);
    return text;
  };
}

/** A text that may be empty, which says that there is none. */
export const textOrNone: Read<string | null> = (text) => (text === '' ? null : text);
