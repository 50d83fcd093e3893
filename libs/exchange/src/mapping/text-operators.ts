import { fault, type RowScope, textOf } from '../planning/row-scope.ts';
import { under } from './faults.ts';
import type { ValueMap } from './language.ts';
import type { Scalar } from './value-language.ts';
import { compileLenient, type Compiled, compiledNothing, onText, type Surroundings } from './surroundings.ts';
import type { FlagValue, IdValue, MapValue, TextValue } from './value-language.ts';

export function compileText(value: TextValue, pointer: string, around: Surroundings): Compiled {
  const source = compileLenient(value.$text, under(pointer, '$text'), around);
  const max = value.max ?? Infinity;
  return onText(source, value, pointer, around, (text, row, column) => {
    const cased = value.case === 'lower' ? text.toLowerCase() : value.case === 'upper' ? text.toUpperCase() : text;
    if (cased.length <= max) return cased;
    if (value.cut !== true) return fault(row, 'IMPORT.TEXT_TOO_LONG', column, `${cased.length} characters, at most ${max}`, cased);
    row.assumed.push({ column, because: `cut at ${max} characters`, value: cased.slice(0, max) });
    return wholeCharacters(cased.slice(0, max));
  });
}

/** A cut never leaves half of a character that takes two code units. */
function wholeCharacters(text: string): string {
  return /[\ud800-\udbff]$/u.test(text) ? text.slice(0, -1) : text;
}

export function compileMap(value: MapValue, pointer: string, around: Surroundings): Compiled {
  const map = Object.hasOwn(around.maps, value.$map) ? around.maps[value.$map] : undefined;
  if (map === undefined) {
    around.faults.add(
      under(pointer, '$map'),
      `there is no map "${value.$map}"`,
      `give one of ${Object.keys(around.maps).join(', ') || 'those under "maps"'}`,
    );
    return compiledNothing;
  }
  const source = compileLenient(value.of, under(pointer, 'of'), around);
  const keyOf = map.ignoreCase === true ? (text: string) => text.toLowerCase() : (text: string) => text;
  const values = new Map(Object.entries(map.values).map(([text, mapped]) => [keyOf(text), mapped]));
  return onText(source, value, pointer, around, (text, row, column) => {
    const mapped = values.get(keyOf(text));
    return mapped ?? unmapped(map, text, row, column, value.$map);
  });
}

function unmapped(map: ValueMap, text: string, row: RowScope, column: string | null, name: string): Scalar | undefined {
  const rule = map.unmapped ?? 'reject';
  if (rule === 'keep') return text;
  if (rule === 'reject') return fault(row, 'IMPORT.UNMAPPED', column, `the map "${name}" does not have it`, text);
  if (rule.assumed !== undefined) row.assumed.push({ column, because: rule.assumed, value: textOf(rule.use) });
  return rule.use;
}

export function compileFlag(value: FlagValue, pointer: string, around: Surroundings): Compiled {
  const source = compileLenient(value.$flag, under(pointer, '$flag'), around);
  const flags = new Map([
    ...value.true.map((text) => [text.toLowerCase(), true] as const),
    ...value.false.map((text) => [text.toLowerCase(), false] as const),
  ]);
  return onText(source, value, pointer, around, (text, row, column) => {
    const flag = flags.get(text.toLowerCase());
    return flag ?? fault(row, 'IMPORT.NOT_A_FLAG', column, `neither ${value.true.join('/')} nor ${value.false.join('/')}`, text);
  });
}

/** The id of a record. A part that is blank is a fault, whatever surrounds it: ids of nothing would make one record of many. */
export function compileId(value: IdValue, pointer: string, around: Surroundings): Compiled {
  if (!Object.hasOwn(around.records, value.$id)) {
    around.faults.add(
      under(pointer, '$id'),
      `there is no kind of record "${value.$id}"`,
      `give one of ${Object.keys(around.records).join(', ')}`,
    );
    return compiledNothing;
  }
  const texts = Array.isArray(value.of) ? value.of : [value.of];
  const strict: Surroundings = { ...around, blanks: 'faulty' };
  const parts = texts.map((text: unknown, index) => around.compile(text, under(under(pointer, 'of'), index), strict));
  return {
    column: parts[0]?.column ?? null,
    evaluate(row) {
      const found = parts.map((part) => textOf(part.evaluate(row)));
      return found.includes('') ? undefined : row.world.identities.idOf(value.$id, found);
    },
  };
}
