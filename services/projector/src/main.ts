import { run } from '@zongheng/service-kit';
import { settings } from './configuration.ts';

await run({
  usage: 'The projector: folds what is published in Kafka into the read models in MongoDB. Start several: they share the partitions.',
  settings,
  async start(values, closing) {
    const { startProjector } = await import('./projector.ts');
    return `the projector is running at ${await startProjector(values, closing)}`;
  },
});
