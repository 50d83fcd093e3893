import 'reflect-metadata';
import { run } from '@zongheng/service-kit';
import { settings } from './settings.ts';

await run({
  usage: 'command-api: carries out commands on the log',
  settings,
  async start(values, closing) {
    const { startCommandApi } = await import('./command-api.ts');
    return `command-api is running at ${await startCommandApi(values, closing)}`;
  },
});
