import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benches } from './benches/index.ts';
import type { Bench } from './harness/bench.ts';
import { openGround } from './harness/ground.ts';
import { missingRow, type Row } from './harness/row.ts';
import { programArguments } from './process/program.ts';

/** The benchmarks that give any of these rows (or have these names); all of them where none is named. @throws Error for a name unknown. */
export function chosenBenches(only: readonly string[]): readonly Bench[] {
  const chosen = benches.filter((bench) => only.length === 0 || only.some((name) => bench.name === name || bench.rows.includes(name)));
  const unknown = only.filter((name) => !benches.some((bench) => bench.name === name || bench.rows.includes(name)));
  if (unknown.length > 0) throw new Error(`no benchmark is called ${unknown.join(', ')}: npm run bench -- --list`);
  return chosen;
}

/** Runs a benchmark in this process. What goes wrong becomes rows that say so. */
export async function runHere(bench: Bench, scale: number, say: (text: string) => void): Promise<readonly Row[]> {
  const ground = openGround(scale, say);
  try {
    return await bench.run(ground);
  } catch (error) {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return bench.rows.map((name) => missingRow(name, '', reason));
  } finally {
    ground.close();
  }
}

/** Runs a benchmark in a process of its own, with a heap that no other has filled. */
export async function runApart(bench: Bench, scale: number): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-rows-'));
  const file = join(folder, 'rows.json');
  try {
    const program = join(import.meta.dirname, 'one.ts');
    const child = spawn(process.execPath, programArguments(program, bench.name, String(scale), file), {
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    const code = await new Promise((resolve, reject) => child.once('exit', resolve).once('error', reject));
    if (code !== 0) return bench.rows.map((name) => missingRow(name, '', `its process ended with ${String(code)}`));
    return JSON.parse(readFileSync(file, 'utf8')) as Row[];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Leaves rows for the process that waits for them. */
export function leaveRows(file: string, rows: readonly Row[]): void {
  writeFileSync(file, JSON.stringify(rows));
}
