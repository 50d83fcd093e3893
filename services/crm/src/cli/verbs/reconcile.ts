import { renameSync, writeFileSync } from 'node:fs';
import { compareTopic, type TopicFinding } from '@zongheng/event-feed-kafka';
import { type Finding, servedBuild, verifyBuild } from '@zongheng/projection';
import { views } from '@zongheng/product/views';
import { configured, kafkaOf, logSettings, openLog, openReadModels, readModelSettings, topicSettings } from '@zongheng/service-kit';
import { exitCodes, Failure } from '../failure.ts';
import type { Screen } from '../screen.ts';

export interface Reconciling {
  readonly topicOnly: boolean;
  /** The file to write figures into. */
  readonly metrics?: string;
}

/** About so many events are verified of a view at once. */
const eventsAGroup = 60_000;
const shards = 64;

/** `crm reconcile`: holds the topic against the log, and the views against both; says where the first difference is. */
export async function reconcile(screen: Screen, names: readonly string[], { topicOnly, metrics }: Reconciling): Promise<void> {
  const unknown = names.find((name) => !views.some((view) => view.name === name));
  if (unknown !== undefined) throw new Failure(exitCodes.usage, `there is no view ${unknown}`);
  const values = configured({ ...logSettings, ...topicSettings }, process.env);
  const log = await openLog(values);
  const bar = screen.progress('events');
  const found: (Finding | { readonly view: string; readonly equal: false })[] = [];
  try {
    const topic = await compareTopic({
      log,
      kafka: kafkaOf(values, 'zongheng-reconcile'),
      onStep: (done, total) => bar.update(done, total),
    });
    tellTopic(screen, topic);
    if (!topicOnly) {
      const { compared, expired, waiting } = topic.counts;
      const groups = Math.min(Math.max(Math.ceil((compared + expired + waiting) / eventsAGroup), 1), shards);
      const store = await openReadModels(configured(readModelSettings, process.env));
      try {
        for (const view of views.filter(({ name }) => names.length === 0 || names.includes(name))) {
          const build = await servedBuild(store, view);
          if (build === null) screen.print(`${view.name.padEnd(20)} NOT SERVED`);
          const finding =
            build === null ? { view: view.name, equal: false as const } : await verifyBuild({ log, store, build, groups }, view);
          if ('counts' in finding) tellView(screen, finding);
          found.push(finding);
        }
      } finally {
        await store.close();
      }
    }
    if (metrics !== undefined) writeFigures(metrics, topic, found);
    if (!topic.equal || found.some(({ equal }) => !equal)) throw new Failure(exitCodes.found, 'not everything is what the log says');
  } finally {
    bar.end();
    await log.close();
  }
}

function tellTopic(screen: Screen, { equal, position, counts, hashes, difference }: TopicFinding): void {
  const { compared, repeated, expired, waiting } = counts;
  const rest = `${repeated} more than once, ${expired} no longer kept, ${waiting} yet to come`;
  if (equal) screen.print(`${'the topic'.padEnd(20)} equal   ${compared} up to ${position} ${hashes.topic.slice(0, 16)} (${rest})`);
  if (!difference) return;
  const { kind, id, position: at, partition, offset } = difference;
  const place = offset === null ? `the end of partition ${partition}` : `partition ${partition}, offset ${offset}`;
  screen.print(
    `${'the topic'.padEnd(20)} DIFFERS the event ${id} at position ${at} is ${kind}: ${place} (${compared} equal before, ${rest})`,
  );
}

function tellView(screen: Screen, { view, equal, counts, hashes, leftOut, difference }: Finding): void {
  const left = leftOut > 0 ? `, ${leftOut} left out for what is parked` : '';
  if (equal) screen.print(`${view.padEnd(20)} equal   ${counts.live} ${hashes.live.slice(0, 16)}${left}`);
  else {
    screen.print(
      `${view.padEnd(20)} DIFFERS ${counts.live} against ${counts.folded}, first in shard ${difference?.shard} at ${difference?.where}`,
    );
    screen.print(`  live   ${difference?.live ?? 'nothing'}\n  folded ${difference?.folded ?? 'nothing'}`);
  }
}

/** Whole under its name, as collectors of text files want it. */
function writeFigures(file: string, topic: TopicFinding, found: readonly { readonly view: string; readonly equal: boolean }[]): void {
  const { compared, repeated, expired, waiting } = topic.counts;
  const lines = [
    `zongheng_reconcile_equal{what="topic"} ${Number(topic.equal)}`,
    ...found.map(({ view, equal }) => `zongheng_reconcile_equal{what="${view}"} ${Number(equal)}`),
    ...Object.entries({ compared, repeated, expired, waiting }).map(
      ([kind, count]) => `zongheng_reconcile_events{kind="${kind}"} ${count}`,
    ),
    `zongheng_reconcile_position ${topic.position}`,
    `zongheng_reconcile_seconds_at ${Math.floor(Date.now() / 1_000)}`,
  ];
  writeFileSync(`${file}.part`, lines.map((line) => `${line}\n`).join(''));
  renameSync(`${file}.part`, file);
}
