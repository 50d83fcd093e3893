import iconv from 'iconv-lite';
import { InputColumns } from '../mapping/input-plan.ts';
import type { Input } from '../mapping/language.ts';
import { ImportFolder } from '../testing/import-kit.ts';
import { findFiles } from './find-files.ts';
import { inputRows, openInput } from './input-reader.ts';

const folder = new ImportFolder();
afterAll(() => folder.remove());

interface Read {
  readonly rows: readonly (readonly unknown[])[];
  readonly unknown: readonly string[];
  readonly encoding: string;
}

async function read(name: string, content: string | Uint8Array, columns: readonly string[], input: Partial<Input> = {}): Promise<Read> {
  const path = folder.write(name, content);
  const plan = new InputColumns('rows', { files: name, ...input });
  for (const column of columns) plan.placeOf(column);
  const opened = await openInput({ input: plan, paths: [path] });
  const rows: (readonly unknown[])[] = [];
  const unknown: string[] = [...(opened.files[0]?.unknownColumns ?? [])];
  for await (const batch of inputRows(
    opened,
    () => undefined,
    (_file, column) => unknown.push(column),
  )) {
    for (const { line, cells, broken } of batch.rows) rows.push(broken === null ? [line, ...cells] : [line, broken.code, broken.value]);
  }
  return { rows, unknown, encoding: opened.files[0]?.encoding ?? '' };
}

describe('files in whatever encoding they come', () => {
  const text = '名称,城市\n宁波海天精密机械有限公司,宁波\n纵横,杭州\n';
  const rows = [
    [2, '宁波海天精密机械有限公司', '宁波'],
    [3, '纵横', '杭州'],
  ];

  it.each([
    ['utf-8', Buffer.from(text)],
    ['utf-8', Buffer.from(`\ufeff${text}`)],
    ['gb18030', iconv.encode(text, 'gb18030')],
    ['utf-16le', iconv.encode(text, 'utf-16le', { addBOM: true })],
  ])('are read as %s without being told so', async (encoding, bytes) => {
    expect(await read('rows.csv', bytes, ['名称', '城市'])).toEqual({ rows, unknown: [], encoding });
  });

  it('are read in the encoding that the mapping states', async () => {
    const result = await read('rows.csv', iconv.encode('name\nMünchen\n', 'latin1'), ['name'], { encoding: 'windows-1252' });
    expect(result.rows).toEqual([[2, 'München']]);
  });

  it('hold four-byte characters of GB18030', async () => {
    const result = await read('rows.csv', iconv.encode('名\n𠀀😀\n', 'gb18030'), ['名']);
    expect(result.rows).toEqual([[2, '𠀀😀']]);
  });

  it('whose bytes do not fit are reported by line, not replaced in silence', async () => {
    const bytes = Buffer.concat([Buffer.from(`${text}${text}坏`), Buffer.from([0xff, 0xfe]), Buffer.from(',x\n好,y\n')]);
    const result = await read('rows.csv', bytes, ['名称']);
    expect(result.encoding).toBe('utf-8');
    expect(result.rows.slice(-2)).toEqual([
      [7, 'IMPORT.BAD_BYTES', '坏\ufffd\ufffd'],
      [8, '好'],
    ]);
  });

  it('with bad bytes in columns that nobody reads are none the worse', async () => {
    const bytes = Buffer.concat([Buffer.from('名称,注\n一二三四五六七八九十,'), Buffer.from([0xff]), Buffer.from('\n')]);
    expect((await read('rows.csv', bytes, ['名称'], { ignore: ['注'] })).rows).toEqual([[2, '一二三四五六七八九十']]);
  });

  it('of an encoding that nobody knows are refused', async () => {
    await expect(read('rows.csv', 'a\n1\n', ['a'], { encoding: 'klingon' })).rejects.toMatchObject({ code: 'IMPORT.ENCODING_UNKNOWN' });
  });
});

describe('columns', () => {
  it('that the mapping does not name are told once', async () => {
    expect((await read('rows.csv', 'a,b,c,d\n1,2,3,4\n5,6,7,8\n', ['a'], { ignore: ['d'] })).unknown).toEqual(['b', 'c']);
  });

  it('that the mapping needs and the file lacks stop the import before it starts', async () => {
    await expect(read('rows.csv', 'a,b\n1,2\n', ['a', 'c'])).rejects.toMatchObject({
      code: 'IMPORT.COLUMN_MISSING',
      found: expect.stringContaining('"c"'),
    });
  });

  it('of one name twice stop it too', async () => {
    await expect(read('rows.csv', 'a,a\n1,2\n', ['a'])).rejects.toMatchObject({ code: 'IMPORT.COLUMN_TWICE' });
  });

  it('may be called otherwise in the mapping, stand between spaces, or have numbers only', async () => {
    expect((await read('rows.csv', ' Case ID , x\n1,2\n', ['case'], { columns: { case: 'Case ID' } })).rows).toEqual([[2, '1']]);
    expect((await read('rows.csv', '1,2\n3,4\n', ['second'], { header: false, columns: { second: 2 } })).rows).toEqual([
      [1, '2'],
      [2, '4'],
    ]);
  });

  it.each([
    [';', 'a;b\n1,5;2\n'],
    ['\t', 'a\tb\n1,5\t2\n'],
    ['|', 'a|b\n1,5|2\n'],
  ])('are told apart by %j where the first line says so', async (_sign, csv) => {
    expect((await read('rows.csv', csv, ['a', 'b'])).rows).toEqual([[2, '1,5', '2']]);
  });

  it('are as many in each row as in the first line', async () => {
    expect((await read('rows.csv', 'a,b\n1\n1,2,3\n1,2\n', ['a'])).rows).toEqual([
      [2, 'IMPORT.ROW_LENGTH', '1'],
      [3, 'IMPORT.ROW_LENGTH', '1,2,3'],
      [4, '1'],
    ]);
  });

  it('lose the white space around them and the words that mean nothing', async () => {
    expect((await read('rows.csv', 'a,b,c\n x\u3000,NULL, N/A \n', ['a', 'b', 'c'], { blank: ['NULL', 'N/A'] })).rows).toEqual([
      [2, 'x', '', ''],
    ]);
    expect((await read('rows.csv', 'a\n x \n', ['a'], { trim: false })).rows).toEqual([[2, ' x ']]);
  });
});

describe('rows of NDJSON', () => {
  it('are the members of one object a line, nested ones by their path, numbers with all their digits', async () => {
    const lines = ['{"a":"x","b":{"c":true},"n":12345678901234567.10}', '', '{"a":null,"n":1e3}'];
    const result = await read('rows.ndjson', lines.join('\n'), ['a', 'b.c', 'n']);
    expect(result.rows).toEqual([
      [1, 'x', 'true', '12345678901234567.10'],
      [3, '', '', '1e3'],
    ]);
  });

  it('that are no objects are reported, and so is a member nobody mapped', async () => {
    const result = await read('rows.ndjson', '[1]\n{"a":1,"z":2}\n{broken\n{"z":3}\n', ['a']);
    expect(result.rows).toEqual([
      [1, 'IMPORT.ROW_NOT_OBJECT', '[1]'],
      [2, '1'],
      [3, 'IMPORT.ROW_NOT_OBJECT', '{broken'],
      [4, ''],
    ]);
    expect(result.unknown).toEqual(['a', 'z']);
  });
});

describe('files of an input', () => {
  const deals = new InputColumns('deals', { files: ['deals*.csv', '*.ndjson'] });
  const notes = new InputColumns('notes', { files: 'notes.csv', optional: true });

  it('are found in a folder by name, in order, whatever their case', async () => {
    const here = new ImportFolder();
    for (const name of ['deals-2.csv', 'Deals-1.CSV', 'other.txt', 'more.ndjson']) here.write(name, 'a\n');
    const [found] = await findFiles([deals, notes], [here.path]);
    expect(found?.paths.map((path) => path.split('/').at(-1))).toEqual(['Deals-1.CSV', 'deals-2.csv', 'more.ndjson']);
    here.remove();
  });

  it('that are missing, or fit no input, are told with what to do', async () => {
    const other = folder.write('other.csv', 'a\n');
    await expect(findFiles([deals, notes], [other])).rejects.toMatchObject({ code: 'IMPORT.FILE_MISSING', file: other });
    await expect(findFiles([notes, new InputColumns('more', { files: 'more.csv' })], [])).rejects.toMatchObject({
      code: 'IMPORT.FILE_MISSING',
      file: 'more.csv',
    });
    await expect(findFiles([deals], ['/no/such/place'])).rejects.toMatchObject({ code: 'IMPORT.FILE_UNREADABLE' });
  });

  it('need fit no pattern where there is one input and the file is named', async () => {
    const other = folder.write('any-name.txt', 'a\n');
    expect((await findFiles([deals], [other]))[0]?.paths).toEqual([other]);
  });
});
