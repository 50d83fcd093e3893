import { run } from '@zongheng/service-kit';
import { settings } from './configuration.ts';

await run({
  usage: 'The relay: publishes the log of EventStoreDB into Kafka. Start several: one publishes, the others stand by.',
  settings,
  async start(values, closing, fail) {
    const { startRelay } = await import('./relay.ts');
    return `the relay is running at ${await startRelay(values, closing, fail)}`;
  },
});
