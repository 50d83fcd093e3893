import { setTimeout as sleep } from 'node:timers/promises';
import { type Installation, startInstallation, tryInstallation } from '../../running/installation.ts';
import { bulkClient, type Client, httpClient } from './clients.ts';
import { Ledger } from './ledger.ts';
import { dealing, reorganising } from './script.ts';
import { founding } from './world.ts';

/** What an installation lived through. */
export interface Lives {
  readonly ledger: Ledger;
  /** How often it was killed while it started, and while clients worked with it. */
  readonly kills: { readonly starting: number; readonly working: number };
  readonly readyAfterMs: readonly number[];
  /** What it said on standard error. */
  readonly complaints: string;
  /** It runs, and every command has been answered. */
  readonly installation: Installation;
}

/** One death in so many comes before the installation is ready. */
const startingShare = 0.12;
const startKilledWithinMs = 1_500;
const workKilledWithinMs = 900;

function clientsOf(ledger: Ledger): readonly Client[] {
  return [
    httpClient(dealing('ann'), ledger),
    httpClient(dealing('bob'), ledger),
    httpClient(dealing('cai'), ledger),
    httpClient(reorganising('hr'), ledger),
    bulkClient(dealing('list'), ledger, 40),
    bulkClient(dealing('feed'), ledger, 120),
  ];
}

/** Kills an installation at random moments while clients work with it, so many times; then lets the clients finish. */
export async function liveThrough(dataDir: string, killsMax: number): Promise<Lives> {
  const ledger = new Ledger();
  const clients = clientsOf(ledger);
  const kills = { starting: 0, working: 0 };
  const readyAfterMs: number[] = [];
  const complaints: string[] = [];
  while (kills.starting + kills.working < killsMax) {
    const isCutShort = Math.random() < startingShare;
    const started = await tryInstallation(dataDir, isCutShort ? { killAfterMs: Math.random() * startKilledWithinMs } : {});
    if (!('url' in started)) {
      if (started.signal !== 'SIGKILL') throw new Error(`it did not come up again: ${JSON.stringify(started)}`);
      kills.starting += 1;
      continue;
    }
    readyAfterMs.push(started.readyAfterMs);
    if (kills.working === 0) await started.api.bulkAll(founding(), { 'x-actor': 'founder' });
    ledger.beginLife(await started.api.head());
    complaints.push(await workUntilKilled(started, clients));
    kills.working += 1;
  }
  const installation = await startInstallation(dataDir);
  readyAfterMs.push(installation.readyAfterMs);
  ledger.beginLife(await installation.api.head());
  await Promise.all(clients.map((client) => client.run(installation.api, () => true)));
  return { ledger, kills, readyAfterMs, complaints: complaints.join(''), installation };
}

/** @returns what it said on standard error until then. */
async function workUntilKilled(installation: Installation, clients: readonly Client[]): Promise<string> {
  let isDead = false;
  const working = Promise.allSettled(clients.map((client) => client.run(installation.api, () => isDead)));
  await sleep(Math.random() * workKilledWithinMs);
  const ended = await installation.kill();
  isDead = true;
  for (const outcome of await working) if (outcome.status === 'rejected') throw outcome.reason;
  if (ended.signal !== 'SIGKILL') throw new Error(`it ended by itself: ${JSON.stringify(ended)}`);
  return ended.stderr;
}
