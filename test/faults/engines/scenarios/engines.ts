import { setTimeout as sleep } from 'node:timers/promises';
import { type Scenario, underLoad } from '../scenario.ts';

/** Longer than the ten seconds after which clients of Kafka give a request up. */
const beyondTimeoutsMs = 12_000;

/** What happens to the engines themselves. */
export const onEngines: readonly Scenario[] = [
  underLoad(
    'append-answers-lost',
    'EventStoreDB records appends and answers none, or breaks off instead',
    {},
    async ({ ground, chance }) => {
      for (let round = 0; round < 4; round += 1) {
        await sleep(chance.between(100, 600));
        const count = chance.between(1, 12);
        await ground.eventstore.double().set(chance.next() < 0.3 ? { loseAnswers: 1 } : { breakStreams: count });
      }
      await sleep(500);
      await ground.eventstore.double().set({ loseAnswers: 0, breakStreams: 0 });
    },
  ),
  underLoad('eventstore-killed', 'EventStoreDB is killed with -9 and started again', {}, async ({ ground: { eventstore }, chance }) => {
    for (let round = 0; round < 2; round += 1) {
      await sleep(chance.between(500, 1_500));
      await eventstore.kill();
      await sleep(chance.between(0, 1_000));
      await eventstore.start();
    }
  }),
  underLoad('kafka-killed', 'Kafka is killed with -9 and started again', {}, async ({ ground: { kafka }, chance }) => {
    await sleep(chance.between(500, 1_500));
    await kafka.kill();
    await sleep(chance.between(0, 1_000));
    await kafka.start();
  }),
  underLoad('kafka-paused', 'Kafka stands still for longer than all its timeouts', {}, async ({ ground: { kafka }, chance }) => {
    await sleep(chance.between(500, 1_500));
    kafka.pause();
    await sleep(beyondTimeoutsMs + chance.between(0, 2_000));
    kafka.resume();
  }),
  underLoad('mongodb-killed', 'the read store is killed with -9 and started again', {}, async ({ ground: { mongodb }, chance }) => {
    for (let round = 0; round < 2; round += 1) {
      await sleep(chance.between(500, 1_500));
      await mongodb.kill();
      await sleep(chance.between(0, 1_000));
      await mongodb.start();
    }
  }),
  underLoad(
    'read-store-slow',
    'the read store answers late, some hundreds of milliseconds each time',
    {},
    async ({ toReadStore, chance }) => {
      await sleep(chance.between(200, 800));
      toReadStore.delay(chance.between(150, 500));
      await sleep(4_000);
      toReadStore.delay(0);
    },
  ),
];
