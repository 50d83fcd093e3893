import type { EventStore } from '@zongheng/event-store';
import type { AggregateDefinition } from './aggregate.ts';
import type { CommandMeter } from './command-meter.ts';
import { Echoes } from './echoes.ts';
import { emptyFold, type Folded, foldRecorded } from './folded.ts';
import type { Lane } from './lane.ts';
import type { Snapshot, SnapshotStore } from './snapshot-store.ts';
import type { StreamReader } from './stream-reader.ts';

const snapshotEvery = 500;

/** Reads aggregates: from their snapshot where there is one that may be read, and the events after it. */
export class AggregateStore {
  readonly #store: EventStore;
  readonly #reader: StreamReader;
  readonly #snapshots: SnapshotStore | undefined;
  readonly #meter: CommandMeter;

  constructor(store: EventStore, reader: StreamReader, meter: CommandMeter, snapshots?: SnapshotStore) {
    this.#store = store;
    this.#reader = reader;
    this.#meter = meter;
    this.#snapshots = snapshots;
  }

  /** Folds the stream of a lane from the log, and keeps it there. */
  async load(definition: AggregateDefinition, lane: Lane): Promise<Folded> {
    const snapshot = await this.#snapshotOf(definition, lane.stream);
    const start = snapshot ? foldedOf(snapshot) : emptyFold(definition);
    lane.position = snapshot?.position ?? 0;
    return this.readOn(definition, lane, start);
  }

  /** Folds what came after what is known. */
  async readOn(definition: AggregateDefinition, lane: Lane, known: Folded): Promise<Folded> {
    let folded = known;
    for await (const events of this.#reader.from(lane.stream, known.revision + 1)) {
      folded = foldRecorded(definition, folded, events);
      lane.position = events.at(-1)?.position ?? lane.position;
    }
    lane.folded = folded;
    return folded;
  }

  /** Saves a snapshot of a durable fold where one is due. Never fails a command: without it the next reading only takes longer. */
  snapshotWhenDue(definition: AggregateDefinition, lane: Lane, folded: Folded): void {
    const rule = definition.snapshot;
    if (!rule || !this.#snapshots || folded.orderingKey === null) return;
    if (folded.revision - folded.snapshotRevision < (rule.every ?? snapshotEvery)) return;
    if (lane.folded === folded) lane.folded = { ...folded, snapshotRevision: folded.revision };
    const { state, revision, orderingKey } = folded;
    const echoes = folded.echoes.upTo(revision);
    const snapshot = {
      stream: lane.stream,
      version: stateVersionOf(definition),
      epoch: this.#store.epoch,
      revision,
      position: lane.position,
      orderingKey,
      state,
      echoes,
    };
    this.#snapshots.save(snapshot).catch((error: unknown) => this.#meter.snapshotFailed(error));
  }

  async #snapshotOf(definition: AggregateDefinition, stream: string): Promise<Snapshot | null> {
    if (!definition.snapshot || !this.#snapshots) return null;
    try {
      const snapshot = await this.#snapshots.load(stream);
      const readable = snapshot?.version === stateVersionOf(definition) && snapshot.epoch === this.#store.epoch;
      return readable ? snapshot : null;
    } catch (error) {
      this.#meter.snapshotFailed(error);
      return null;
    }
  }
}

function stateVersionOf({ decider }: AggregateDefinition): number {
  return decider.stateVersion ?? 1;
}

function foldedOf(snapshot: Snapshot): Folded {
  const { state, revision, orderingKey, echoes } = snapshot;
  return { state, revision, orderingKey, echoes: new Echoes(echoes), snapshotRevision: revision };
}
