import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EngineName } from './engines.ts';

/** A server that `up` started and that goes on without it. */
export interface RunningServer {
  readonly engine: EngineName;
  readonly name: string;
  readonly pid: number;
  /** When its process began: another process may have its number by now. */
  readonly began: string;
  readonly port: number;
  readonly folder: string;
}

const file = (folder: string): string => join(folder, 'servers.json');

/** The servers of this checkout that still run. */
export function runningServers(folder: string): readonly RunningServer[] {
  if (!existsSync(file(folder))) return [];
  const told: readonly RunningServer[] = JSON.parse(readFileSync(file(folder), 'utf8'));
  return told.filter(({ pid, began }) => beginningOf(pid) === began);
}

export function remember(folder: string, servers: readonly RunningServer[]): void {
  if (servers.length === 0) return rmSync(file(folder), { force: true });
  writeFileSync(`${file(folder)}.new`, JSON.stringify(servers, null, 2));
  return renameSync(`${file(folder)}.new`, file(folder));
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
