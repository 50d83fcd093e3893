import 'reflect-metadata';
import { setFlagsFromString } from 'node:v8';
import { ConfigurationError, configurationOf, settingsHelp } from './configuration.ts';

/*
 * Five threads compile the same program each for itself, and an installation has as many processors to itself as it has: a function is compiled
 * to the utmost after 40,000 calls (V8's own: 3,000), by when it is known to be worth it. Loops count as calls, so what scans is compiled as soon
 * as ever.
 */
setFlagsFromString('--invocation-count-for-turbofan=40000');

const args = process.argv.slice(2);
if (args.includes('--help')) {
  process.stdout.write(`npm start -- [flags]\n\n${settingsHelp()}\n`);
  process.exit(0);
}

// Listened for from the beginning: whoever is told to stop while it starts stops as cleanly as later. A second signal ends it at once.
const toldToStop = new Promise<void>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
});

try {
  const configuration = configurationOf(args, process.env);
  // Loaded late: who has a setting wrong is told at once.
  const { startInstallation } = await import('./wiring/installation.ts');
  const installation = await startInstallation(configuration);
  process.stdout.write(welcome(installation.url, configuration.dataDir));
  await toldToStop;
  await installation.stop();
  process.exit(0);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(error instanceof ConfigurationError ? 2 : 3);
}

function welcome(url: string, dataDir: string): string {
  return `Zongheng 纵横 is running at ${url}
  data      ${dataDir}
  read      ${url}/docs
  try       npm run crm -- demo                 a simulated year of a carrier's selling
            npm run crm -- import maven-crm ../shared/data/maven-crm    instead: a sales pipeline from files
            curl '${url}/v1/funnel?groupBy=stage'
`;
}
