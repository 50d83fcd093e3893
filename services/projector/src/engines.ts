import type { EventFeed } from '@zongheng/event-feed';
import { kafkaFeed } from '@zongheng/event-feed-kafka';
import type { EventStore } from '@zongheng/event-store';
import type { EngineModule, Engines } from '@zongheng/projection';
import { kafkaOf, openLog, openReadModels } from '@zongheng/service-kit';
import type { ProjectorConfiguration } from './configuration.ts';

export interface ProjectorEngines extends Engines {
  readonly log: EventStore;
  readonly feed: EventFeed;
}

/** Opens what the projector works on. @throws StoreError, ReadStoreError */
export async function enginesOf(values: ProjectorConfiguration): Promise<ProjectorEngines> {
  const log = await openLog(values);
  try {
    const store = await openReadModels(values);
    return {
      log,
      feed: kafkaFeed({ kafka: kafkaOf(values, 'projector'), log }),
      store,
      async close() {
        await store.close();
        await log.close();
      },
    };
  } catch (error) {
    await log.close();
    throw error;
  }
}

/** The same for the thread of a long job: connections of its own. The service that started the thread sent its configuration. */
export const openEngines: EngineModule['openEngines'] = (config) => enginesOf(config as ProjectorConfiguration);
