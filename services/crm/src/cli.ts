import 'reflect-metadata';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { exitCodeOf, exitCodes, Failure } from './cli/failure.ts';
import type { HttpClient } from './cli/http-client.ts';
import { type Named, reach } from './cli/reach.ts';
import { terminal } from './cli/screen.ts';
import { backup, restore } from './cli/verbs/backup.ts';
import { demo } from './cli/verbs/demo.ts';
import { doWhatIsDue } from './cli/verbs/due.ts';
import { type EventsExport, exportLog, exportTable } from './cli/verbs/export.ts';
import { importFiles, listMappings, undo } from './cli/verbs/import.ts';
import { migrate } from './cli/verbs/migrate.ts';
import { reconcile } from './cli/verbs/reconcile.ts';
import { checkPlan, remindPlans, reproduceCheck } from './cli/verbs/plan.ts';
import { parked, rebuild, showViews, verify } from './cli/verbs/views.ts';
import { where } from './cli/verbs/where.ts';

const program = new Command('crm')
  .description(
    'Works on a Zongheng installation: the one at an address, the one that runs on the data folder, or one started for as long as the command takes.',
  )
  .option('--url <address>', 'the address of an installation whose services run apart (CRM_URL)')
  .option('--data-dir <folder>', 'the data folder (DATA_DIR, default .data)')
  .showHelpAfterError('(crm help shows what there is)')
  .addHelpText(
    'after',
    '\nExit codes: 0 done · 1 it found something · 2 the command line is wrong · 3 no installation · 4 the installation refused',
  )
  .exitOverride();

/** Does something with the installation, and lets go of it. */
async function withInstallation(work: (client: HttpClient) => Promise<void>): Promise<void> {
  const reached = await reach(program.opts<Named>(), process.env);
  try {
    await work(reached.client);
  } finally {
    await reached.release();
  }
}

const count = (text: string): number => {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 1) throw new InvalidArgumentError('give a whole number above zero');
  return number;
};

/** `--set company=east --set year=2026`, one after another. */
const settings = (text: string, before: Readonly<Record<string, string>>): Readonly<Record<string, string>> => {
  const cut = text.indexOf('=');
  if (cut < 1) throw new InvalidArgumentError('write name=value');
  return { ...before, [text.slice(0, cut)]: text.slice(cut + 1) };
};

program
  .command('demo')
  .description('records a simulated year of a carrier’s selling; run again with the same seed it changes nothing')
  .option('--seed <text>', 'what the world is made from', 'zongheng')
  .option('--deals <count>', 'how many deals', count, 3000)
  .option('--days <count>', 'how many days, up to today', count, 365)
  .action((options: { readonly seed: string; readonly deals: number; readonly days: number }) =>
    withInstallation((client) => demo(client, terminal, options)),
  );

program
  .command('import')
  .description('imports files by a mapping that ships or a file of your own; `crm import undo RUN` takes a run back')
  .argument('<mapping>', 'the name of a mapping (crm mappings), the path of one, or: undo')
  .argument('<paths...>', 'folders and files; with undo, the run')
  .option('--dry-run', 'do everything but sending', false)
  .option('--report <file>', 'write each bad row, refusal and assumption to a file, one JSON object a line')
  .option('--set <name=value...>', 'values in the place of the mapping’s own constants', settings, {})
  .option('--force', 'with undo: take back also what others have changed since', false)
  .option('--reason <text>', 'with undo: why')
  .action(
    (
      mapping: string,
      paths: string[],
      options: {
        readonly dryRun: boolean;
        readonly report?: string;
        readonly set: Readonly<Record<string, string>>;
        readonly force: boolean;
        readonly reason?: string;
      },
    ) =>
      withInstallation((client) =>
        mapping === 'undo' ? undo(client, terminal, paths[0] ?? '', options) : importFiles(client, terminal, mapping, paths, options),
      ),
  );

const exporting = program.command('export').description('writes the log or a view for others to read');

exporting
  .command('events')
  .description('the log as CloudEvents, one JSON object a line')
  .option('--out <file>', 'where to (default: standard output)')
  .option('--types <list>', 'only events of these types, parted by commas')
  .option('--from <date>', 'only events that count for this day or a later one')
  .option('--to <date>', 'only events that count for this day or an earlier one')
  .action((options: EventsExport) => withInstallation((client) => exportLog(client, options)));

exporting
  .command('view')
  .description('a list or a figure as CSV, all its pages: crm export view funnel asOf=2026-03-31 groupBy=owner')
  .argument('<view>', 'its path under /v1: opportunities, funnel, win-loss, …')
  .argument('[parameters...]', 'name=value, as the API takes them')
  .option('--out <file>', 'where to (default: standard output)')
  .option('--raw', 'leave texts as they are that a spreadsheet would take for formulas', false)
  .action((view: string, parameters: string[], options: { readonly out?: string; readonly raw: boolean }) =>
    withInstallation((client) => exportTable(client, view, parameters, options)),
  );

const planning = program.command('plan').description('works on plans: crm plan check PLAN --reproduce');

planning
  .command('check')
  .description('checks a plan and freezes what is seen; with --reproduce, computes what a check froze again and says whether it is equal')
  .argument('<plan>', 'its id: 2026-03.unit.UNIT or 2026-03.person.EMPLOYEE')
  .option('--reproduce', 'change nothing: exit code 0 where it is equal, 1 where it differs', false)
  .option('--check <number>', 'with --reproduce: which check (default: the last one)', count)
  .option('--as-of <date>', 'the date up to which actuals count')
  .action((plan: string, options: { readonly reproduce: boolean; readonly check?: number; readonly asOf?: string }) =>
    withInstallation((client) =>
      options.reproduce ? reproduceCheck(client, terminal, plan, options.check) : checkPlan(client, terminal, plan, options.asOf),
    ),
  );

planning
  .command('remind')
  .description('urges what plans owe now, once for each level; the installation does so by itself once a day')
  .action(() => withInstallation((client) => remindPlans(client, terminal)));

program
  .command('due')
  .description('does now what falls due by the calendar; the installation does so by itself once a day')
  .action(() => withInstallation((client) => doWhatIsDue(client, terminal)));

program
  .command('mappings')
  .description('lists the mappings that ship')
  .action(() => listMappings(terminal));

program
  .command('views')
  .description('shows where every view stands')
  .action(() => withInstallation((client) => showViews(client, terminal)));

program
  .command('rebuild')
  .description('builds a view anew beside the live one and swaps it in when it is equal')
  .argument('<view>')
  .option('--force', 'swap it in even where it differs', false)
  .action((view: string, { force }: { readonly force: boolean }) => withInstallation((client) => rebuild(client, terminal, view, force)));

program
  .command('verify')
  .description('proves that live views equal a pure fold of the log, to the byte')
  .argument('[views...]', 'all of them where none is named')
  .action((views: string[]) => withInstallation((client) => verify(client, terminal, views)));

program
  .command('parked')
  .description('lists events that could not be folded; retry tries them and changes nothing, release folds them')
  .argument('[action]', 'list, retry or release', 'list')
  .argument('[view]')
  .action((action: string, view: string | undefined) => {
    if (action !== 'list' && action !== 'retry' && action !== 'release')
      throw new Failure(exitCodes.usage, `crm parked ${action}: say list, retry or release`);
    return withInstallation((client) => parked(client, terminal, action, view));
  });

program
  .command('backup')
  .description('copies the log into a new file while everything goes on')
  .argument('<file>')
  .action((file: string) => withInstallation((client) => backup(client, terminal, file)));

program
  .command('restore')
  .description('makes the log of an empty data folder from a backup; views are built anew from it')
  .argument('<file>')
  .action((file: string) => restore(terminal, file, program.opts<{ readonly dataDir?: string }>().dataDir));

program
  .command('migrate')
  .description(
    'moves the log of a data folder that nobody serves into EventStoreDB (EVENTSTORE_URL); run again, it goes on where it was stopped',
  )
  .action(() => migrate(terminal, program.opts<{ readonly dataDir?: string }>().dataDir));

program
  .command('reconcile')
  .description(
    'on the engines that the environment names: holds the topic against the log, and the views against both; names the first difference',
  )
  .argument('[views...]', 'all of them where none is named')
  .option('--topic-only', 'leave the views out', false)
  .option('--metrics <file>', 'write the result as figures, for a collector of text files')
  .action((names: string[], options: { readonly topicOnly: boolean; readonly metrics?: string }) => reconcile(terminal, names, options));

program
  .command('where')
  .description('shows everything that has to do with an event: owner, versions, decider, views, policies')
  .argument('<event>')
  .action((name: string) => where(terminal, name));

try {
  await program.parseAsync(process.argv);
} catch (error) {
  process.exitCode = ended(error);
}

function ended(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
  terminal.note(error instanceof Error ? error.message : String(error));
  return exitCodeOf(error);
}
