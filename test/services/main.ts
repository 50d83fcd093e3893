/** `npm run services -- up|down|status`: every service as a process of its own, on engines, for machines without containers. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { Command } from 'commander';
import { made, runFolder } from '../engines/cache.ts';
import { engineNames, engines } from '../engines/engines.ts';
import { beginningOf, endServer, remember, type RunningServer, runningServers } from '../engines/ledger.ts';
import type { Server } from '../engines/server.ts';
import { type Environment, root } from '../running/program.ts';
import { addressOf, gatewayName, servicePlans, startServices } from './plans.ts';

const say = (line: string): void => void process.stderr.write(`${line}\n`);
const folder = made(join(runFolder(), 'services'));

const program = new Command('services').description(
  'Every service as a process of its own, on loopback, on the engines that the environment names or that are started here.',
);

program
  .command('up')
  .description('starts the engines that the environment does not name, and all services; prints the one address of the installation')
  .option('--port <port>', 'the port of that address', '7080')
  .action(async ({ port }: { readonly port: string }) => {
    if (runningServers(folder).length > 0) return say('they run already: npm run services -- status');
    const plans = await servicePlans(folder, engineAddresses(), Number(port));
    const outliving = Object.fromEntries(Object.entries(plans).map(([name, plan]) => [name, { ...plan, outlives: true }]));
    const told: RunningServer[] = [];
    await startServices({ ...plans, ...outliving }, (server) => {
      told.push(toldOf(server));
      remember(folder, told);
      say(`${server.plan.name}: process ${server.pid}, port ${server.plan.port}`);
    });
    return say(welcome(addressOf(plans[gatewayName].port)));
  });

program
  .command('down')
  .description('ends the services; what they recorded stays in the engines, which go on (npm run engines -- down ends them)')
  .action(async () => {
    const servers = runningServers(folder);
    // The one address first, then in the order opposite to that of starting.
    for (const server of servers.toReversed()) await endServer(server);
    remember(folder, []);
    say(servers.length === 0 ? 'no services run' : 'all services ended');
  });

program
  .command('status')
  .description('says of each service whether it is ready, and if not, why; ends with 1 where one is not')
  .action(async () => {
    const servers = runningServers(folder);
    if (servers.length === 0) process.stdout.write('no services run\n');
    for (const server of servers) {
      const state = server.name === gatewayName ? 'the one address' : await readinessOf(addressOf(server.port));
      process.stdout.write(`${server.name}: process ${server.pid}, ${addressOf(server.port)}, ${state}\n`);
      if (server.name !== gatewayName && state !== 'ready') process.exitCode = 1;
    }
  });

function toldOf({ plan, pid }: Server): RunningServer {
  return { name: plan.name, pid, began: beginningOf(pid), port: plan.port, folder: plan.folder };
}

/** Those that the environment names, and for the others what `npm run engines -- up` starts. */
function engineAddresses(): Environment {
  const missing = engineNames.filter((name) => !process.env[engines[name].variable]);
  if (missing.length === 0) return {};
  const { stdout, status } = spawnSync(process.execPath, [join(root, 'deploy/run/engines.mjs'), 'up', ...missing], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) throw new Error('the engines did not start');
  return Object.fromEntries([...stdout.matchAll(/^export (\w+)='(.*)'$/gm)].map(([, name = '', value = '']) => [name, value]));
}

async function readinessOf(url: string): Promise<string> {
  try {
    const answer = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(5_000) });
    return answer.ok ? 'ready' : `not ready: ${await answer.text()}`;
  } catch (error) {
    return `does not answer: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function welcome(url: string): string {
  return `Zongheng 纵横 runs at ${url}, every part of it a process of its own
  read      ${url}/docs
  try       npm run crm -- --url ${url} demo
  look      npm run services -- status      (logs stand in ${folder})
  end       npm run services -- down`;
}

await program.parseAsync();
