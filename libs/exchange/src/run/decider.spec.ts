import { type BusinessDate, catalogueOf, type Instant } from '@zongheng/kernel';
import { specification } from '@zongheng/kernel/testing';
import { type CompleteImport, type CompleteImportUndo, importDecider, type StartImport, type StartImportUndo } from './decider.ts';
import { exchangeEvents, type ImportCounts, type ImportFact, importStream } from './events.ts';

const day = '2026-03-01' as BusinessDate;
const context = { on: day, today: day, now: '2026-03-01T00:00:00.000Z' as Instant, actor: 'import' };
const digest = (sign: string): string => sign.repeat(64);
const counts = (recorded: number): ImportCounts => ({
  rows: 3,
  planned: 3,
  skipped: 0,
  repeats: 0,
  bad: 0,
  commands: 3,
  recorded,
  unchanged: 3 - recorded,
  refused: 0,
  assumed: 0,
});

const start = (run: string, more: Partial<StartImport> = {}): StartImport => ({
  type: 'StartImport',
  ...context,
  mapping: 'sample',
  run,
  mappingHash: digest('a'),
  fingerprint: digest('f'),
  files: [],
  ...more,
});
const complete = (run: string, recorded = 3): CompleteImport => ({ type: 'CompleteImport', ...context, run, counts: counts(recorded) });
const startUndo = (run: string): StartImportUndo => ({ type: 'StartImportUndo', ...context, run, reason: 'wrong' });
const completeUndo = (run: string): CompleteImportUndo => ({ type: 'CompleteImportUndo', ...context, run, undone: 3, kept: 0 });

const started = (run: string, more: object = {}): ImportFact => ({
  type: 'ImportStarted',
  businessDate: day,
  data: { run, mappingHash: digest('a'), fingerprint: digest('f'), files: [], ...more },
});
const completed = (run: string): ImportFact => ({
  type: 'ImportCompleted',
  businessDate: day,
  data: { run, mappingHash: digest('a'), counts: counts(3) },
});
const undoing = (run: string): ImportFact => ({ type: 'ImportUndoStarted', businessDate: day, data: { run, reason: 'wrong' } });
const undone = (run: string): ImportFact => ({
  type: 'ImportUndone',
  businessDate: day,
  data: { run, reason: 'wrong', undone: 3, kept: 0 },
});

const { given } = specification(importDecider);

describe('the runs of an import', () => {
  it('start with the first number, and not twice', () => {
    given().when(start('sample.1')).then(started('sample.1'));
    given().whenRepeated(start('sample.1')).thenNothing();
    given().when(start('sample.2')).thenRefused('IMPORT.RUN_TAKEN');
  });

  it('of the same files go on as they are; a mended mapping is noted', () => {
    given(started('sample.1'), completed('sample.1')).when(start('sample.1')).thenNothing();
    given(started('sample.1'))
      .when(start('sample.1', { mappingHash: digest('b') }))
      .then(started('sample.1', { mappingHash: digest('b') }));
  });

  it('of other files take the next number', () => {
    const other = { fingerprint: digest('e') };
    given(started('sample.1')).when(start('sample.2', other)).then(started('sample.2', other));
    given(started('sample.1')).when(start('sample.1', other)).thenRefused('IMPORT.RUN_TAKEN');
  });

  it('are completed by what they recorded; going through them again is no news', () => {
    given(started('sample.1')).when(complete('sample.1')).then(completed('sample.1'));
    given(started('sample.1'), completed('sample.1')).when(complete('sample.1', 0)).thenNothing();
    given(started('sample.1'), completed('sample.1'))
      .when(complete('sample.1', 1))
      .then({ ...completed('sample.1'), data: { run: 'sample.1', mappingHash: digest('a'), counts: counts(1) } } as ImportFact);
    given().when(complete('sample.1')).thenRefused('IMPORT.RUN_UNKNOWN');
  });

  it('are undone in two steps; in between nothing is imported', () => {
    given(started('sample.1')).when(startUndo('sample.1')).then(undoing('sample.1'));
    given(started('sample.1')).whenRepeated(startUndo('sample.1')).thenNothing();
    given(started('sample.1'), undoing('sample.1')).when(start('sample.1')).thenRefused('IMPORT.UNDO_UNFINISHED');
    given(started('sample.1'), undoing('sample.1')).when(complete('sample.1')).thenRefused('IMPORT.RUN_UNDONE');
    given(started('sample.1'), undoing('sample.1')).when(completeUndo('sample.1')).then(undone('sample.1'));
    given(started('sample.1'), undoing('sample.1')).whenRepeated(completeUndo('sample.1')).thenNothing();
  });

  it('are not undone where there are none, nor ended where the undo was not begun', () => {
    given().when(startUndo('sample.1')).thenRefused('IMPORT.RUN_UNKNOWN');
    given().when(completeUndo('sample.1')).thenRefused('IMPORT.RUN_UNKNOWN');
    given(started('sample.1')).when(completeUndo('sample.1')).thenRefused('IMPORT.UNDO_NOT_STARTED');
  });

  it('once undone stay undone: the same files are the next run', () => {
    const history = [started('sample.1'), undoing('sample.1'), undone('sample.1')];
    given(...history)
      .when(start('sample.1'))
      .thenRefused('IMPORT.RUN_UNDONE');
    given(...history)
      .when(start('sample.2'))
      .then(started('sample.2'));
  });

  it('are not dated in the future, nor before the last fact', () => {
    given()
      .when(start('sample.1', { on: '2026-03-02' as BusinessDate }))
      .thenRefused('DATE.IN_FUTURE');
    given(started('sample.1'))
      .when({ ...complete('sample.1'), on: '2026-02-28' as BusinessDate })
      .thenRefused('DATE.BEFORE_LAST');
  });

  it('are recorded as their definitions say', () => {
    const catalogue = catalogueOf(exchangeEvents);
    for (const fact of [started('sample.1'), completed('sample.1'), undoing('sample.1'), undone('sample.1')]) {
      expect(catalogue.faultsOf(importStream('sample'), fact.type, fact.data)).toEqual([]);
    }
  });
});
