import 'reflect-metadata';
import { setFlagsFromString } from 'node:v8';
import { run } from '@zongheng/service-kit';
import { configurationFrom, settings } from './configuration.ts';

/*
 * Five threads compile the same program each for itself, and an installation has as many processors to itself as it has: a function is compiled
 * to the utmost after 40,000 calls (V8's own: 3,000), by when it is known to be worth it. Loops count as calls, so what scans is compiled as soon
 * as ever.
 */
setFlagsFromString('--invocation-count-for-turbofan=40000');

await run({
  usage: 'npm start -- [flags]',
  settings,
  async start(values, closing) {
    const configuration = configurationFrom(values);
    const { startInstallation } = await import('./wiring/installation.ts');
    const installation = await startInstallation(configuration);
    closing.add(() => installation.stop());
    return welcome(installation.url, configuration.dataDir);
  },
});

function welcome(url: string, dataDir: string): string {
  return `Zongheng 纵横 is running at ${url}
  data      ${dataDir}
  read      ${url}/docs
  try       npm run crm -- demo                 a simulated year of a carrier's selling
            npm run crm -- import maven-crm ../shared/data/maven-crm    instead: a sales pipeline from files
            curl '${url}/v1/funnel?groupBy=stage'`;
}
