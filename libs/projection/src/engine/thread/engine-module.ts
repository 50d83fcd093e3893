import type { EventFeed } from '@zongheng/event-feed';
import type { View } from '@zongheng/kernel';
import type { ReadStore } from '@zongheng/read-store';
import type { ReadableLog } from '../catch-up.ts';

/** What a thread is opened for: to project what the feed delivers, or for one long job, which needs no feed. */
export type EnginePurpose = 'projecting' | 'job';

/** What a thread works on: connections of its own. */
export interface Engines {
  readonly log: ReadableLog;
  readonly feed: EventFeed;
  readonly store: ReadStore;
  close(): Promise<void>;
}

/** A module that opens the engines in whichever thread imports it: `export const openEngines: EngineModule['openEngines'] = …`. */
export interface EngineModule {
  openEngines(config: unknown, purpose: EnginePurpose): Promise<Engines>;
}

/** A module that exports the views to project: pure, so that any thread can import them. */
export interface ViewsModule {
  readonly views: readonly View[];
}

/** How projections run in a thread of their own. Modules are named by URL (`new URL('./engines.ts', import.meta.url).href`). */
export interface ProjectorThread {
  readonly engines: {
    readonly module: string;
    /** Given to `openEngines`: anything that can be sent to a thread. */
    readonly config: unknown;
  };
  readonly views: { readonly module: string };
  readonly group?: string;
  readonly batchMax?: number;
  readonly shortLogMax?: number;
}

/** Opens what a thread works on. @throws TypeError where a module does not export what it should. */
export async function openThread(thread: ProjectorThread, purpose: EnginePurpose): Promise<{ engines: Engines; views: readonly View[] }> {
  const { views } = (await import(thread.views.module)) as Partial<ViewsModule>;
  if (!Array.isArray(views)) throw new TypeError(`${thread.views.module} exports no list of views`);
  const { openEngines } = (await import(thread.engines.module)) as Partial<EngineModule>;
  if (typeof openEngines !== 'function') throw new TypeError(`${thread.engines.module} exports no function openEngines`);
  return { engines: await openEngines(thread.engines.config, purpose), views };
}
