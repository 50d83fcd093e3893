import { jest } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ShownEvent } from '../running/api.ts';
import { crmOn } from '../running/crm.ts';
import { temporaryFolders } from '../running/folders.ts';
import { type Installation, startInstallation } from '../running/installation.ts';
import { endProgramsAfterwards } from '../running/program.ts';
import { Claimant, wanted } from './breaking/claimants.ts';
import { numbersOf, unsaid, wrongNumbers } from './breaking/numbers.ts';
import { disorder } from './load/findings.ts';
import { founding } from './load/world.ts';

const folders = temporaryFolders();
endProgramsAfterwards();

/** As many as the crash suite’s hundred allows: a fifth of it. */
const kills = Math.max(3, Math.round(Number(process.env['CRASH_KILLS'] ?? 12) / 5));
const killedWithinMs = 900;
jest.setTimeout(120_000 + kills * 15_000);

describe(`an installation killed at random moments while many want the same few numbers (${kills} times)`, () => {
  let dataDir: string;
  let installation: Installation;
  let log: readonly ShownEvent[];
  const claimants = ['ann', 'bob', 'cai', 'dan', 'eve'].map((name) => new Claimant(name));

  beforeAll(async () => {
    dataDir = folders.make();
    installation = await startInstallation(dataDir);
    await installation.api.bulkAll(founding());
    for (let kill = 0; kill < kills; kill += 1) {
      let isDead = false;
      const working = Promise.all(claimants.map((claimant) => claimant.run(installation.api, () => isDead)));
      await sleep(100 + Math.random() * killedWithinMs);
      await installation.kill();
      isDead = true;
      await working;
      installation = await startInstallation(dataDir);
    }
    await Promise.all(claimants.map((claimant) => claimant.run(installation.api, () => true)));
    log = await still();
  });

  /** The log once it has stopped growing: policies have nothing left to do. */
  async function still(): Promise<readonly ShownEvent[]> {
    for (let known = -1, head = 0; known !== head; head = await installation.api.head()) {
      known = await installation.api.head();
      await sleep(500);
    }
    return installation.api.log();
  }

  it('has carried out much, and refused what another had', () => {
    expect(claimants.reduce((sum, { carriedOut }) => sum + carriedOut, 0)).toBeGreaterThan(20);
    expect(claimants.reduce((sum, { refused }) => sum + refused, 0)).toBeGreaterThan(20);
  });

  it('has no number in two files, and none in a file for which it is not reserved', () => {
    expect(wrongNumbers(log)).toEqual([]);
    expect(disorder(log)).toEqual([]);
  });

  it('lets each number be had: either a file says it, or the next who asks gets it', async () => {
    const sayers = new Map([...numbersOf(log)].map(([customer, number]) => [number, customer]));
    for (const number of wanted) {
      const body = { id: `last-${number.toLowerCase()}`, kind: 'enterprise', name: `后来者 ${number}`, owner: 'rep-1', identity: number };
      const { status, body: answer } = await installation.api.post('/v1/customers', body);
      const sayer = sayers.get(number);
      expect([number, status, answer['detail']]).toEqual([number, sayer ? 409 : 201, sayer ? `it is that of ${sayer}` : undefined]);
    }
    log = await still();
    expect([wrongNumbers(log), unsaid(log)]).toEqual([[], []]);
  });

  it('has views that equal a fold of the log, and ends cleanly', async () => {
    expect(await crmOn(dataDir, 'verify', 'customers', 'identities')).not.toContain('DIFFERS');
    expect(await crmOn(dataDir, 'parked')).toContain('nothing is parked');
    expect((await installation.end()).code).toBe(0);
  });
});
