import type { Input } from './language.ts';

/** An input and the columns the mapping reads of it; a row of it is an array of texts in this order. */
export interface InputPlan {
  readonly name: string;
  readonly input: Input;
  /** Names of columns as the mapping calls them, in the order of a row's texts. */
  readonly columns: readonly string[];
}

/** Gathers the columns of an input while a mapping is compiled. */
export class InputColumns implements InputPlan {
  readonly name: string;
  readonly input: Input;
  readonly columns: string[] = [];

  constructor(name: string, input: Input) {
    this.name = name;
    this.input = input;
  }

  /** The place of a column in a row; a new one where it was not asked for before. */
  placeOf(column: string): number {
    const known = this.columns.indexOf(column);
    if (known >= 0) return known;
    this.columns.push(column);
    return this.columns.length - 1;
  }
}

/** What a column is called in the file: its name or its number, from 1. */
export function headerOf(input: Input, column: string): string | number {
  return input.columns?.[column] ?? column;
}
