import type { Input } from '../mapping/language.ts';
import { csvRows } from './csv-rows.ts';
import type { FileCheck } from './file-check.ts';
import { utf8Chunks } from './utf8-chunks.ts';

/** The first row of a CSV file, and the text it came from. */
export interface CsvHead {
  readonly firstLine: string;
  readonly cells: readonly string[];
}

const candidates = [',', ';', '\t', '|'];

/** Reads as much of a file as its first row takes. An empty file has no columns. */
export async function csvHead(file: FileCheck, input: Input): Promise<CsvHead> {
  const firstLine = await firstLineOf(file);
  const style = { delimiter: delimiterOf(input, firstLine), quote: input.quote ?? '"' };
  for await (const [first] of csvRows(
    utf8Chunks(file, () => undefined),
    style,
  )) {
    if (first !== undefined) return { firstLine, cells: first.cells };
  }
  return { firstLine, cells: [] };
}

/** The delimiter stated, or the one of `, ; tab |` that the first line holds most of. */
export function delimiterOf(input: Input, firstLine: string): string {
  if (input.delimiter !== undefined && input.delimiter !== 'auto') return input.delimiter;
  const counts = candidates.map((sign) => ({ sign, count: firstLine.split(sign).length }));
  return counts.reduce((one, other) => (other.count > one.count ? other : one)).sign;
}

async function firstLineOf(file: FileCheck): Promise<string> {
  for await (const chunk of utf8Chunks(file, () => undefined)) {
    const text = chunk.toString('utf8');
    const line = text.split(/\r?\n/u).find((part) => part.trim() !== '');
    if (line !== undefined) return line;
  }
  return '';
}
