import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson, categoryOf, checkerOf, type RecordedEvent, streamOf, Type } from '@zongheng/kernel';
import { goldenNames, parsedName, readGolden } from './golden-file.ts';
import { catalogue, contexts, definitions, views } from './house.ts';
import { complaintsAbout } from './release.ts';
import { faultsOfReplay } from './replay.ts';

const libs = join(import.meta.dirname, '../../libs');
const golden = new Map(goldenNames().map((name) => [name, readGolden(name)]));
const order = [...catalogue.definitions.keys()];

/** A golden event as today's code reads it. */
function today(event: RecordedEvent): RecordedEvent {
  const version = catalogue.definitions.get(event.type)?.version ?? event.schemaVersion;
  return { ...event, schemaVersion: version, data: catalogue.upcast(event.type, event.schemaVersion, event.data) };
}

/**
 * The newest golden events of the streams of one category, in the order in which their definitions stand; what is in the order of a customer
 * comes after that customer's file.
 */
function storyBefore({ stream, type, orderingKey }: RecordedEvent): readonly RecordedEvent[] {
  const newest = [...golden.values()]
    .map((file) => file.event)
    .filter((event) => event.schemaVersion === catalogue.definitions.get(event.type)?.version)
    .toSorted((one, other) => order.indexOf(one.type) - order.indexOf(other.type));
  const category = categoryOf(stream);
  const file = newest.filter((event) => category !== 'customer' && event.stream === streamOf('customer', orderingKey));
  return [...file, ...newest.filter((event) => categoryOf(event.stream) === category && order.indexOf(event.type) < order.indexOf(type))];
}

describe('the golden events', () => {
  it('cover every event and version there ever was, and none of them has changed since', () => {
    const complaints = complaintsAbout(definitions, golden);
    if (complaints.length > 0) throw new Error(complaints.join('\n\n'));
    expect(golden.size).toBeGreaterThanOrEqual(definitions.length);
  });

  it('cover every context that publishes events', () => {
    const publishing = readdirSync(libs).filter((name) => existsSync(join(libs, name, 'events/package.json')));
    expect(contexts.map((context) => context.name).toSorted()).toEqual(publishing.toSorted());
  });

  it.each(goldenNames().map((name) => [name]))('%s is what today’s code may read', (name) => {
    const event = readGolden(name).event;
    const read = today(event);
    expect(catalogue.faultsOf(read.stream, read.type, read.data)).toEqual([]);
    expect(canonicalJson(JSON.parse(canonicalJson(read)))).toBe(canonicalJson(read));
  });

  it.each(goldenNames().map((name) => [name]))('%s is folded by every view that handles it', (name) => {
    const event = readGolden(name).event;
    const story = [...storyBefore(event).map(today), today(event)];
    const handling = views.filter((view) => view.handles.includes(event.type));
    expect(handling.flatMap((view) => faultsOfReplay(view, story))).toEqual([]);
  });

  it('are each seen by some view: what nobody shows need not be recorded', () => {
    const seen = new Set(views.flatMap((view) => [...view.handles]));
    expect(order.filter((type) => !seen.has(type))).toEqual([]);
  });

  it('are of the version that their schema was stored with', () => {
    for (const [name, { event, schema }] of golden) {
      expect(parsedName(name)).toEqual({ type: event.type, version: event.schemaVersion });
      expect(checkerOf(Type.Unsafe(schema as object))(event.data)).toEqual([]);
    }
  });
});
