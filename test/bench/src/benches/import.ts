import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Bench, BenchGround } from '../harness/bench.ts';
import { boundRow, missingRow, type Row } from '../harness/row.ts';
import { median } from '../harness/statistics.ts';
import { startInstallation } from '../process/installation.ts';
import { programArguments, root } from '../process/program.ts';

const run = promisify(execFile);
const files = join(root, '../shared/data/maven-crm');
const rowsASecond = 3_000;

/** The Maven data set through `crm import`, into an installation that runs and is empty. */
export const importing: Bench = {
  name: 'import',
  rows: ['import'],
  what: 'the Maven import: rows of its files a second, from the first byte read to the last answer',
  run: async (ground) => {
    if (!existsSync(files)) return [missingRow('import', 'rows/s', `${files} is not there`)];
    const runs = [await importOnce(ground), await importOnce(ground), await importOnce(ground)];
    return [rowOf(runs)];
  },
};

interface Imported {
  readonly rows: number;
  /** What the import itself took. */
  readonly seconds: number;
  /** What the whole command took, with the start of its process. */
  readonly commandSeconds: number;
}

function rowOf(runs: readonly Imported[]): Row {
  const rate = median(runs.map(({ rows, seconds }) => rows / seconds));
  const whole = median(runs.map(({ rows, commandSeconds }) => rows / commandSeconds));
  const notes = [`${runs[0]?.rows ?? 0} rows; ${Math.round(whole)} rows/s with the start of the command line program counted in`];
  const row = boundRow('import', rate, 'rows/s', { notes });
  return { ...row, remarks: { ...row.remarks, reach: `≥ ${rowsASecond} rows/s`, isReached: rate >= rowsASecond } };
}

async function importOnce(ground: BenchGround): Promise<Imported> {
  const dataDir = ground.folder('import');
  const installation = await startInstallation(dataDir);
  try {
    const program = join(root, 'services/crm/src/cli.ts');
    const begun = performance.now();
    const { stdout } = await run(process.execPath, programArguments(program, '--data-dir', dataDir, 'import', 'maven-crm', files), {
      maxBuffer: 2 ** 26,
    });
    const commandSeconds = (performance.now() - begun) / 1_000;
    const said = /: ([\d,]+) rows in ([\d.]+) s/.exec(stdout);
    if (!said) throw new Error(`the import does not say how many rows it took: ${stdout}`);
    return { rows: Number(said[1]?.replaceAll(',', '')), seconds: Number(said[2]), commandSeconds };
  } finally {
    await installation.stop();
  }
}
