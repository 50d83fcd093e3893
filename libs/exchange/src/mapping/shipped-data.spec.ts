import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { CommandLine } from '../sink/command-sink.ts';
import { FakeInstallation } from '../testing/fake-installation.ts';
import { runImport } from '../run/import-run.ts';
import type { ImportSummary } from '../run/summary.ts';
import { loadMapping } from './shipped.ts';

const shared = fileURLToPath(new URL('../../../../../shared/data/', import.meta.url));
const folderOf = (name: string): string => shared + name;

/** The samples stand beside the project; where they do not, these specs say so and pass over. */
function withData(name: string): typeof describe | typeof describe.skip {
  if (existsSync(folderOf(name))) return describe;
  process.stdout.write(`left out, because ${folderOf(name)} is not there:\n`);
  return describe.skip;
}

interface Run {
  readonly summary: ImportSummary;
  readonly lines: readonly CommandLine[];
}

async function imported(mapping: string, data: string): Promise<Run> {
  const installation = new FakeInstallation();
  const summary = await runImport({ mapping: loadMapping(mapping), given: [folderOf(data)], installation });
  return { summary, lines: installation.lines };
}

const sentOf = ({ summary }: Run): Record<string, number> =>
  Object.fromEntries(summary.commands.map(({ command, sent }) => [command, sent]));
const assumedOf = ({ summary }: Run): Record<string, number> =>
  Object.fromEntries(summary.findings.filter(({ level }) => level === 'assumed').map(({ reason, times }) => [reason ?? '', times]));
const bodiesOf = ({ lines }: Run, command: string): readonly Readonly<Record<string, unknown>>[] =>
  lines.filter((line) => line.command === command).map(({ body }) => body);
const minorOf = (body: Readonly<Record<string, unknown>>): number => {
  const [line] = body['lines'] as readonly { readonly amount: { readonly minor: number } }[];
  return line?.amount.minor ?? 0;
};
const everyRowIsAccountedFor = ({ summary }: Run): void => {
  for (const { rows, planned, repeats, bad, skipped } of summary.steps) {
    expect(planned + repeats + bad + [...skipped.values()].reduce((sum, times) => sum + times, 0)).toBe(rows);
  }
  expect(summary.counts).toMatchObject({ bad: 0, refused: 0 });
};

withData('maven-crm')('the sales pipeline of maven-crm', () => {
  let run: Run;
  beforeAll(async () => {
    run = await imported('maven-crm', 'maven-crm');
  });

  it('comes in whole: 8,800 deals, 4,238 won for 10,005,534 USD, 2,473 lost, 1,589 engaging, 500 prospecting', () => {
    everyRowIsAccountedFor(run);
    expect(run.summary.steps.at(-1)).toMatchObject({ step: 'deals', rows: 8800, planned: 8800 });
    expect(sentOf(run)).toMatchObject({ OpenOpportunity: 8800, AdvanceOpportunity: 8300, WinOpportunity: 4238, LoseOpportunity: 2473 });
    const won = bodiesOf(run, 'WinOpportunity').reduce((sum, body) => sum + minorOf(body), 0);
    expect(won).toBe(1_000_553_400);
    expect(8300 - 4238 - 2473).toBe(1589);
  });

  it('tells what was taken from the mapping: prospects without a date, deals without an account', () => {
    expect(assumedOf(run)).toEqual({
      'a prospect without a date counts from the last day of the file': 500,
      'a deal without an account gets a prospect’s file of its own': 1425,
    });
  });

  it('sells GTX Pro where the file says GTXPro, to the technology sector where it says technolgy', () => {
    const titles = bodiesOf(run, 'OpenOpportunity').map(({ title }) => String(title));
    expect(titles.filter((title) => title.startsWith('GTX Pro ·'))).toHaveLength(1480);
    expect(titles.some((title) => title.includes('GTXPro'))).toBe(false);
    const segments = bodiesOf(run, 'RegisterCustomer').map(({ segment }) => segment);
    expect(segments.filter((segment) => segment === 'technology')).toHaveLength(12);
    expect(segments).not.toContain('technolgy');
  });

  it('wins only for customers who are known', () => {
    const unknown = new Set(
      run.lines.filter(({ command, body }) => command === 'RegisterCustomer' && body['standing'] === 'prospect').map(({ id }) => id),
    );
    expect(unknown.size).toBe(1425);
    const customerOf = new Map(
      run.lines.filter(({ command }) => command === 'OpenOpportunity').map(({ id, body }) => [id, body['customer']]),
    );
    const won = run.lines.filter(({ command }) => command === 'WinOpportunity');
    expect(won.filter(({ id }) => unknown.has(String(customerOf.get(id))))).toEqual([]);
  });

  it('counts each deal on the days that the file gives', () => {
    const rows = readFileSync(`${folderOf('maven-crm')}/sales_pipeline.csv`, 'utf8')
      .trim()
      .split(/\r?\n/u)
      .slice(1)
      .map((row) => row.split(','));
    const days = (stage: string, column: number): string[] =>
      rows
        .filter((row) => row[4] === stage)
        .map((row) => row[column] ?? '')
        .sort();
    const sent = (command: string): string[] =>
      bodiesOf(run, command)
        .map(({ on }) => String(on))
        .sort();
    expect(sent('WinOpportunity')).toEqual(days('Won', 6));
    expect(sent('LoseOpportunity')).toEqual(days('Lost', 6));
    expect(sent('AdvanceOpportunity')).toEqual([...days('Won', 5), ...days('Lost', 5), ...days('Engaging', 5)].sort());
  });
});

withData('eventlog-helpdesk')('the event log of the help desk', () => {
  let run: Run;
  beforeAll(async () => {
    run = await imported('helpdesk', 'eventlog-helpdesk');
  });

  it('comes in whole: 21,348 events of 4,580 cases by 22 people', () => {
    everyRowIsAccountedFor(run);
    const tickets = run.summary.steps.at(-1);
    expect(tickets).toMatchObject({ step: 'tickets', rows: 21_348, bad: 0, repeats: 0 });
    expect(tickets?.skipped).toEqual(new Map([['it says nothing new of its ticket', 21_348 - (tickets?.planned ?? 0)]]));
    expect(sentOf(run)).toMatchObject({ JoinEmployee: 22, AssignTask: 4580, CompleteTask: 4558 });
  });

  it('keeps each case in the order of time, from its first event to its end', () => {
    const cases = new Map<string, CommandLine[]>();
    for (const line of run.lines) if (line.command.endsWith('Task')) cases.set(line.id ?? '', [...(cases.get(line.id ?? '') ?? []), line]);
    expect(cases.size).toBe(4580);
    const isInOrder = (lines: readonly CommandLine[]): boolean => {
      const times = lines.map(({ body }) => String(body['occurredAt']));
      const ends = lines.findIndex(({ command }) => command === 'CompleteTask');
      return lines[0]?.command === 'AssignTask' && times.join() === [...times].sort().join() && (ends < 0 || ends === lines.length - 1);
    };
    expect([...cases].filter(([, lines]) => !isInOrder(lines))).toEqual([]);
    expect(sentOf(run)['CompleteTask']).toBe(4558);
  });

  it('gives every command a key of its own', () => {
    const keys = run.lines.map(({ command, id, key }) => `${command} ${id ?? ''} ${key}`);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

withData('olist-funnel')('the marketing funnel of Olist', () => {
  let run: Run;
  beforeAll(async () => {
    run = await imported('olist', 'olist-funnel');
  });

  it('comes in whole: 8,000 leads, 842 of them signed', () => {
    everyRowIsAccountedFor(run);
    expect(sentOf(run)).toMatchObject({ OpenOpportunity: 8000, AssignOpportunity: 842, WinOpportunity: 842, JoinEmployee: 23 });
    expect(new Set(bodiesOf(run, 'WinOpportunity').map(({ on }) => String(on).slice(0, 4)))).toEqual(new Set(['2017', '2018']));
  });

  it('tells what was taken from the mapping, the deal signed before its first contact among it', () => {
    expect(assumedOf(run)).toEqual({
      'an origin that says nothing counts as an imported list': 1249,
      'a lead without an origin counts as an imported list': 60,
      'a deal signed before its lead’s first contact counts from that contact': 1,
      'the file gives no value of a deal': 842,
    });
  });
});
