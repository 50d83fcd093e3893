import { textOf } from '../planning/row-scope.ts';
import { under } from './faults.ts';
import { blankRule, compileLenient, type Compiled, type Surroundings } from './surroundings.ts';
import type { ChooseValue, FirstValue, LaterValue } from './value-language.ts';

export function compileChoose(value: ChooseValue, pointer: string, around: Surroundings): Compiled {
  const choices = value.$choose.map((choice, index) => {
    const at = under(under(pointer, '$choose'), index);
    return { when: around.condition(choice.when, under(at, 'when'), around), then: around.compile(choice.then, under(at, 'then'), around) };
  });
  const otherwise = around.compile(value.else, under(pointer, 'else'), around);
  return {
    column: choices[0]?.then.column ?? otherwise.column,
    evaluate: (row) => (choices.find(({ when }) => when(row))?.then ?? otherwise).evaluate(row),
  };
}

export function compileFirst(value: FirstValue, pointer: string, around: Surroundings): Compiled {
  const candidates = value.$first.map((candidate, index) => compileLenient(candidate, under(under(pointer, '$first'), index), around));
  const column = candidates[0]?.column ?? null;
  const whenBlank = blankRule(value.blank ?? (around.blanks === 'allowed' ? 'omit' : 'reject'), column, pointer, around);
  return {
    column,
    evaluate(row) {
      for (const candidate of candidates) {
        const found = candidate.evaluate(row);
        if (textOf(found).trim() !== '') return found;
      }
      return whenBlank(row);
    },
  };
}

/** The latest of some dates as `YYYY-MM-DD`; blank ones do not count. */
export function compileLater(value: LaterValue, pointer: string, around: Surroundings): Compiled {
  const dates = value.$later.map((date, index) => around.compile(date, under(under(pointer, '$later'), index), around));
  const column = dates[0]?.column ?? null;
  const { assumed } = value;
  return {
    column,
    evaluate(row) {
      const found = dates.map((date) => textOf(date.evaluate(row)));
      const latest = found.reduce((one, other) => (other > one ? other : one), '');
      if (latest === '') return undefined;
      if (assumed !== undefined && latest !== found[0]) row.assumed.push({ column, because: assumed, value: latest });
      return latest;
    },
  };
}
