import { jest } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { crm, crmOn } from '../running/crm.ts';
import { temporaryFolders } from '../running/folders.ts';
import { type Installation, startInstallation } from '../running/installation.ts';
import { type Ended, endProgramsAfterwards, root } from '../running/program.ts';
import { everyGroup, type Funnel } from './maven/figures.ts';

jest.setTimeout(120_000);
const folders = temporaryFolders();
endProgramsAfterwards();

let dataDir: string;
let installation: Installation;
const run = (...args: readonly string[]): Promise<Ended> => crm(['--data-dir', dataDir, ...args]);

beforeAll(async () => {
  dataDir = folders.make();
  installation = await startInstallation(dataDir);
});
afterAll(() => installation?.end());

describe('the help', () => {
  it('names every verb and the exit codes; each verb explains what it does and takes', async () => {
    const help = (await crm(['help'])).stdout;
    expect(help).toContain(
      'Exit codes: 0 done · 1 it found something · 2 the command line is wrong · 3 no installation · 4 the installation refused',
    );
    const verbs = [...help.matchAll(/^ {2}([a-z]+) ?.* {2,}\S/gm)].map(([, verb = '']) => verb).filter((verb) => verb !== 'help');
    for (const known of ['demo', 'import', 'export', 'views', 'rebuild', 'verify', 'parked', 'backup', 'restore', 'where']) {
      expect(verbs).toContain(known);
    }
    const explained = await Promise.all(verbs.map((verb) => crm(['help', verb])));
    explained.forEach(({ code, stdout, stderr }, index) => {
      expect([verbs[index], code, stderr]).toEqual([verbs[index], 0, '']);
      expect(stdout).toMatch(new RegExp(`^Usage: crm ${verbs[index]}`));
      expect(stdout.split('\n').length).toBeGreaterThan(4);
    });
  });
});

describe('the exit code', () => {
  it.each<[string, number, RegExp, readonly string[]]>([
    ['an unknown verb', 2, /unknown command/, ['sing']],
    ['a missing argument', 2, /missing required argument/, ['rebuild']],
    ['a number that is none', 2, /whole number above zero/, ['demo', '--deals', 'many']],
    ['an unknown mapping', 2, /there is no mapping nosuch/, ['import', 'nosuch', '.']],
    ['a file that is not there', 2, /nowhere/, ['import', 'maven-crm', '/nowhere']],
    ['a run that was never made', 2, /there is no run/, ['import', 'undo', 'maven-crm.7']],
    ['an unknown event', 1, /Perhaps OpportunityOpened/, ['where', 'Opened']],
    ['an unknown view', 4, /there is no view sky/, ['rebuild', 'sky']],
    ['an unknown view to verify', 4, /there is no view sky/, ['verify', 'sky']],
    ['a backup into no folder', 4, /there is no folder/, ['backup', '/nowhere/backup.sqlite']],
    ['a setting that is wrong', 2, /--data-dir/, ['--data-dir', ' ', 'views']],
  ])('for %s is %s, with a word on what to do', async (_what, code, said, args) => {
    const ended = await run(...args);
    expect([ended.code, ended.stdout]).toEqual([code, '']);
    expect(ended.stderr).toMatch(said);
    expect(ended.stderr).not.toMatch(/^ {4}at /m);
  });
});

describe('the verbs', () => {
  it('demo records a carrier that says it is simulated, and recorded again changes nothing', async () => {
    const first = await run('demo', '--deals', '80', '--days', '120');
    expect(first).toMatchObject({ code: 0 });
    expect(first.stdout).toMatch(/^(\d+) of \1 commands carried out, 80 deals\.\n$/);
    expect(first.stderr).toMatch(/simulated .* Nothing of it is real/);
    const head = await installation.api.head();
    expect(await run('demo', '--deals', '80', '--days', '120')).toMatchObject({ code: 0, stdout: first.stdout });
    // Policies may still have something to do for the first time.
    const news = await installation.api.log();
    expect(news.filter((event) => event.position > head && event.actor === 'simulation')).toEqual([]);
    await installation.api.caughtUp('funnel');
    expect((await installation.api.read<Funnel>('/v1/funnel')).totals.count).toBeGreaterThan(70);
  });

  it('are quiet where there is no terminal: answers on standard output, no bars, nothing moves', async () => {
    for (const args of [['views'], ['verify', 'funnel'], ['rebuild', 'funnel'], ['parked'], ['mappings'], ['where', 'OpportunityWon']]) {
      const { code, stdout, stderr } = await run(...args);
      expect([args, code, stderr]).toEqual([args, 0, '']);
      expect(['\r', '\u001b'].some((moving) => stdout.includes(moving))).toBe(false);
      expect(stdout).not.toBe('');
    }
  });

  it('show bars on a terminal', async () => {
    const program = [
      process.execPath,
      '--conditions=@zongheng/source',
      '--import',
      join(root, 'deploy/run/source.mjs'),
      'services/crm/src/cli.ts',
    ];
    const command = [...program, '--data-dir', dataDir, 'demo', '--deals', '80', '--days', '120'].join(' ');
    const typed = spawnSync('script', ['-qec', command, '/dev/null'], { cwd: root, encoding: 'utf8', input: '' });
    if (typed.error) {
      process.stderr.write(`not tried on a terminal: ${typed.error.message}\n`);
      return;
    }
    expect(typed.stdout).toMatch(/\d+% \d+\/80 deals/);
  });

  it('where tells all that has to do with an event', async () => {
    const told = await crmOn(dataDir, 'where', 'OpportunityAdvanced');
    for (const word of ['owner', 'decider', 'views', 'policies', 'golden', 'libs/sales/events/src/', 'libs/sales/domain/src/', 'funnel@']) {
      expect(told).toContain(word);
    }
  });

  it('export writes the log as CloudEvents and a view as a table', async () => {
    const events = (await crmOn(dataDir, 'export', 'events', '--types', 'OpportunityOpened')).trim().split('\n');
    const log = await installation.api.log();
    const opened = log.filter((event) => event.type === 'OpportunityOpened');
    expect(events.map((line) => (JSON.parse(line) as { id: string }).id)).toEqual(opened.map((event) => event.id));
    const file = join(folders.make(), 'funnel.csv');
    await crmOn(dataDir, 'export', 'view', 'funnel', 'groupBy=owner', '--out', file);
    const { groups } = await everyGroup(installation.api, 'groupBy=owner');
    expect(readFileSync(file, 'utf8').trim().split('\r\n')).toHaveLength(groups.length + 1);
  });

  it('import of a mapping of one’s own tells bad rows with their lines, and ends with 1', async () => {
    const folder = folders.make();
    writeFileSync(join(folder, 'people.csv'), 'id,name,unit\np1,李娜,sim-company\np2,,sim-company\np3,王伟,nowhere\n');
    const mapping = {
      mapping: 'people',
      meaning: { zh: '员工', en: 'People' },
      inputs: { people: { files: 'people.csv' } },
      records: { person: { meaning: { zh: '员工', en: 'Person' } } },
      steps: [
        {
          step: 'people',
          from: 'people',
          record: { $id: 'person', of: '{id}' },
          on: '2024-01-01',
          commands: [{ command: 'JoinEmployee', body: { name: '{name}', unit: '{unit}', role: 'rep' } }],
        },
      ],
    };
    writeFileSync(join(folder, 'people.json'), JSON.stringify(mapping));
    const report = join(folder, 'report.ndjson');
    const ended = await run('import', join(folder, 'people.json'), folder, '--report', report);
    expect([ended.code, ended.stderr.split('\n')[0]]).toEqual([1, expect.stringContaining('refused')]);
    const lines = readFileSync(report, 'utf8').trim().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { line: number }).line).sort()).toEqual([3, 4]);
  });
});

describe('a view that somebody meddled with', () => {
  beforeAll(() => crmOn(dataDir, 'demo', '--deals', '80', '--days', '120'));

  it('is found by verify, stays until it is replaced on purpose, and is right again then', async () => {
    await installation.api.caughtUp('opportunities');
    await installation.end();
    const views = join(dataDir, 'views');
    const file = readdirSync(views).find((name) => name.startsWith('opportunities@') && name.endsWith('.sqlite')) ?? '';
    const database = new DatabaseSync(join(views, file));
    const first = `(SELECT min(_id) FROM documents WHERE _body LIKE '%"status":"open"%')`;
    const meddle = `UPDATE documents SET _body = replace(_body, '"status":"open"', '"status":"won"') WHERE _id = ${first}`;
    const { changes } = database.prepare(meddle).run();
    database.close();
    expect(changes).toBe(1);
    installation = await startInstallation(dataDir);

    const found = await run('verify', 'opportunities');
    expect([found.code, found.stdout]).toEqual([1, expect.stringMatching(/DIFFERS[^]*live.*"status":"won"[^]*folded.*"status":"open"/)]);
    expect((await run('rebuild', 'opportunities')).code).toBe(1);
    expect((await run('verify', 'opportunities')).code).toBe(1);
    expect(await run('rebuild', 'opportunities', '--force')).toMatchObject({ code: 0, stdout: expect.stringContaining('differs') });
    expect(await run('verify', 'opportunities')).toMatchObject({ code: 0, stderr: '' });
  });
});
