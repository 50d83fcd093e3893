import { ProjectionEngine } from '../engine.ts';
import type { OnStep } from '../rebuild/fill.ts';
import type { RebuildOptions } from '../rebuild/rebuilds.ts';
import { Calls, type Methods } from './calls.ts';
import { openThread, type ProjectorThread } from './engine-module.ts';
import { jobsInThread } from './jobs-in-thread.ts';

/** What `Calls` needs of a port, and letting go of it so that the thread can end. */
export interface HostPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  close(): void;
}

/** Runs projections in this thread for whoever is at the other end of the port. Resolves when they run. */
export async function hostProjector(port: HostPort, thread: ProjectorThread): Promise<void> {
  const { engines, views } = await openThread(thread, 'projecting');
  const { log, feed, store } = engines;
  const engine: ProjectionEngine = new ProjectionEngine({
    views,
    log,
    feed,
    store,
    jobs: jobsInThread(thread, log),
    readersMoved: async (view, build) => void (await calls.call('readersMoved', [view, build])),
    onTrouble: ({ id, state, error }) => calls.tell('trouble', [{ build: id, state, error }]),
    ...(thread.group === undefined ? undefined : { group: thread.group }),
    ...(thread.batchMax === undefined ? undefined : { batchMax: thread.batchMax }),
    ...(thread.shortLogMax === undefined ? undefined : { shortLogMax: thread.shortLogMax }),
  });
  const stop = async (): Promise<void> => {
    await engine.stop();
    await engines.close();
    // The answer to this very call is sent before the port closes.
    setImmediate(() => port.close());
  };
  const calls = new Calls(port, methodsOf(engine, stop));
  engine.progress.onProgress((progress) => calls.tell('progress', [progress]));
  await engine.start();
  calls.tell('started', []);
}

/** What the client may call: the arguments are those of `Projections`, in order; only the client's end of the codec sends them. */
function methodsOf(engine: ProjectionEngine, stop: () => Promise<void>): Methods {
  return {
    status: () => engine.status(),
    parked: ([view]) => engine.parked(view as string | undefined),
    retry: ([view, keys]) => engine.retry(view as string, keys as readonly string[] | undefined),
    release: ([view, keys]) => engine.release(view as string, keys as readonly string[] | undefined),
    rebuild: ([views, options], onStep: OnStep) => engine.rebuild(views as readonly string[], { ...(options as RebuildOptions), onStep }),
    verify: ([view], onStep: OnStep) => engine.verify(view as string, onStep),
    stop,
  };
}
