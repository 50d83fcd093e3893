import { minorMax } from '@zongheng/kernel';
import { minorDigitsOf } from '../formats/currency.ts';
import { decimalOf, integerOf } from '../formats/decimal.ts';
import { fault, textOf } from '../planning/row-scope.ts';
import { under } from './faults.ts';
import { compileLenient, type Compiled, onText, type Surroundings } from './surroundings.ts';
import type { IntegerValue, MoneyValue } from './value-language.ts';

/** `{ minor, currency }`: decimal text to integer minor units, exact. */
export function compileMoney(value: MoneyValue, pointer: string, around: Surroundings): Compiled {
  const source = compileLenient(value.$money, under(pointer, '$money'), around);
  const currencyOf = around.compile(value.currency, under(pointer, 'currency'), around);
  const times = BigInt(value.times ?? 1);
  const limit = BigInt(minorMax);
  return onText(source, value, pointer, around, (text, row, column) => {
    const currency = textOf(currencyOf.evaluate(row)).trim();
    if (!/^[A-Z]{3}$/u.test(currency))
      return fault(row, 'IMPORT.NOT_A_CURRENCY', currencyOf.column, 'a currency is three capital letters', currency);
    const decimal = decimalOf(text, value);
    if (decimal === null) return fault(row, 'IMPORT.NOT_AN_AMOUNT', column, 'this is no number', text);
    const digits = minorDigitsOf(currency);
    const minor = integerOf(decimal, times * 10n ** BigInt(digits), value.rounding);
    if (minor === null) return fault(row, 'IMPORT.NOT_AN_AMOUNT', column, `${currency} has ${digits} decimal digits`, text);
    if (minor > limit || minor < -limit)
      return fault(row, 'IMPORT.OUT_OF_RANGE', column, `an amount is at most ${minorMax} minor units`, text);
    return { minor: Number(minor), currency };
  });
}

/** An integer, by default within what a float holds exactly. */
export function compileInteger(value: IntegerValue, pointer: string, around: Surroundings): Compiled {
  const source = compileLenient(value.$integer, under(pointer, '$integer'), around);
  const times = BigInt(value.times ?? 1);
  const min = BigInt(value.min ?? Number.MIN_SAFE_INTEGER);
  const max = BigInt(value.max ?? Number.MAX_SAFE_INTEGER);
  return onText(source, value, pointer, around, (text, row, column) => {
    const decimal = decimalOf(text, value);
    const whole = decimal === null ? null : integerOf(decimal, times, value.rounding);
    if (whole === null) return fault(row, 'IMPORT.NOT_AN_INTEGER', column, 'this is no whole number', text);
    if (whole < min || whole > max) return fault(row, 'IMPORT.OUT_OF_RANGE', column, `from ${min} to ${max} is possible`, text);
    return Number(whole);
  });
}
