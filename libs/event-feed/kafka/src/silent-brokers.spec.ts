import { createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { TestConsumer } from '@zongheng/event-feed/contract';
import { type EventStore, memoryEventStore } from '@zongheng/event-store';
import type { Instant } from '@zongheng/kernel';
import { standForElection } from './election.ts';
import { kafkaFeed } from './kafka-feed.ts';
import { relay } from './relay.ts';
import type { KafkaSettings } from './settings.ts';
import { standingRelay } from './standing-relay.ts';

/** The client itself gives up after minutes; who is told to stop may take this long. */
const withinMs = 8_000;

/** What takes connections at the address of a broker, and never answers. */
class Silence {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(server: Server) {
    this.#server = server;
    server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('error', () => undefined);
    });
  }

  static async begin(): Promise<Silence> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new Silence(server);
  }

  get settings(): KafkaSettings {
    const address = this.#server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    return { brokers: [`127.0.0.1:${port}`], clientId: 'spec', topic: 'spec' };
  }

  async end(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

describe('brokers that do not answer', () => {
  let silence: Silence;
  let log: EventStore;

  beforeEach(async () => {
    silence = await Silence.begin();
    log = memoryEventStore({ clock: () => '2026-03-01T08:00:00.000Z' as Instant });
  });

  afterEach(async () => {
    await log.close();
    await silence.end();
  });

  const declared = { partitions: 4, replication: 1, retentionMs: -1 };
  const waiting: Readonly<Record<string, (kafka: KafkaSettings, signal: AbortSignal) => Promise<void>>> = {
    'a consumer': (kafka, signal) => kafkaFeed({ kafka, log }).consume(new TestConsumer('views'), signal),
    'a relay': (kafka, signal) => relay({ kafka, log }, signal),
    'a relay that stands for election': (kafka, signal) => standingRelay({ kafka, log, declared }, signal),
    'a candidate': (kafka, signal) => standForElection({ kafka, name: 'spec.relay', replication: 1 }, async () => undefined, signal),
  };

  it('hold up nobody who is told to stop', async () => {
    const stop = new AbortController();
    const ended: string[] = [];
    const running = Object.entries(waiting).map(([name, begin]) => begin(silence.settings, stop.signal).then(() => ended.push(name)));
    await sleep(200);
    expect(ended).toEqual([]);
    stop.abort();
    const over = new AbortController();
    await Promise.race([Promise.all(running), sleep(withinMs, undefined, over)]);
    over.abort();
    expect(ended.sort()).toEqual(Object.keys(waiting).sort());
  });
});
