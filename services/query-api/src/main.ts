import 'reflect-metadata';
import { run } from '@zongheng/service-kit';
import { settings } from './settings.ts';

await run({
  usage: 'query-api: answers queries from the read models and the log',
  settings,
  async start(values, closing, _fail, told) {
    const { startQueryApi } = await import('./query-api.ts');
    return `query-api is running at ${await startQueryApi(values, closing, told)}`;
  },
});
