import 'reflect-metadata';
import { ConfigurationError, configurationOf, settingsHelp } from './configuration.ts';
import { startInstallation } from './wiring/installation.ts';

const args = process.argv.slice(2);
if (args.includes('--help')) {
  process.stdout.write(`npm start -- [flags]\n\n${settingsHelp()}\n`);
  process.exit(0);
}

try {
  const configuration = configurationOf(args, process.env);
  const installation = await startInstallation(configuration);
  process.stdout.write(welcome(installation.url, configuration.dataDir));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void installation.stop().then(() => process.exit(0));
    });
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(error instanceof ConfigurationError ? 2 : 3);
}

function welcome(url: string, dataDir: string): string {
  return `Zongheng 纵横 is running at ${url}
  data      ${dataDir}
  read      ${url}/docs
  try       npm run crm -- demo                 a simulated year of a carrier's selling
            npm run crm -- import maven-crm ../shared/data/maven-crm
            curl '${url}/v1/funnel?groupBy=stage'
`;
}
