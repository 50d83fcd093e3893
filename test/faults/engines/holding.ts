import { setTimeout as sleep } from 'node:timers/promises';
import type { EventLog } from '@zongheng/event-store';
import { type RecordedEvent, shardOf } from '@zongheng/kernel';
import { jobsHere } from '@zongheng/projection';
import { diaryView, listLog, storedTexts, toyViews } from '@zongheng/projection/testing';
import type { ReadStore } from '@zongheng/read-store';
import { type Company, partitions } from './company.ts';
import type { Acknowledged } from './load.ts';
import { publishedIn } from './published.ts';

/** What is wrong, a line each; nothing where all is well. */
export type Findings = readonly string[];

const toldMax = 3;

/** How long a company may take to be whole again once the cause is over. */
export const wholeWithinMs = 30_000;

/** Something that must hold once a company is whole again. */
interface Check {
  readonly what: string;
  wrongIn(company: Company, log: readonly RecordedEvent[]): Findings | Promise<Findings>;
}

/** What is quick to see is looked at first: until that is well, the rest need not be asked. */
const checks: readonly Check[] = [
  { what: 'log', wrongIn: ({ load }, log) => lost(load.acknowledged, log) },
  { what: 'views', wrongIn: ({ readStore }, log) => misread(readStore, log) },
  { what: 'topic', wrongIn: async ({ place }, log) => unpublished(log, await publishedIn(place)) },
  { what: 'fold', wrongIn: ({ readStore }, log) => differing(readStore, log) },
];

export interface Whole {
  readonly ms: number;
  /** What was still wrong when the time was over. */
  readonly wrong: Findings;
  /** When each check held, in ms. */
  readonly held: Readonly<Record<string, number>>;
}

/** Waits until everything that stands in the log is published and folded, and nothing else is. */
export async function whole(company: Company): Promise<Whole> {
  const begun = performance.now();
  const held: Record<string, number> = {};
  const since = (): number => Math.round(performance.now() - begun);
  await company.load.stop();
  held['writers'] = since();
  const log = await untilRead(company.log);
  for (const { what, wrongIn } of checks) {
    for (;;) {
      const wrong = await Promise.resolve(wrongIn(company, log)).catch((error: unknown) => [
        `${what} could not be looked at: ${String(error)}`,
      ]);
      if (wrong.length === 0) break;
      if (since() > wholeWithinMs) return { ms: since(), wrong, held };
      await sleep(100);
    }
    held[what] = since();
  }
  return { ms: since(), wrong: [], held };
}

/** The log as it is once nobody writes any more. */
async function untilRead(log: EventLog): Promise<readonly RecordedEvent[]> {
  for (;;) {
    const read = await wholeLog(log).catch(() => null);
    if (read !== null) return read;
    await sleep(100);
  }
}

async function wholeLog(log: EventLog): Promise<readonly RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for (let after = 0; ;) {
    const page = await log.readAll({ after });
    events.push(...page.events);
    if (page.atEnd) return events;
    after = page.position;
  }
}

/** What was acknowledged and is not in the log where it was said to be, or is there twice. */
function lost(acknowledged: readonly Acknowledged[], log: readonly RecordedEvent[]): Findings {
  const places = new Map(log.map(({ id, stream, revision }) => [id, `${stream} ${revision}`]));
  const wrong = acknowledged.flatMap(({ stream, revision, ids }) =>
    ids.flatMap((id, index) => {
      const place = `${stream} ${revision - ids.length + 1 + index}`;
      return places.get(id) === place ? [] : [`${id} was acknowledged at ${place}, and the log has it at ${places.get(id) ?? 'no place'}`];
    }),
  );
  const owed = acknowledged.reduce((sum, { ids }) => sum + ids.length, 0);
  if (log.length !== owed) wrong.push(`${owed} events were acknowledged, and ${log.length} are in the log`);
  return wrong.slice(0, toldMax);
}

/** Where a partition holds anything but its events of the log, in their order, once what a consumer has already is dropped. */
function unpublished(log: readonly RecordedEvent[], published: ReadonlyMap<number, readonly string[]>): Findings {
  return Array.from({ length: partitions }, (_, partition) => partition)
    .flatMap((partition) => {
      const owed = log.filter(({ orderingKey }) => shardOf(orderingKey) % partitions === partition).map(({ id }) => id);
      const found = published.get(partition) ?? [];
      const at = owed.findIndex((id, index) => found[index] !== id);
      if (at < 0 && found.length === owed.length) return [];
      const place = at < 0 ? owed.length : at;
      return [`partition ${partition} has ${found[place] ?? 'nothing'} in place ${place}, where the log has ${owed[place] ?? 'nothing'}`];
    })
    .slice(0, toldMax);
}

/** Where a customer's diary is not what happened to him, line by line: it holds everything, in order, once. */
async function misread(readStore: ReadStore, log: readonly RecordedEvent[]): Promise<Findings> {
  const build = await readStore.active(diaryView.name);
  if (build === null) return ['no diaries are served'];
  const diaries = new Map<string, string[]>();
  for (const { position, type, stream, orderingKey } of log) {
    const diary = diaries.get(orderingKey);
    const line = `${position} ${type} ${stream}`;
    if (diary) diary.push(line);
    else diaries.set(orderingKey, [line]);
  }
  const shown = await storedTexts(readStore, diaryView, build);
  return [...diaries]
    .filter(([customer, lines]) => !shown.some((text) => text.startsWith(`${customer} `) && text.includes(JSON.stringify(lines))))
    .map(([customer, lines]) => `the diary of ${customer} is not his ${lines.length} lines`)
    .slice(0, toldMax);
}

/** Where a view is not a fold of the log, to the byte. */
async function differing(readStore: ReadStore, log: readonly RecordedEvent[]): Promise<Findings> {
  const jobs = jobsHere(listLog(log), readStore);
  const wrong: string[] = [];
  for (const view of toyViews) {
    const build = await readStore.active(view.name);
    const finding = build === null ? null : await jobs.verify(view, build, () => undefined);
    if (finding?.equal !== true)
      wrong.push(`${view.name} differs from a fold of the log: ${JSON.stringify(finding?.difference ?? 'it is not served')}`);
  }
  await jobs.stop();
  return wrong;
}
