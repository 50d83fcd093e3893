import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EngineName } from './engines.ts';

/** A server that `up` started and that goes on without it. */
export interface RunningServer {
  readonly name: string;
  readonly pid: number;
  /** When its process began: another process may have its number by now. */
  readonly began: string;
  readonly port: number;
  readonly folder: string;
}

/** A node of an engine. */
export interface RunningEngine extends RunningServer {
  readonly engine: EngineName;
}

const file = (folder: string): string => join(folder, 'servers.json');

/** The servers that a folder's ledger names and that still run. */
export function runningServers<Told extends RunningServer = RunningServer>(folder: string): readonly Told[] {
  if (!existsSync(file(folder))) return [];
  const told: readonly Told[] = JSON.parse(readFileSync(file(folder), 'utf8'));
  return told.filter(({ pid, began }) => beginningOf(pid) === began);
}

export function remember(folder: string, servers: readonly RunningServer[]): void {
  if (servers.length === 0) return rmSync(file(folder), { force: true });
  writeFileSync(`${file(folder)}.new`, JSON.stringify(servers, null, 2));
  return renameSync(`${file(folder)}.new`, file(folder));
}

/** Ends a server properly; with SIGKILL where that takes longer than a process may take to finish what is under way. */
export async function endServer({ pid, began }: RunningServer): Promise<void> {
  process.kill(pid, 'SIGTERM');
  for (let waited = 0; beginningOf(pid) === began; waited += 100) {
    if (waited === 30_000) process.kill(pid, 'SIGKILL');
    await sleep(100);
  }
}

/** Tells a process from any other that has had its number; empty where there is none. */
export function beginningOf(pid: number): string {
  const stat = `/proc/${pid}/stat`;
  if (process.platform !== 'linux') return spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim();
  if (!existsSync(stat)) return '';
  // The program's name stands in parentheses and may hold anything; the beginning is the twentieth field after it.
  const fields = readFileSync(stat, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  return fields[0] === 'Z' ? '' : (fields[19] ?? '');
}
