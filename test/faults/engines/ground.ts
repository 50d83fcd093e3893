import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { engines } from '../../engines/engines.ts';
import { type Server, startServer } from '../../engines/server.ts';
import { type DoubleProcess, startDoubleProcess } from '../../eventstore/double/process.ts';

/** An engine that can be done things to. */
export interface Engine {
  /** Ends it as kill -9 does; returns when it is dead. */
  kill(): Promise<void>;
  /** On the same folder and port; returns when it takes connections. */
  start(): Promise<void>;
  /** Stops it in mid-air: connections stay open, nothing is answered. */
  pause(): void;
  resume(): void;
  stop(): Promise<void>;
}

/** The engines that all scenarios share, each with its own namespace, topic and database on them. */
export interface Ground {
  readonly eventstore: Engine & { readonly url: string; readonly double: () => DoubleProcess };
  readonly kafka: Engine & { readonly brokers: string };
  readonly mongodb: Engine & { readonly port: number };
  stop(): Promise<void>;
}

export async function startGround(say: (line: string) => void): Promise<Ground> {
  const folder = mkdtempSync(join(tmpdir(), 'zongheng-faults-'));
  const [eventstore, kafka, mongodb] = await Promise.all([
    doubleOn(join(folder, 'eventstoredb')),
    serverOf('kafka', folder, say),
    serverOf('mongodb', folder, say),
  ]);
  return {
    eventstore: { ...eventstore.engine, url: `esdb://127.0.0.1:${eventstore.port}?tls=false`, double: eventstore.double },
    kafka: { ...kafka.engine, brokers: `127.0.0.1:${kafka.port}` },
    mongodb: { ...mongodb.engine, port: mongodb.port },
    async stop() {
      await Promise.all([eventstore, kafka, mongodb].map(({ engine }) => engine.stop()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function serverOf(name: 'kafka' | 'mongodb', folder: string, say: (line: string) => void): Promise<{ engine: Engine; port: number }> {
  const [plan] = await engines[name].plans(folder, 1, say);
  if (!plan) throw new Error(`there is no plan for ${name}`);
  let server: Server = await startServer(plan);
  const engine: Engine = {
    kill: () => server.kill('SIGKILL'),
    async start() {
      server = await startServer(plan);
    },
    pause: () => void server.kill('SIGSTOP'),
    resume: () => void server.kill('SIGCONT'),
    async stop() {
      engine.resume();
      await server.stop();
    },
  };
  return { engine, port: plan.port };
}

async function doubleOn(folder: string): Promise<{ engine: Engine; port: number; double: () => DoubleProcess }> {
  const sizeMax = 8 * 1024 * 1024;
  let running = await startDoubleProcess({ folder, sizeMax });
  const { port } = running;
  return {
    port,
    double: () => running,
    engine: {
      kill: () => running.kill(),
      async start() {
        running = await startDoubleProcess({ folder, sizeMax, port });
      },
      pause: () => running.signal('SIGSTOP'),
      resume: () => running.signal('SIGCONT'),
      stop: () => running.kill(),
    },
  };
}
