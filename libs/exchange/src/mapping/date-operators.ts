import { addDays, type BusinessDate, isTimeZone } from '@zongheng/kernel';
import { businessDateOf, type DateFormat, dateFormat, instantOf } from '../formats/date-format.ts';
import { fault } from '../planning/row-scope.ts';
import { under } from './faults.ts';
import { compileLenient, type Compiled, compiledNothing, onText, type Surroundings } from './surroundings.ts';
import type { DateValue } from './value-language.ts';

/** A business date, or an instant, from a text in one of the stated formats. */
export function compileDate(value: DateValue, pointer: string, around: Surroundings): Compiled {
  const isInstant = '$instant' in value;
  const formats = formatsOf(value, pointer, around);
  if (value.zone !== undefined && !isTimeZone(value.zone)) {
    around.faults.add(under(pointer, 'zone'), `"${value.zone}" is no time zone`, 'give an IANA name such as Asia/Shanghai');
  }
  if (formats === null) return compiledNothing;
  const source = isInstant
    ? compileLenient(value.$instant, under(pointer, '$instant'), around)
    : compileLenient(value.$date, under(pointer, '$date'), around);
  const days = value.plusDays ?? 0;
  const zone = value.zone ?? null;
  return onText(source, value, pointer, around, (text, row, column) => {
    for (const format of formats) {
      const read = format(text);
      if (read === null) continue;
      if (!isInstant) return shifted(businessDateOf(read, row.world.timeZone, zone), days);
      const instant = instantOf(read, zone ?? row.world.timeZone);
      if (instant !== null) return instant;
    }
    return fault(row, 'IMPORT.NOT_A_DATE', column, `this is no ${isInstant ? 'instant' : 'date'} written ${written(value)}`, text);
  });
}

function formatsOf(value: DateValue, pointer: string, around: Surroundings): readonly DateFormat[] | null {
  const given = value.format ?? 'iso';
  try {
    return (typeof given === 'string' ? [given] : given).map(dateFormat);
  } catch (error) {
    around.faults.add(under(pointer, 'format'), error instanceof Error ? error.message : String(error), 'correct the format');
    return null;
  }
}

function shifted(date: BusinessDate, days: number): BusinessDate {
  return days === 0 ? date : addDays(date, days);
}

function written(value: DateValue): string {
  const given = value.format ?? 'iso';
  return typeof given === 'string' ? given : given.join(' or ');
}
