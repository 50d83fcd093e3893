import { type Evaluate, fault, textOf } from '../planning/row-scope.ts';
import type { Names } from './names.ts';

type Part = { readonly text: string } | { readonly name: string };

/** A template taken apart: texts and the names between braces. `{{` and `}}` are braces. @throws RangeError that says where it is wrong. */
export function templateParts(template: string): readonly Part[] {
  const parts: Part[] = [];
  let text = '';
  let at = 0;
  while (at < template.length) {
    const sign = template[at] ?? '';
    if ((sign === '{' || sign === '}') && template[at + 1] === sign) {
      text += sign;
      at += 2;
    } else if (sign === '{') {
      const end = template.indexOf('}', at);
      const name = end < 0 ? '' : template.slice(at + 1, end).trim();
      if (name === '' || name.includes('{')) throw new RangeError(`the brace at ${at + 1} names no column`);
      if (text !== '') parts.push({ text });
      text = '';
      parts.push({ name });
      at = end + 1;
    } else if (sign === '}') {
      throw new RangeError(`the brace at ${at + 1} closes nothing`);
    } else {
      text += sign;
      at += 1;
    }
  }
  if (text !== '' || parts.length === 0) parts.push({ text });
  return parts;
}

export interface Template {
  readonly evaluate: Evaluate;
  /** The first name in it, for messages. */
  readonly column: string | null;
}

/**
 * Compiles a template. A name that stands alone gives its value as it is (a date, a number); among texts it gives text. Where blanks are
 * not allowed, a blank name is a fault of the row.
 * @throws RangeError for a broken template or a name that stands for nothing.
 */
export function compileTemplate(template: string, names: Names, blanks: 'allowed' | 'faulty'): Template {
  const parts = templateParts(template);
  const readers = parts.map((part): Evaluate => ('text' in part ? () => part.text : readerOf(part.name, names, blanks)));
  const column = parts.flatMap((part) => ('name' in part ? [part.name] : []))[0] ?? null;
  const [only] = readers;
  if (readers.length === 1 && only !== undefined) return { evaluate: only, column };
  return {
    column,
    evaluate(row) {
      let text = '';
      for (const reader of readers) text += textOf(reader(row));
      return text;
    },
  };
}

function readerOf(name: string, names: Names, blanks: 'allowed' | 'faulty'): Evaluate {
  const read = names.resolve(name);
  if (read === null) throw new RangeError(`{${name}} stands for nothing here`);
  if (blanks === 'allowed') return read;
  return (row) => {
    const value = read(row);
    if (value !== '' && value !== undefined && value !== null) return value;
    const isFaultyAlready = value === undefined && row.faults.length > 0;
    return isFaultyAlready ? undefined : fault(row, 'IMPORT.BLANK', name, `{${name}} is blank`, null);
  };
}
