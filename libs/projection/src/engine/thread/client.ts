import type { Worker } from 'node:worker_threads';
import type { EngineStatus, ParkedOfView } from '../engine-status.ts';
import type { BuildState } from '../live/cared-builds.ts';
import { Progress, type ViewProgress } from '../progress.ts';
import type { Projections } from '../projections.ts';
import type { OnStep } from '../rebuild/fill.ts';
import type { Finding } from '../rebuild/finding.ts';
import type { RebuildOptions, RebuildOutcome } from '../rebuild/rebuilds.ts';
import type { KeyOutcome } from '../release.ts';
import { Calls, type Methods } from './calls.ts';
import type { ProjectorThread } from './engine-module.ts';
import { startThread } from './start-thread.ts';

/** What went wrong in the thread: a build that fails or has stopped, or the thread itself (`build` null). */
export interface Trouble {
  readonly build: string | null;
  readonly state: BuildState;
  readonly error: string | null;
}

export interface ProjectorClientHooks {
  /** Resolves when those who read a view have moved to the build that is served from now on: the one before is dropped then. */
  readonly readersMoved?: (view: string, build: string) => Promise<void>;
  readonly onTrouble?: (trouble: Trouble) => void;
  /** A thread that ended by itself is started again after so long, in ms (default 1,000). */
  readonly restartMs?: number;
}

/** Projections in a thread of their own, as the others see them. */
export class ProjectorClient implements Projections {
  readonly progress = new Progress();
  readonly #thread: ProjectorThread;
  readonly #hooks: ProjectorClientHooks;
  #worker: Worker | null = null;
  #calls: Calls | null = null;
  #restarting: NodeJS.Timeout | undefined;
  #isStopping = false;

  private constructor(thread: ProjectorThread, hooks: ProjectorClientHooks) {
    this.#thread = thread;
    this.#hooks = hooks;
  }

  /** Starts the thread; resolves when it projects. @throws whatever kept it from starting. */
  static async start(thread: ProjectorThread, hooks: ProjectorClientHooks = {}): Promise<ProjectorClient> {
    const client = new ProjectorClient(thread, hooks);
    try {
      await client.#start();
    } catch (error) {
      client.#giveUp();
      throw error;
    }
    return client;
  }

  async status(): Promise<EngineStatus> {
    return (await this.#call('status', [])) as EngineStatus;
  }

  async parked(view?: string): Promise<readonly ParkedOfView[]> {
    return (await this.#call('parked', [view])) as readonly ParkedOfView[];
  }

  async retry(view: string, orderingKeys?: readonly string[]): Promise<readonly KeyOutcome[]> {
    return (await this.#call('retry', [view, orderingKeys])) as readonly KeyOutcome[];
  }

  async release(view: string, orderingKeys?: readonly string[]): Promise<readonly KeyOutcome[]> {
    return (await this.#call('release', [view, orderingKeys])) as readonly KeyOutcome[];
  }

  async rebuild(views: readonly string[], { force = false, onStep }: RebuildOptions = {}): Promise<readonly RebuildOutcome[]> {
    return (await this.#call('rebuild', [views, { force }], onStep)) as readonly RebuildOutcome[];
  }

  async verify(view: string, onStep?: OnStep): Promise<Finding> {
    return (await this.#call('verify', [view], onStep)) as Finding;
  }

  async stop(): Promise<void> {
    this.#giveUp();
    const worker = this.#worker;
    if (worker) {
      const ended = new Promise((resolve) => worker.once('exit', resolve));
      await this.#call('stop', []);
      await ended;
    }
    this.progress.close();
  }

  /** From now on a thread that ends is not started again. */
  #giveUp(): void {
    this.#isStopping = true;
    clearTimeout(this.#restarting);
  }

  #call(method: string, given: readonly unknown[], onStep?: OnStep): Promise<unknown> {
    if (!this.#calls) return Promise.reject(new Error('the projector is starting again: try again in a moment'));
    return this.#calls.call(method, given, onStep);
  }

  async #start(): Promise<void> {
    const started = Promise.withResolvers<void>();
    const worker = startThread('projector', this.#thread);
    this.#worker = worker;
    this.#calls = new Calls(worker, this.#methods(started.resolve));
    let cause: Error | null = null;
    worker.on('error', (error) => {
      cause = error instanceof Error ? error : new Error(String(error));
    });
    worker.on('exit', () => {
      const error = cause ?? new Error('the thread of the projector has ended');
      started.reject(error);
      this.#ended(worker, error);
    });
    await started.promise;
  }

  /** What the thread may call. Only its end of the codec sends these arguments. */
  #methods(started: () => void): Methods {
    return {
      started: async () => started(),
      progress: async ([progress]) => this.progress.set(...(progress as readonly ViewProgress[])),
      trouble: async ([trouble]) => this.#hooks.onTrouble?.(trouble as Trouble),
      readersMoved: async ([view, build]) => this.#hooks.readersMoved?.(view as string, build as string),
    };
  }

  /** A thread that ended by itself (it may have run out of memory) is started again: the stores hold where it was. */
  #ended(worker: Worker, error: Error): void {
    if (this.#worker !== worker) return;
    this.#calls?.close(error);
    this.#worker = null;
    this.#calls = null;
    if (this.#isStopping) return;
    this.#hooks.onTrouble?.({ build: null, state: 'failing', error: error.message });
    this.#restarting = setTimeout(() => void this.#start().catch(() => undefined), this.#hooks.restartMs ?? 1_000);
    this.#restarting.unref();
  }
}
