import { CsvError, parse, type Parser } from 'csv-parse';
import { type BrokenRow, rowBytesMax, type SourceRow } from './source-row.ts';

export interface CsvStyle {
  readonly delimiter: string;
  readonly quote: string;
}

const newline = 0x0a;
const carriageReturn = 0x0d;

/**
 * The rows of CSV text, a chunk's worth at a time, each with the line it starts on. A row with a broken or an unclosed quote, or of more than
 * 1 MiB, is given as broken, and reading goes on with the line after the one it started on: nothing that can be read is lost.
 */
export async function* csvRows(chunks: AsyncIterable<Buffer>, style: CsvStyle): AsyncIterable<readonly SourceRow[]> {
  const reading = new CsvReading(style);
  for await (const chunk of chunks) {
    await reading.add(chunk);
    yield reading.take();
  }
  await reading.end();
  yield reading.take();
}

class CsvReading {
  private readonly style: CsvStyle;
  private rows: SourceRow[] = [];
  private parser: Parser;
  /** What the parser got since the end of the last row it gave. */
  private unread: Buffer[] = [];
  private unreadBytes = 0;
  /** Where `unread` starts, in bytes the parser got. */
  private unreadFrom = 0;
  /** Lines before the parser's first. */
  private linesBefore = 0;
  /** Lines of whole rows the parser gave. */
  private linesRead = 0;
  private bytesRead = 0;
  /** Looking for the end of a line that is too long to be kept. */
  private isSkipping = false;

  constructor(style: CsvStyle) {
    this.style = style;
    this.parser = this.newParser();
  }

  take(): readonly SourceRow[] {
    const taken = this.rows;
    this.rows = [];
    return taken;
  }

  async add(chunk: Buffer): Promise<void> {
    let rest: Buffer | null = chunk;
    while (rest !== null && rest.length > 0) rest = this.isSkipping ? this.skip(rest) : await this.feed(rest);
  }

  async end(): Promise<void> {
    for (;;) {
      const failure = await settled((done) => this.parser.end(done), this.parser);
      if (failure === null) return;
      const rest = this.recover(brokenBy(failure));
      if (rest !== null) await this.add(rest);
    }
  }

  /** Gives bytes to the parser; what must be read anew after a broken row comes back. */
  private async feed(chunk: Buffer): Promise<Buffer | null> {
    this.unread.push(chunk);
    this.unreadBytes += chunk.length;
    const failure = await settled((done) => this.parser.write(chunk, done), this.parser);
    if (failure !== null) return this.recover(brokenBy(failure));
    this.forget();
    return this.unreadFrom + this.unreadBytes - this.bytesRead > rowBytesMax ? this.recover(tooLong) : null;
  }

  /** Drops what belongs to rows that were given, but for the byte before the row that comes. */
  private forget(): void {
    while (this.unread[0] !== undefined && this.unreadFrom + this.unread[0].length < this.bytesRead) {
      this.unreadFrom += this.unread[0].length;
      this.unreadBytes -= this.unread[0].length;
      this.unread.shift();
    }
  }

  /** Reports the row that cannot be read, and answers what follows its first line. */
  private recover(broken: BrokenRow): Buffer | null {
    const kept = Buffer.concat(this.unread);
    const from = this.bytesRead - this.unreadFrom;
    const text = kept.subarray(from);
    const row = from === 0 || isLineEnd(kept[from - 1] ?? newline) ? text : text.subarray(lineEndLength(text));
    const line = this.linesBefore + this.linesRead + 1;
    this.rows.push({
      line,
      cells: [],
      broken: {
        ...broken,
        value:
          broken.value ??
          row
            .subarray(0, 200)
            .toString('utf8')
            .split(/[\r\n]/u, 1)[0] ??
          '',
      },
    });
    this.parser.destroy();
    this.parser = this.newParser();
    this.unread = [];
    this.unreadBytes = 0;
    this.unreadFrom = 0;
    this.bytesRead = 0;
    this.linesBefore = line;
    this.linesRead = 0;
    this.isSkipping = true;
    return row.length === 0 ? null : this.skip(row);
  }

  private skip(bytes: Buffer): Buffer | null {
    const at = bytes.indexOf(newline);
    if (at < 0) return null;
    this.isSkipping = false;
    return bytes.subarray(at + 1);
  }

  private newParser(): Parser {
    const parser = parse({
      delimiter: this.style.delimiter,
      quote: this.style.quote,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      on_record: (record: readonly string[], { bytes }): null => {
        if (!isBlank(record)) this.rows.push({ line: this.linesBefore + this.linesRead + 1, cells: record, broken: null });
        this.linesRead += linesOf(record);
        this.bytesRead = bytes;
        return null;
      },
    });
    parser.on('error', () => undefined);
    parser.resume();
    return parser;
  }
}

const tooLong: BrokenRow = { code: 'IMPORT.ROW_TOO_LONG', reason: `the row has more than ${rowBytesMax} bytes`, value: null };

function brokenBy(failure: Error): BrokenRow {
  const reason =
    failure instanceof CsvError && failure.code === 'CSV_QUOTE_NOT_CLOSED'
      ? 'a quote is opened and not closed'
      : 'a quote stands where none may';
  return { code: 'IMPORT.ROW_BROKEN', reason, value: null };
}

/** How many lines a row takes: the newlines in its quotes are lines too. */
function linesOf(record: readonly string[]): number {
  return record.reduce((lines, cell) => lines + (/[\r\n]/u.test(cell) ? cell.split(/\r\n|\r|\n/u).length - 1 : 0), 1);
}

function isBlank(record: readonly string[]): boolean {
  return record.length === 1 && record[0] === '';
}

function isLineEnd(byte: number): boolean {
  return byte === newline || byte === carriageReturn;
}

function lineEndLength(text: Buffer): number {
  if (text[0] === carriageReturn && text[1] === newline) return 2;
  return isLineEnd(text[0] ?? 0) ? 1 : 0;
}

/** Waits for one call of a stream; the error it ends in, or null. */
function settled(call: (done: (error?: Error | null) => void) => void, parser: Parser): Promise<Error | null> {
  return new Promise((resolve) => {
    const onError = (error: Error): void => resolve(error);
    parser.once('error', onError);
    call((error) => {
      parser.off('error', onError);
      resolve(error ?? null);
    });
  });
}
