import { type BrokenRow, rowBytesMax, type SourceRow } from './source-row.ts';

const newline = 0x0a;

/**
 * The rows of NDJSON: the members of one object a line, named by `columns`; `a.b` is the member b of the member a. Numbers keep the digits
 * they are written with. Blank lines are passed over.
 */
export async function* ndjsonRows(
  chunks: AsyncIterable<Buffer>,
  columns: readonly string[],
  onColumn: (name: string) => void,
): AsyncIterable<readonly SourceRow[]> {
  const seen = new Set<string>();
  const places = columns.map((column) => ({ column, path: column.split('.') }));
  for await (const lines of linesOf(chunks)) {
    yield lines.flatMap(({ line, text }): SourceRow[] => {
      if (text === null)
        return [broken(line, { code: 'IMPORT.ROW_TOO_LONG', reason: `the line has more than ${rowBytesMax} bytes`, value: null })];
      if (text.trim() === '') return [];
      const value = parsed(text);
      if (value === null)
        return [broken(line, { code: 'IMPORT.ROW_NOT_OBJECT', reason: 'this line is no JSON object', value: text.slice(0, 200) })];
      for (const name of Object.keys(value)) {
        if (!seen.has(name)) onColumn(name);
        seen.add(name);
      }
      return [{ line, cells: places.map(({ column, path }) => cellOf(value, column, path)), broken: null }];
    });
  }
}

function broken(line: number, why: BrokenRow): SourceRow {
  return { line, cells: [], broken: why };
}

function parsed(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text, keepDigits);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

/** A number as its source text, so that no digit is lost on the way to integers. */
function keepDigits(_name: string, value: unknown, context?: { readonly source?: string }): unknown {
  return typeof value === 'number' ? (context?.source ?? value) : value;
}

function cellOf(row: object, column: string, path: readonly string[]): string {
  let value: unknown = Object.hasOwn(row, column) ? Reflect.get(row, column) : row;
  if (value === row) {
    for (const member of path)
      value = typeof value === 'object' && value !== null && Object.hasOwn(value, member) ? Reflect.get(value, member) : undefined;
  }
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

interface Line {
  readonly line: number;
  /** Null where it is too long. */
  readonly text: string | null;
}

async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncIterable<readonly Line[]> {
  let line = 0;
  let held: Buffer[] = [];
  let heldBytes = 0;
  const close = (end: Buffer): Line => {
    line += 1;
    const text = heldBytes + end.length > rowBytesMax ? null : Buffer.concat([...held, end]).toString('utf8');
    held = [];
    heldBytes = 0;
    return { line, text };
  };
  for await (const chunk of chunks) {
    const lines: Line[] = [];
    let from = 0;
    for (let at = chunk.indexOf(newline); at >= 0; at = chunk.indexOf(newline, from)) {
      lines.push(close(chunk.subarray(from, at)));
      from = at + 1;
    }
    const rest = chunk.subarray(from);
    heldBytes += rest.length;
    if (heldBytes <= rowBytesMax) held.push(rest);
    yield lines;
  }
  if (heldBytes > 0) yield [close(Buffer.alloc(0))];
}
