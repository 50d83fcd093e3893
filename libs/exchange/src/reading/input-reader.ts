import { extname } from 'node:path';
import type { InputPlan } from '../mapping/input-plan.ts';
import { headerOf } from '../mapping/input-plan.ts';
import { csvRows } from './csv-rows.ts';
import { csvHead, delimiterOf } from './csv-head.ts';
import { checkFile, type FileCheck } from './file-check.ts';
import { FileError } from './file-error.ts';
import type { InputFiles } from './find-files.ts';
import { ndjsonRows } from './ndjson-rows.ts';
import type { SourceRow } from './source-row.ts';
import { utf8Chunks } from './utf8-chunks.ts';

/** A file of an input, looked at and ready to be read any number of times. */
export interface OpenedFile extends FileCheck {
  readonly format: 'csv' | 'ndjson';
  readonly delimiter: string;
  /** Columns of the file that the mapping neither reads nor ignores. Known beforehand for CSV alone. */
  readonly unknownColumns: readonly string[];
  /** Where each column the mapping reads stands in a CSV row, from 0; -1 in an optional place is never read. */
  readonly places: readonly number[];
  readonly width: number;
}

export interface OpenedInput {
  readonly input: InputPlan;
  readonly files: readonly OpenedFile[];
}

/** What rows come from, for reports. */
export interface FileRows {
  readonly file: OpenedFile;
  readonly rows: readonly SourceRow[];
}

/**
 * Looks at all files of an input: encoding, header, whether the columns that the mapping reads are there.
 * @throws FileError for a file that cannot be imported as a whole.
 */
export async function openInput({ input, paths }: InputFiles): Promise<OpenedInput> {
  const files: OpenedFile[] = [];
  for (const path of paths) files.push(await openFile(input, path));
  return { input, files };
}

async function openFile(plan: InputPlan, path: string): Promise<OpenedFile> {
  const checked = await checkFile(path, plan.input.encoding ?? 'auto');
  const format = plan.input.format ?? (/^\.(?:ndjson|jsonl|json)$/iu.test(extname(path)) ? 'ndjson' : 'csv');
  const bare = { ...checked, format, unknownColumns: [], places: [], width: 0, delimiter: ',' } as const;
  if (format === 'ndjson') return bare;
  const { firstLine, cells } = await csvHead(checked, plan.input);
  return { ...bare, delimiter: delimiterOf(plan.input, firstLine), ...placesOf(plan, path, cells) };
}

function placesOf(plan: InputPlan, path: string, cells: readonly string[]): Pick<OpenedFile, 'places' | 'unknownColumns' | 'width'> {
  const { input, columns } = plan;
  const headers = input.header === false ? cells.map((_cell, index) => String(index + 1)) : cells.map((cell) => cell.trim());
  const places = columns.map((column) => {
    const header = String(headerOf(input, column));
    const byNumber = typeof headerOf(input, column) === 'number' ? Number(header) - 1 : headers.indexOf(header);
    if (byNumber < 0 || byNumber >= headers.length) {
      throw new FileError('IMPORT.COLUMN_MISSING', path, `it has no column "${header}"; its columns are ${headers.join(', ')}`);
    }
    if (headers.indexOf(header) !== headers.lastIndexOf(header))
      throw new FileError('IMPORT.COLUMN_TWICE', path, `two columns are called "${header}"`);
    return byNumber;
  });
  const ignored = new Set(input.ignore ?? []);
  const unknownColumns =
    input.header === false || ignored.has('*') ? [] : headers.filter((name, at) => !places.includes(at) && !ignored.has(name));
  return { places, unknownColumns, width: headers.length };
}

/** All rows of an input, file after file; a row's texts are those of the columns the mapping reads, in its order. */
export async function* inputRows(
  opened: OpenedInput,
  onBytes: (count: number) => void,
  onColumn: (file: OpenedFile, name: string) => void,
): AsyncIterable<FileRows> {
  const { input, columns } = opened.input;
  const texts = cellReader(input.trim !== false, input.blank ?? []);
  for (const file of opened.files) {
    const chunks = utf8Chunks(file, onBytes);
    if (file.format === 'ndjson') {
      const headers = columns.map((column) => String(headerOf(input, column)));
      for await (const rows of ndjsonRows(chunks, headers, (name) => onColumn(file, name))) {
        yield { file, rows: rows.map((row) => (row.broken === null ? checked(row.line, row.cells.map(texts), file) : row)) };
      }
    } else {
      let isHeader = input.header !== false;
      for await (const rows of csvRows(chunks, { delimiter: file.delimiter, quote: input.quote ?? '"' })) {
        yield { file, rows: (isHeader ? rows.slice(1) : rows).map((row) => placed(row, file, texts)) };
        isHeader &&= rows.length === 0;
      }
    }
  }
}

function placed(row: SourceRow, file: OpenedFile, texts: (text: string) => string): SourceRow {
  if (row.broken !== null) return row;
  if (row.cells.length !== file.width) {
    const reason = `${row.cells.length} columns, the first line has ${file.width}`;
    return { ...row, broken: { code: 'IMPORT.ROW_LENGTH', reason, value: row.cells.join(file.delimiter) } };
  }
  const cells = file.places.map((place) => texts(row.cells[place] ?? ''));
  return checked(row.line, cells, file);
}

/** Decoders put U+FFFD where bytes fit no character: such a row is bad where a column that is read holds it. */
function checked(line: number, cells: readonly string[], file: OpenedFile): SourceRow {
  const bad = file.isClean ? undefined : cells.find((cell) => cell.includes('\ufffd'));
  if (bad === undefined) return { line, cells, broken: null };
  return { line, cells, broken: { code: 'IMPORT.BAD_BYTES', reason: `it has bytes that are not ${file.encoding}`, value: bad } };
}

function cellReader(isTrimmed: boolean, blanks: readonly string[]): (text: string) => string {
  const nothing = new Set(blanks);
  return (text) => {
    const bare = isTrimmed ? text.trim() : text;
    return nothing.size > 0 && nothing.has(bare.trim()) ? '' : bare;
  };
}
