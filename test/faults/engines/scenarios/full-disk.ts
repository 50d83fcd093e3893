import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { crmOn } from '../../../running/crm.ts';
import { type Installation, startInstallation } from '../../../running/installation.ts';
import { httpClient } from '../../load/clients.ts';
import { disorder, missing, unaccounted } from '../../load/findings.ts';
import { Ledger } from '../../load/ledger.ts';
import { dealing } from '../../load/script.ts';
import { founding } from '../../load/world.ts';
import { chanceOf } from '../chance.ts';
import { wholeWithinMs } from '../holding.ts';
import type { Outcome, Scenario } from '../scenario.ts';

/** The disk of the installation: a file system of its own, in memory. */
const diskMb = 48;

/** The disk under the embedded product is full, by what others wrote; then there is room again, and nobody restarts anything. */
export const fullDisk: Scenario = {
  name: 'full-disk',
  story: 'the disk of the embedded product is full, and has room again later',
  async run(_ground, seed) {
    const disk = mkdtempSync(join(tmpdir(), 'zongheng-disk-'));
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${diskMb}m`, 'tmpfs', disk]);
    const dataDir = join(disk, 'data');
    mkdirSync(dataDir);
    let installation: Installation | null = null;
    try {
      installation = await startInstallation(dataDir);
      return await filledAndFreed(installation, dataDir, disk, seed);
    } finally {
      await installation?.kill();
      execFileSync('umount', ['--lazy', disk]);
      rmSync(disk, { recursive: true, force: true });
    }
  },
};

async function filledAndFreed({ api }: Installation, dataDir: string, disk: string, seed: number): Promise<Outcome> {
  const chance = chanceOf(seed);
  const ledger = new Ledger();
  await api.bulkAll(founding(), { 'x-actor': 'founder' });
  ledger.beginLife(await api.head());
  // One command a request: of a bulk request some lines would find room and those before them none, and what follows would be refused for that.
  const clients = ['ann', 'bob', 'cai', 'dan'].map((name) => httpClient(dealing(name), ledger));
  let isOver = false;
  const working = Promise.all(
    clients.map(async (client) => {
      // Who is told that there is no room comes again.
      while (!isOver || client.waiting > 0) {
        await client.run(api, () => isOver);
        await sleep(50);
      }
    }),
  );
  await sleep(chance.between(300, 1_200));
  const filler = join(disk, 'filler');
  fill(filler);
  await sleep(1_500 + chance.between(0, 1_000));
  const before = ledger.answers;
  rmSync(filler);
  const begun = performance.now();
  await sleep(300);
  isOver = true;
  await working;
  const held = { writers: Math.round(performance.now() - begun), views: 0 };
  const log = await api.log();
  const verified = await crmOn(dataDir, 'verify', 'opportunities', 'funnel');
  held.views = Math.round(performance.now() - begun);
  const wrong = [
    ...missing(ledger, log),
    ...unaccounted(ledger, log),
    ...disorder(log),
    ...ledger.unanswered().map((key) => `${key} was never answered`),
    ...(verified.includes('DIFFERS') ? [verified] : []),
    ...(ledger.answers === before ? ['nothing was carried out once there was room'] : []),
    ...(held.writers > wholeWithinMs ? [`commands went on only after ${held.writers} ms`] : []),
  ];
  return { acknowledged: ledger.acknowledged().length, recoveryMs: held.writers, held, wrong };
}

/** Writes until there is no room for another byte. */
function fill(path: string): void {
  const file = openSync(path, 'w');
  try {
    for (const size of [1_048_576, 4_096, 1]) {
      for (;;) {
        try {
          if (writeSync(file, Buffer.alloc(size)) < size) break;
        } catch {
          break;
        }
      }
    }
  } finally {
    closeSync(file);
  }
}
