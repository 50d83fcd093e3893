import { FakeInstallation, ImportFolder, importing, simpleMapping } from '../testing/index.ts';
import type { Compensations } from './compensations.ts';
import { undoImport, type UndoSummary } from './undo-run.ts';

const mappingWith = (name: string): object =>
  simpleMapping(
    {},
    {
      mapping: { records: { thing: {}, place: { master: true } } },
      step: {
        commands: [
          { command: 'NamePlace', id: { $id: 'place', of: '{place}' }, once: '{place}', body: { name: '{place}' } },
          { command: 'MakeThing', body: { name, at: { $id: 'place', of: '{place}' }, of: '{record}' } },
        ],
      },
    },
  );
const mapping = mappingWith('{name}');
const mended = mappingWith('thing {name}');
const compensations: Compensations = { thing: { command: 'UnmakeThing', reason: 'why' } };
const csv = 'key,name,place\n1,a,here\n2,b,here\n3,c,there\n';

let folder: ImportFolder;
beforeEach(() => {
  folder = new ImportFolder();
  folder.write('rows.csv', csv);
});
afterEach(() => folder.remove());

const into = async (installation: FakeInstallation, of: object) => (await importing(folder, of, { installation, dryRun: false })).summary;
const undo = (installation: FakeInstallation, run: string, more: object = {}): Promise<UndoSummary> =>
  undoImport({ run, installation, compensations, ...more });
const lastOf = (installation: FakeInstallation, type: string): readonly string[] =>
  installation.of(type).map(({ stream }) => stream.split('.').at(-1) ?? '');

describe('undoing an import', () => {
  it('takes back each record it made, the last first, and says that master data stay', async () => {
    const installation = new FakeInstallation();
    await into(installation, mapping);
    const summary = await undo(installation, 'sample.1', { reason: 'the wrong file' });
    expect(lastOf(installation, 'UnmakeThing done')).toEqual(['3', '2', '1']);
    expect(installation.of('UnmakeThing done')[0]?.data).toEqual({ why: 'the wrong file' });
    expect(summary.undone).toEqual(new Map([['thing', 3]]));
    expect(summary.kept.map(({ category, code, times }) => [category, code, times])).toEqual([['place', 'UNDO.NO_COMPENSATION', 2]]);
    expect(installation.of('ImportUndone')[0]?.data).toEqual({ run: 'sample.1', reason: 'the wrong file', undone: 3, kept: 2 });
  });

  it('lets the rows be imported anew by a mended mapping, beside the same master data', async () => {
    const installation = new FakeInstallation();
    await into(installation, mapping);
    await undo(installation, 'sample.1');
    const again = await into(installation, mended);
    expect(again.run).toBe('sample.2');
    expect(again.counts).toMatchObject({ recorded: 3, unchanged: 2, refused: 0 });
    expect(lastOf(installation, 'MakeThing done')).toEqual(['1', '2', '3', '1~2', '2~2', '3~2']);
    expect(installation.of('MakeThing done').at(-1)?.data).toMatchObject({ name: 'thing c', of: 'sample.thing.3~2' });
    expect((await into(installation, mended)).counts).toMatchObject({ recorded: 0, unchanged: 5, refused: 0 });
  });

  it('any number of times', async () => {
    const installation = new FakeInstallation();
    for (const time of [1, 2, 3]) {
      expect((await into(installation, mapping)).run).toBe(`sample.${time}`);
      await undo(installation, `sample.${time}`);
    }
    await into(installation, mapping);
    expect(lastOf(installation, 'MakeThing done').slice(-3)).toEqual(['1~4', '2~4', '3~4']);
  });

  it('of one run leaves the records of the others, which a later import knows again', async () => {
    const installation = new FakeInstallation();
    await into(installation, mapping);
    folder.write('rows.csv', `${csv}4,d,there\n`);
    await into(installation, mapping);
    await undo(installation, 'sample.2');
    expect(lastOf(installation, 'UnmakeThing done')).toEqual(['4']);
    const again = await into(installation, mapping);
    expect(again.counts).toMatchObject({ recorded: 1, unchanged: 5 });
    expect(lastOf(installation, 'MakeThing done')).toEqual(['1', '2', '3', '4', '4~2']);
  });

  it('keeps what others have changed since, unless it is forced; what policies did does not count', async () => {
    const installation = new FakeInstallation();
    await into(installation, mapping);
    installation.record('thing-sample.thing.2', 'ThingPolished', 'ann');
    installation.record('thing-sample.thing.3', 'ThingMoved', 'policy.move');
    const summary = await undo(installation, 'sample.1');
    expect(lastOf(installation, 'UnmakeThing done')).toEqual(['3', '1']);
    expect(summary.kept).toContainEqual({
      category: 'thing',
      code: 'UNDO.CHANGED_SINCE',
      reason: expect.stringContaining('ann (ThingPolished'),
      times: 1,
      first: 'thing-sample.thing.2',
    });
    const other = new FakeInstallation();
    await into(other, mapping);
    other.record('thing-sample.thing.2', 'ThingPolished', 'ann');
    expect((await undo(other, 'sample.1', { force: true })).undone.get('thing')).toBe(3);
  });

  it('says what the system would not take back, and what the run had not made itself', async () => {
    const installation = new FakeInstallation({
      refuses: ({ command, id }) =>
        command === 'UnmakeThing' && id?.endsWith('.1') === true
          ? { code: 'THINGS.DONE', detail: 'it is done', remedy: null, field: null }
          : null,
    });
    installation.record('thing-sample.thing.3', 'ThingFound', 'ann');
    await into(installation, mapping);
    const summary = await undo(installation, 'sample.1');
    expect(summary.kept.map(({ category, code, first }) => [category, code, first])).toEqual([
      ['thing', 'UNDO.WAS_THERE_BEFORE', 'thing-sample.thing.3'],
      ['place', 'UNDO.NO_COMPENSATION', 'place-sample.place.there'],
      ['thing', 'THINGS.DONE', 'thing-sample.thing.1'],
    ]);
  });

  it('goes on where it was broken off, and until then no import of that mapping starts', async () => {
    const installation = new FakeInstallation();
    await into(installation, mapping);
    installation.options.diesAfter = installation.lines.length + 2;
    await expect(undo(installation, 'sample.1', { reason: 'first' })).rejects.toMatchObject({ code: 'IMPORT.NOT_ANSWERED' });
    await expect(into(installation, mended)).rejects.toMatchObject({ code: 'IMPORT.UNDO_UNFINISHED' });
    const summary = await undo(installation, 'sample.1', { reason: 'second' });
    expect(summary.undone.get('thing')).toBe(3);
    expect(installation.of('UnmakeThing done')).toHaveLength(3);
    expect((await into(installation, mended)).counts.recorded).toBe(3);
  });

  it('once done is done, and what never ran cannot be undone', async () => {
    const installation = new FakeInstallation();
    await into(installation, mapping);
    await undo(installation, 'sample.1');
    const before = installation.events.length;
    expect((await undo(installation, 'sample.1')).wasUndone).toBe(true);
    expect(installation.events).toHaveLength(before);
    await expect(undo(installation, 'sample.7')).rejects.toThrow('name one of sample.1');
    await expect(undo(installation, 'nothing')).rejects.toMatchObject({ code: 'IMPORT.RUN_UNKNOWN' });
  });

  it('tells in a dry run what it would do, and does nothing', async () => {
    const installation = new FakeInstallation();
    await into(installation, mapping);
    const before = installation.events.length;
    expect((await undo(installation, 'sample.1', { dryRun: true })).undone.get('thing')).toBe(3);
    expect(installation.events).toHaveLength(before);
  });
});
