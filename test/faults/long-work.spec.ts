import { jest } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { dayShown, type Funnel } from '../journeys/maven/figures.ts';
import { writeSample } from '../journeys/maven/sample.ts';
import { datesAsked, dayOf, dealsOf } from '../journeys/maven/table.ts';
import { crm, crmOn } from '../running/crm.ts';
import { temporaryFolders } from '../running/folders.ts';
import { type Installation, startInstallation } from '../running/installation.ts';
import { type Ended, endProgramsAfterwards, type Program, startProgram } from '../running/program.ts';
import { disorder } from './load/findings.ts';

const folders = temporaryFolders();
endProgramsAfterwards();

/** As many as the crash suite’s hundred allows: a fifth of it each. */
const kills = Math.max(3, Math.round(Number(process.env['CRASH_KILLS'] ?? 12) / 5));
jest.setTimeout(90_000 + kills * 30_000);

const startCrm = (dataDir: string, ...args: readonly string[]): Program =>
  startProgram('services/crm/src/cli.ts', ['--data-dir', dataDir, ...args]);

describe(`a rebuild whose process is killed at random moments (${kills} times)`, () => {
  it('leaves the view it would have replaced, and run again ends with the same figures', async () => {
    const dataDir = folders.make();
    let installation = await startInstallation(dataDir);
    await crmOn(dataDir, 'demo', '--deals', '600');
    await installation.api.caughtUp('funnel');
    const figures = async () => (await installation.api.read<Funnel>('/v1/funnel?groupBy=stage,owner')).groups;
    const before = await figures();
    for (let kill = 0; kill < kills; kill += 1) {
      const view = kill % 2 === 0 ? 'funnel' : 'opportunities';
      const rebuilding = startCrm(dataDir, 'rebuild', view);
      await sleep(300 + Math.random() * 1_500);
      await installation.kill();
      // Either it was done before, or it says in plain words that the answer broke off.
      const { code, stderr } = await rebuilding.ended;
      expect([0, 3]).toContain(code);
      expect(stderr).not.toContain('    at ');
      installation = await startInstallation(dataDir);
      await installation.api.caughtUp(view);
      expect(await figures()).toEqual(before);
    }
    for (const view of ['funnel', 'opportunities']) {
      expect(await crmOn(dataDir, 'rebuild', view)).toContain('equal');
      expect(await crmOn(dataDir, 'verify', view)).toContain('equal');
      const files = readdirSync(join(dataDir, 'views')).filter((name) => name.startsWith(`${view}@`) && name.endsWith('.sqlite'));
      expect([view, files]).toEqual([view, [expect.any(String)]]);
    }
    expect(await figures()).toEqual(before);
    expect((await installation.end()).code).toBe(0);
  });
});

describe(`an import that is killed at random moments, on either side (${kills} times)`, () => {
  let dataDir: string;
  let folder: string;
  let installation: Installation;
  const deals = 1_500;

  beforeAll(async () => {
    dataDir = folders.make();
    folder = folders.make();
    writeSample(folder, deals);
    installation = await startInstallation(dataDir);
  });
  afterAll(() => installation?.end());

  /** Waits until what a killed sender had sent is carried out: whoever sends next is then known by what it adds. */
  async function untilQuiet(): Promise<void> {
    for (let head = -1; head !== (await installation.api.head()); await sleep(150)) head = await installation.api.head();
  }

  /** Waits until something was recorded since, some way into the work; or until the work is done. */
  async function someWayInto(working: Program): Promise<void> {
    const begun = await installation.api.head();
    const until = begun + 1 + Math.floor(Math.random() * deals);
    let isDone = false;
    void working.ended.then(() => (isDone = true));
    while (!isDone && (await installation.api.head()) < until) await sleep(5);
  }

  /** Kills what works, or what it works on, again and again; then lets it end. */
  async function throughKills(...args: readonly string[]): Promise<Ended> {
    for (let kill = 0; kill < kills; kill += 1) {
      await untilQuiet();
      const working = startCrm(dataDir, ...args);
      await someWayInto(working);
      if (kill % 2 === 0) working.child.kill('SIGKILL');
      else {
        const port = new URL(installation.url).port;
        await installation.kill();
        installation = await startInstallation(dataDir, { flags: ['--port', port] });
      }
      await working.ended;
    }
    return crm(['--data-dir', dataDir, ...args]);
  }

  it('run again goes on, and ends with the figures of the file on every date', async () => {
    expect(await throughKills('import', 'maven-crm', folder)).toMatchObject({ code: 0, stderr: '' });
    await installation.api.caughtUp('funnel');
    const rows = dealsOf(folder);
    for (const date of datesAsked()) expect([date, await dayShown(installation.api, `asOf=${date}`)]).toEqual([date, dayOf(rows, date)]);
    const log = await installation.api.log();
    expect(log.filter((event) => event.type === 'OpportunityOpened')).toHaveLength(deals);
    expect(disorder(log)).toEqual([]);
  });

  it('is undone through as many kills, to nothing on every date', async () => {
    expect(await throughKills('import', 'undo', 'maven-crm.1')).toMatchObject({ code: 0, stderr: '' });
    await installation.api.caughtUp('funnel');
    const nothing = { prospecting: 0, engaging: 0, won: 0, lost: 0, wonValue: 0 };
    for (const date of datesAsked()) expect([date, await dayShown(installation.api, `asOf=${date}`)]).toEqual([date, nothing]);
    const log = await installation.api.log();
    expect(log.filter((event) => event.type === 'OpportunityVoided')).toHaveLength(deals);
    expect(await crmOn(dataDir, 'verify', 'funnel', 'opportunities')).not.toContain('DIFFERS');
  });
});
