import { setTimeout as sleep } from 'node:timers/promises';
import { type Company } from '../company.ts';
import type { Role } from '../role.ts';
import { type Scenario, underLoad } from '../scenario.ts';

/** Whose events cannot be folded. */
const poisoned = 'customer-7';

/** What a scenario waits for comes soon, or it is none. @throws Error that says what did not come */
async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let waited = 0; !(await holds()); waited += 50) {
    if (waited > 20_000) throw new Error(`it did not come to this: ${what}`);
    await sleep(50);
  }
}

/** Longer than the session of a projector: its partitions have gone to others by then. */
const beyondSessionMs = 8_000;

/** Kills one of some processes at a moment that nobody chose, and starts it again, so many times. */
async function killing(roles: readonly Role[], { chance }: Company, times: number): Promise<void> {
  for (let round = 0; round < times; round += 1) {
    await sleep(chance.between(50, 900));
    const role = chance.pick(roles);
    await role.kill();
    await sleep(chance.between(0, 300));
    await role.start();
  }
}

/** What happens to the processes between the engines. */
export const onProcesses: readonly Scenario[] = [
  underLoad('relay-killed', 'the relay is killed with -9, wherever it is: reading, sending, waiting for the answer', {}, (company) =>
    killing(company.relays, company, 5),
  ),
  underLoad(
    'projector-killed',
    'projectors are killed with -9, wherever they are: folding, writing, saving where they stand',
    { projectors: [{}, {}] },
    (company) => killing(company.projectors, company, 4),
  ),
  underLoad('two-relays', 'two relays publish at once, and are killed in turn', { relays: 2 }, (company) =>
    killing(company.relays, company, 4),
  ),
  underLoad(
    'produce-answers-lost',
    'Kafka takes what is sent, and the answer never comes',
    { intoRelays: ['programs/cutting.mjs'] },
    async ({ relays, chance }) => {
      const wanted = chance.between(3, 8);
      await until('answers are lost', () => relays.reduce((sum, relay) => sum + relay.heard('cut'), 0) >= wanted);
    },
  ),
  underLoad(
    'same-partitions-twice',
    'two projectors fold the same partitions into the same read models',
    { projectors: [{}, { group: 'zombie' }] },
    (company) => killing(company.projectors, company, 2),
  ),
  underLoad(
    'projector-frozen',
    'a projector stands still until others have its partitions, and then goes on',
    { projectors: [{}, {}] },
    async ({ projectors, chance }) => {
      await sleep(chance.between(200, 1_000));
      const frozen = chance.pick(projectors);
      frozen.pause();
      await sleep(beyondSessionMs);
      frozen.resume();
      await sleep(500);
    },
  ),
  underLoad('rebalance-in-mid-batch', 'projectors come and go, and partitions with them', {}, async ({ join, chance }) => {
    for (let round = 0; round < 3; round += 1) {
      const guest = await join();
      await sleep(chance.between(300, 1_500));
      await (chance.next() < 0.5 ? guest.stop() : guest.kill());
    }
  }),
  underLoad(
    'poison-event',
    'events of one customer cannot be folded, until the view is mended',
    { projectors: [{ poison: poisoned }] },
    async ({ projectors, readStore, join, chance }) => {
      await until('the key of the customer is parked', async () =>
        (await readStore.served()).some(({ parked }) => parked.some(({ orderingKey }) => orderingKey === poisoned)),
      );
      await sleep(chance.between(0, 1_000));
      await projectors[0]?.stop();
      await (await join()).ask('release');
    },
  ),
];
