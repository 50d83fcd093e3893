import type { ShownEvent } from '../../running/api.ts';
import { actor } from './clients.ts';
import type { Ledger } from './ledger.ts';

/** What is wrong, a line each; nothing where all is well. At most a few of a kind are told. */
export type Findings = readonly string[];

const toldMax = 5;

/** The events of each stream, by revision. */
export function streamsOf(log: readonly ShownEvent[]): ReadonlyMap<string, readonly ShownEvent[]> {
  const streams = new Map<string, ShownEvent[]>();
  for (const event of log) {
    const known = streams.get(event.stream);
    if (known) known.push(event);
    else streams.set(event.stream, [event]);
  }
  return streams;
}

/** What was acknowledged and is not in the log, at its revision and its position. */
export function missing(ledger: Ledger, log: readonly ShownEvent[]): Findings {
  const streams = streamsOf(log);
  return ledger
    .acknowledged()
    .filter(({ command, told }) => told.events > 0 && streams.get(command.stream)?.[told.revision]?.position !== told.position)
    .map(
      ({ command, told }) => `${command.key} was acknowledged as ${command.stream} ${told.revision} at ${told.position}, and is not there`,
    )
    .slice(0, toldMax);
}

/** Events of the clients that no acknowledgement stands for, or more than one: what took effect twice, or without being answered. */
export function unaccounted(ledger: Ledger, log: readonly ShownEvent[]): Findings {
  const claims = new Map<string, number>();
  for (const { command, told } of ledger.acknowledged()) {
    for (let back = 0; back < told.events; back += 1) {
      const event = `${command.stream} ${told.revision - back}`;
      claims.set(event, (claims.get(event) ?? 0) + 1);
    }
  }
  const recorded = log.filter((event) => event.actor === actor).map((event) => `${event.stream} ${event.revision}`);
  const wrong = recorded.filter((event) => claims.get(event) !== 1).map((event) => `${event} is claimed ${claims.get(event) ?? 0} times`);
  const ids = new Set(log.map((event) => event.id));
  if (ids.size !== log.length) wrong.push(`${log.length} events have ${ids.size} ids`);
  const claimed = [...claims.values()].reduce((sum, times) => sum + times, 0);
  if (claimed !== recorded.length) wrong.push(`${claimed} events were acknowledged, ${recorded.length} are in the log`);
  return wrong.slice(0, toldMax);
}

/** Where the log is out of order: positions, revisions, recorded times, the business dates of a deal. */
export function disorder(log: readonly ShownEvent[]): Findings {
  const wrong: string[] = [];
  log.forEach((event, index) => {
    const before = log[index - 1];
    if (!before) return;
    if (event.position <= before.position) wrong.push(`position ${event.position} stands after ${before.position}`);
    if (event.recordedAt < before.recordedAt)
      wrong.push(`${event.position} was recorded at ${event.recordedAt}, after ${before.recordedAt}`);
  });
  for (const [stream, events] of streamsOf(log)) {
    events.forEach((event, revision) => {
      if (event.revision !== revision) wrong.push(`${stream} has revision ${event.revision} in place ${revision}`);
      const before = events[revision - 1];
      if (before && event.businessDate < before.businessDate) wrong.push(`${stream} ${revision} is dated before ${revision - 1}`);
    });
  }
  return wrong.slice(0, toldMax);
}
