import 'reflect-metadata';
import { run } from '@zongheng/service-kit';
import { settings } from './settings.ts';

await run({
  usage: 'automation: does what happens by itself, when something else has happened or by the calendar',
  settings,
  async start(values, closing, _fail, told) {
    const { startAutomation } = await import('./automation.ts');
    return `automation is running at ${await startAutomation(values, closing, told)}`;
  },
});
