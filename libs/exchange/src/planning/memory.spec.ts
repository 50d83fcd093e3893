import { execFile } from 'node:child_process';
import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { ImportFolder, simpleMapping } from '../testing/import-kit.ts';

const program = fileURLToPath(new URL('./little-memory.spec-data.ts', import.meta.url));
/** Less than what the rows below would take if they were kept; with 20 MB the modules themselves hardly start. */
const heapMb = 40;

let folder: ImportFolder;
beforeEach(() => {
  folder = new ImportFolder();
});
afterEach(() => folder.remove());

/** Writes a file of many rows without holding it. */
function writeRows(name: string, header: string, count: number, row: (index: number) => string): void {
  const file = openSync(join(folder.path, name), 'w');
  let held = `${header}\n`;
  for (let index = 0; index < count; index += 1) {
    held += `${row(index)}\n`;
    if (held.length > 65_536 || index === count - 1) {
      writeSync(file, held);
      held = '';
    }
  }
  closeSync(file);
}

/** Imports the folder in a process that may not keep more than so much. */
async function importedInLittleMemory(mapping: object): Promise<unknown> {
  const flags = [
    `--max-old-space-size=${heapMb}`,
    '--max-semi-space-size=4',
    '--conditions=@zongheng/source',
    '--disable-warning=ExperimentalWarning',
  ];
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, program, folder.path, JSON.stringify(mapping)], {
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  return JSON.parse(stdout);
}

describe('memory is bounded, whatever the size of the file', () => {
  it('for rows that stand for themselves, with more keys and more rows to look up than fit', async () => {
    const rows = 50_000;
    writeRows('rows.csv', 'key,name,other', rows, (index) => `key-${index},${'x'.repeat(400)},${(index * 7919) % rows}`);
    writeRows('others.csv', 'code,name', rows, (index) => `${index},${'y'.repeat(900)}`);
    const step = { join: { found: { input: 'others', by: 'code', key: '{other}' } } };
    const sample = simpleMapping({ name: '{name} {found.name}' }, { step }) as { readonly inputs: object };
    const mapping = { ...sample, inputs: { ...sample.inputs, others: { files: 'others.csv' } } };
    expect(await importedInLittleMemory(mapping)).toMatchObject({ rows, planned: rows, bad: 0, commands: rows });
  }, 180_000);

  it('for cases whose rows are scattered over the whole file', async () => {
    const rows = 50_000;
    const cases = 5_000;
    writeRows('rows.csv', 'key,at,note', rows, (index) => `case-${index % cases},${1_000_000 - index},${'z'.repeat(900)}`);
    const step = {
      group: { by: '{key}', order: { $integer: '{at}' } },
      key: '{at}',
      commands: [
        { command: 'MakeThing', when: { first: true }, body: {} },
        { command: 'NoteThing', body: { note: '{note}' } },
      ],
    };
    expect(await importedInLittleMemory(simpleMapping({}, { step }))).toMatchObject({
      rows,
      planned: rows,
      bad: 0,
      commands: rows + cases,
    });
  }, 180_000);
});
