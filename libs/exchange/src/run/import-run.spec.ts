import { FakeInstallation, ImportFolder, importing, simpleMapping } from '../testing/index.ts';
import { runImport } from './import-run.ts';

const mapping = simpleMapping(
  { name: '{name}' },
  {
    mapping: { records: { thing: {}, place: { master: true } } },
    step: {
      commands: [
        { command: 'NamePlace', id: { $id: 'place', of: '{place}' }, once: '{place}', body: { name: '{place}' } },
        { command: 'MakeThing', body: { name: '{name}' } },
      ],
    },
  },
);
const csv = 'key,name,place\n1,a,here\n2,b,here\n3,c,there\n';

let folder: ImportFolder;
beforeEach(() => {
  folder = new ImportFolder();
  folder.write('rows.csv', csv);
});
afterEach(() => folder.remove());

const into = async (installation: FakeInstallation, of: object = mapping) => importing(folder, of, { installation, dryRun: false });
const things = (installation: FakeInstallation): readonly string[] => installation.of('MakeThing done').map(({ stream }) => stream);

describe('an import', () => {
  it('sends each row’s commands, and records that it started and what came of it', async () => {
    const installation = new FakeInstallation();
    const { summary } = await into(installation);
    expect(summary.run).toBe('sample.1');
    expect(summary.commands).toEqual([
      { command: 'NamePlace', sent: 2, recorded: 2, unchanged: 0, refused: 0 },
      { command: 'MakeThing', sent: 3, recorded: 3, unchanged: 0, refused: 0 },
    ]);
    expect(installation.events.every(({ correlationId }) => correlationId === 'sample.1')).toBe(true);
    expect(installation.of('ImportStarted')[0]?.data).toMatchObject({
      run: 'sample.1',
      files: [{ input: 'rows', name: 'rows.csv', bytes: csv.length }],
    });
    expect(installation.of('ImportCompleted')[0]?.data).toMatchObject({
      run: 'sample.1',
      counts: { rows: 3, planned: 3, commands: 5, recorded: 5, refused: 0 },
    });
  });

  it('changes nothing when it is run again, and says so', async () => {
    const installation = new FakeInstallation();
    await into(installation);
    const before = [...installation.events];
    const { summary } = await into(installation);
    expect(installation.events).toEqual(before);
    expect(summary.run).toBe('sample.1');
    expect(summary.counts).toMatchObject({ commands: 5, recorded: 0, unchanged: 5, refused: 0 });
  });

  it('goes on where it was killed, under the same run', async () => {
    const installation = new FakeInstallation({ diesAfter: 3 });
    await expect(into(installation)).rejects.toMatchObject({ code: 'IMPORT.NOT_ANSWERED' });
    expect(installation.of('ImportCompleted')).toEqual([]);
    const { summary } = await into(installation);
    expect(summary.run).toBe('sample.1');
    expect(things(installation)).toHaveLength(3);
    expect(new Set(things(installation)).size).toBe(3);
    expect(installation.of('ImportStarted')).toHaveLength(1);
    expect(installation.of('ImportCompleted')).toHaveLength(1);
  });

  it('ends at once when it is told to, and goes on later', async () => {
    const installation = new FakeInstallation();
    const stop = new AbortController();
    stop.abort();
    const stopped = await importing(folder, mapping, { installation, dryRun: false, signal: stop.signal });
    expect(stopped.summary.isStopped).toBe(true);
    expect(installation.of('ImportCompleted')).toEqual([]);
    expect((await into(installation)).summary.counts.recorded).toBe(5);
  });

  it('sends nothing in a dry run, and shows what it would send', async () => {
    const installation = new FakeInstallation();
    const { summary } = await importing(folder, mapping, { installation, shownMax: 2 });
    expect(installation.lines).toEqual([]);
    expect(installation.events).toEqual([]);
    expect(summary.counts).toMatchObject({ rows: 3, planned: 3, commands: 5, recorded: 0 });
    expect(summary.shown.map(({ command, body }) => [command, body])).toEqual([
      ['NamePlace', { name: 'here' }],
      ['MakeThing', { name: 'a' }],
    ]);
  });

  it('takes other files as another run, and the rows that were there before as they are', async () => {
    const installation = new FakeInstallation();
    await into(installation);
    folder.write('rows.csv', `${csv}4,d,there\n`);
    const { summary } = await into(installation);
    expect(summary.run).toBe('sample.2');
    expect(summary.counts).toMatchObject({ recorded: 1, unchanged: 5 });
    expect(things(installation)).toHaveLength(4);
  });

  it('tells which rows the system would not have, and what followed from that', async () => {
    const problem = { code: 'THINGS.UNLUCKY', detail: 'thirteen is refused', remedy: 'take another', field: '/name' };
    const installation = new FakeInstallation({ refuses: ({ id }) => (id?.endsWith('.2') === true ? problem : null) });
    const twice = simpleMapping(
      {},
      {
        step: {
          commands: [
            { command: 'MakeThing', body: { name: '{name}' } },
            { command: 'UseThing', body: {} },
          ],
        },
      },
    );
    const { summary, findings } = await into(installation, twice);
    expect(summary.counts).toMatchObject({ commands: 6, recorded: 4, refused: 2 });
    expect(
      findings.map(({ level, code, line, column, command, key, follows }) => [level, code, line, column, command, key, follows]),
    ).toEqual([
      ['refused', 'THINGS.UNLUCKY', 3, '/name', 'MakeThing', 'sample.things.2', undefined],
      ['refused', 'THINGS.UNLUCKY', 3, '/name', 'UseThing', 'sample.things.2', 3],
    ]);
  });

  it('with a changed mapping is told row by row what was imported otherwise before', async () => {
    const installation = new FakeInstallation();
    await into(installation);
    const mended = JSON.parse(JSON.stringify(mapping).replace('"name":"{name}"', '"name":"thing {name}"')) as object;
    const { summary, findings } = await into(installation, mended);
    expect(summary.counts).toMatchObject({ recorded: 0, unchanged: 2, refused: 3 });
    expect(findings.map(({ code, line }) => [code, line])).toEqual([
      ['IMPORT.ROW_CHANGED', 2],
      ['IMPORT.ROW_CHANGED', 3],
      ['IMPORT.ROW_CHANGED', 4],
    ]);
    expect(findings[0]?.remedy).toContain('undo the run');
  });

  it('leaves master data alone that are there already, also under other names', async () => {
    const exists = { code: 'PLACES.PLACE.EXISTS', detail: 'it is there', remedy: 'give another id', field: null };
    const installation = new FakeInstallation({ refuses: ({ command }) => (command === 'NamePlace' ? exists : null) });
    const places = simpleMapping(
      {},
      {
        mapping: { records: { place: { master: true } } },
        step: {
          record: { $id: 'place', of: '{place}' },
          distinct: '{place}',
          commands: [{ command: 'NamePlace', body: { name: '{place}' } }],
        },
      },
    );
    const { summary, findings } = await into(installation, places);
    expect(summary.counts).toMatchObject({ commands: 2, unchanged: 2, refused: 0 });
    expect(findings).toEqual([]);
  });

  it('needs an installation, unless it is a dry run', async () => {
    await expect(runImport({ mapping, given: [folder.path], installation: null })).rejects.toThrow('an installation');
  });

  it('sends nothing where the mapping or a file cannot be right', async () => {
    const installation = new FakeInstallation();
    await expect(into(installation, simpleMapping({ name: '{nobody}' }))).rejects.toMatchObject({ code: 'IMPORT.COLUMN_MISSING' });
    await expect(into(installation, { ...simpleMapping({}), steps: [] })).rejects.toMatchObject({ code: 'IMPORT.MAPPING_INVALID' });
    expect(installation.lines).toEqual([]);
  });
});
