import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { jest } from '@jest/globals';
import { benches } from './src/benches/index.ts';
import { openGround } from './src/harness/ground.ts';
import { jsonOf, missingRow, rateRow } from './src/harness/row.ts';
import { percentile } from './src/harness/statistics.ts';
import { tableOf } from './src/harness/table.ts';
import { copySet, startInstallation } from './src/process/installation.ts';
import { programArguments } from './src/process/program.ts';
import { askByTurns } from './src/queries/asking.ts';
import { HttpClient } from './src/queries/client.ts';
import { bitemporalQuestions, questions } from './src/queries/questions.ts';
import { diceOf, knownIn } from './src/queries/world.ts';
import { madeSetIn } from './src/set/cache.ts';
import { settingsOf } from './src/set/settings.ts';

/** So small that everything is over in seconds; its figures mean nothing. */
const scale = 0.001;
const run = promisify(execFile);
/** Seconds where nothing else runs; a machine under load takes its time. */
jest.setTimeout(90_000);

describe('the benchmarks', () => {
  it('measure at a tiny size, each against its counterpart, and write what they found as JSON', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bench-smoke-'));
    try {
      const file = join(folder, 'rows.json');
      const names = ['commands.64', 'commands.contended', 'rebuild.journals'];
      const main = join(import.meta.dirname, 'src/main.ts');
      const { stdout } = await run(
        process.execPath,
        programArguments(main, '--scale', String(scale), '--only', names.join(','), '--json', file, '--together'),
      );
      const rows = JSON.parse(readFileSync(file, 'utf8')) as readonly {
        name: string;
        value: number;
        unit: string;
        against: number;
        ratio: number;
      }[];
      expect(rows.map(({ name }) => name)).toEqual(names);
      for (const { name, value, unit, against, ratio } of rows) {
        expect([name, unit, value > 0, against > 0]).toEqual([name, name.startsWith('commands') ? 'commands/s' : 'events/s', true, true]);
        expect(ratio / (value / against)).toBeCloseTo(1, 1);
      }
      expect(stdout).toContain('rebuild.journals');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('ask every question of an installation that holds a set, and get an answer', async () => {
    const ground = openGround(scale, () => undefined);
    try {
      const set = await ground.set('large');
      expect(madeSetIn(set)).toMatchObject({ refused: {}, streams: { opportunity: settingsOf('large', scale).deals } });
      const dataDir = ground.folder('smoke');
      copySet(set, dataDir);
      const installation = await startInstallation(dataDir);
      try {
        await installation.caughtUp();
        const client = new HttpClient(installation.url);
        const place = { client, dice: diceOf(settingsOf('large', scale), 'smoke', await knownIn(client)) };
        const [asked = []] = await askByTurns([place], [...questions, ...bitemporalQuestions], 1, 0);
        client.close();
        expect(asked.length).toBeGreaterThan(questions.length + bitemporalQuestions.length);
        expect(asked.every(({ times }) => times.length === 1)).toBe(true);
      } finally {
        await installation.stop();
      }
    } finally {
      ground.close();
    }
  });

  it('have names of their own, and say what they measure', () => {
    const names = benches.flatMap((bench) => bench.rows);
    expect(new Set(names).size).toBe(names.length);
    expect(benches.every((bench) => bench.what.length > 10)).toBe(true);
  });
});

describe('the report', () => {
  const row = rateRow(
    'a.rate',
    { value: 50_123.4, against: 100_000, ratio: 0.501_234, unit: 'events/s' },
    { counterpart: 'a loop', atLeast: 0.6, notes: ['a note'] },
  );

  it('shows each row with its counterpart, and whether it reached its figure', () => {
    const table = tableOf([row, missingRow('b.rate', 'ms', 'no network')]);
    expect(table).toMatch(/a\.rate +50,123 +events\/s +100,000 +0\.50 +ratio ≥ 0\.6 +✗/);
    expect(table).toContain('against a loop');
    expect(table).toContain('not measured: no network');
  });

  it('keeps remarks out of the JSON', () => {
    expect(JSON.parse(jsonOf([row]))).toEqual([{ name: 'a.rate', value: 50_120, unit: 'events/s', against: 100_000, ratio: 0.5012 }]);
  });

  it('takes percentiles as the value that a part does not exceed', () => {
    const values = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect([percentile(values, 0.99), percentile(values, 0.5), percentile([7], 0.99)]).toEqual([99, 50, 7]);
  });
});
