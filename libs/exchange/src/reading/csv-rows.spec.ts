import fc from 'fast-check';
import { csvRows } from './csv-rows.ts';
import { rowBytesMax, type SourceRow } from './source-row.ts';

async function rowsOf(text: string | Buffer, chunk = 65_536, delimiter = ','): Promise<readonly SourceRow[]> {
  const rows: SourceRow[] = [];
  for await (const batch of csvRows(chunksOf(Buffer.from(text), chunk), { delimiter, quote: '"' })) rows.push(...batch);
  return rows;
}

async function* chunksOf(bytes: Buffer, size: number): AsyncIterable<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const told = (rows: readonly SourceRow[]): readonly unknown[] =>
  rows.map(({ line, cells, broken }) => (broken ? [line, broken.code] : [line, ...cells]));

describe('rows of CSV', () => {
  it('say the line they start on, whatever newlines their quotes hold', async () => {
    const text = 'a,b\r\n1,"x\r\ny ""z"""\r\n\r\n2,3\r\n"4\n5\n6",7';
    for (const chunk of [1, 2, 3, 7, 1000]) {
      expect(told(await rowsOf(text, chunk))).toEqual([
        [1, 'a', 'b'],
        [2, '1', 'x\r\ny "z"'],
        [5, '2', '3'],
        [6, '4\n5\n6', '7'],
      ]);
    }
  });

  it('go on after a row whose quotes are broken, and say which it was', async () => {
    const text = 'a,b\n1,"x"y\n2,3\n4,"5"\n6,7\n';
    for (const chunk of [1, 5, 1000]) {
      expect(told(await rowsOf(text, chunk))).toEqual([
        [1, 'a', 'b'],
        [2, 'IMPORT.ROW_BROKEN'],
        [3, '2', '3'],
        [4, '4', '5'],
        [5, '6', '7'],
      ]);
    }
  });

  it('go on after a quote that is never closed: only the line that opened it is lost', async () => {
    const text = 'a,b\n"1",2\n3,"4\n5,6\n\n7,8\n';
    for (const chunk of [1, 4, 1000]) {
      expect(told(await rowsOf(text, chunk))).toEqual([
        [1, 'a', 'b'],
        [2, '1', '2'],
        [3, 'IMPORT.ROW_BROKEN'],
        [4, '5', '6'],
        [6, '7', '8'],
      ]);
    }
  });

  it('of more than a mebibyte are reported and left out, without being kept', async () => {
    const long = 'x'.repeat(rowBytesMax * 5);
    const rows = await rowsOf(`a,b\n1,2\n${long},2\n3,4\n"${long}`);
    expect(told(rows)).toEqual([
      [1, 'a', 'b'],
      [2, '1', '2'],
      [3, 'IMPORT.ROW_TOO_LONG'],
      [4, '3', '4'],
      [5, 'IMPORT.ROW_TOO_LONG'],
    ]);
    expect(rows.every(({ broken }) => (broken?.value ?? '').length <= 200)).toBe(true);
  });

  it('come back as they were written, in pieces of any size', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '行', '"', ',', '\n', '\r\n', ' ', '😀'), maxLength: 6 });
    const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(rows, fc.integer({ min: 1, max: 9 }), async (table, chunk) => {
        const text = table.map((cells) => cells.map((part) => `"${part.replaceAll('"', '""')}"`).join(',')).join('\n');
        expect((await rowsOf(text, chunk)).map(({ cells }) => cells)).toEqual(table);
      }),
      { numRuns: 60 },
    );
  });

  it('that are good are read however many broken ones stand between them', async () => {
    const line = fc.constantFrom('good', 'broken');
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 20 }), fc.integer({ min: 1, max: 40 }), async (lines, chunk) => {
        const text = lines.map((kind, index) => (kind === 'good' ? `${index},ok` : `${index},"a"b`)).join('\n');
        const expected = lines.map((kind, index) =>
          kind === 'good' ? [index + 1, String(index), 'ok'] : [index + 1, 'IMPORT.ROW_BROKEN'],
        );
        expect(told(await rowsOf(text, chunk))).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });
});
