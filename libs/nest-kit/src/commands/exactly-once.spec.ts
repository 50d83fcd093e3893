import { type EventStore, StoreError } from '@zongheng/event-store';
import fc from 'fast-check';
import { installLamp, turnLamp } from '../toy/house.plans.ts';
import { done, house, newStore, runnerOn, send, withAppend } from '../toy/house.runner.ts';
import type { CommandRunner } from './command-runner.ts';
import type { Receipt } from './receipt.ts';
import type { Writers } from './references.ts';

/** What happens to an append: nothing special, it fails before it is recorded, its answer is lost, or it takes its time. */
const fates = ['well', 'well', 'well', 'lost before', 'lost after', 'slow'] as const;
type Fate = (typeof fates)[number];

/** A store whose first appends meet these fates, in the order of their calls. */
function fateful(store: EventStore, script: readonly Fate[]): EventStore {
  let call = 0;
  let line: Promise<unknown> = Promise.resolve();
  return withAppend(store, (...given) => {
    const fate = script[call] ?? 'well';
    call += 1;
    const appended = line.then(async () => {
      if (fate === 'slow') await new Promise((go) => setTimeout(go, 1));
      if (fate === 'lost before') throw new StoreError('STORE.UNAVAILABLE', 'no connection', 'try again');
      const result = await store.append(...given);
      if (fate === 'lost after') throw new StoreError('STORE.UNAVAILABLE', 'the connection broke', 'try again');
      return result;
    });
    line = appended.catch(() => undefined);
    return appended;
  });
}

/** A client that sends a command until it has an answer, as clients with a key do. */
async function answered(runner: CommandRunner, key: string, by: number): Promise<Receipt> {
  for (let tries = 0; tries < 200; tries += 1) {
    try {
      return await done(send(runner, turnLamp, { id: `l${by % 2 === 0 ? 1 : 2}`, key, body: { by } }));
    } catch (error) {
      if (!(error instanceof StoreError) && !String(error).includes('COMMAND.CONTENDED')) throw error;
    }
  }
  throw new Error(`${key} was never answered`);
}

const someSent = fc.array(fc.record({ key: fc.integer({ min: 0, max: 12 }), runner: fc.nat(1) }), { minLength: 1, maxLength: 40 });
const someFates = fc.array(fc.constantFrom<Fate>(...fates), { maxLength: 60 });

describe.each<[Writers, number]>([
  ['one', 1],
  ['many', 2],
])('whatever the store does, with %s writer', (writers, processes) => {
  it('a command with a key has one effect, and everybody who sends it has the same answer', async () => {
    await fc.assert(
      fc.asyncProperty(someSent, someFates, async (sent, script) => {
        const memory = newStore();
        await house(memory);
        const store = fateful(memory, script);
        const runners = Array.from({ length: processes }, () => runnerOn(store, { writers }));
        await done(send(runnerOn(memory), installLamp, { id: 'l2', body: { room: 'r1' } }));
        const answers = await Promise.all(
          sent.map(async ({ key, runner }) => [key, await answered(runners[runner % processes] ?? fail(), `k${key}`, key + 1)] as const),
        );
        const keys = new Set(sent.map(({ key }) => key));
        const events = [...(await memory.readStream('lamp-l1')), ...(await memory.readStream('lamp-l2'))].filter(
          (event) => event.type === 'LampTurned',
        );
        expect(events.map((event) => event.command?.key).sort()).toEqual([...keys].map((key) => `TurnLamp:k${key}`).sort());
        expect(new Set(events.map((event) => event.id)).size).toBe(events.length);
        for (const key of keys) {
          const positions = new Set(
            answers.filter(([of]) => of === key).map(([, receipt]) => `${receipt.position} ${receipt.events[0]?.id}`),
          );
          expect(positions.size).toBe(1);
        }
      }),
      { numRuns: 150 },
    );
  });
});

function fail(): never {
  throw new Error('no such process');
}
