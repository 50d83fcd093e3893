import type { ReadinessCheck } from '@zongheng/nest-kit';
import type { ProjectionEngine } from '@zongheng/projection';

type Projecting = Pick<ProjectionEngine, 'status' | 'live'>;

/** What must be well for a projector to be of use. One that has no partitions because others have them all stands by, and is ready. */
export function reasonsNotReady(engine: Projecting): readonly ReadinessCheck[] {
  return [
    {
      name: 'feed',
      async reason() {
        const { feedError } = await engine.status();
        if (feedError !== null) return `the feed has broken off: ${feedError}`;
        return engine.live.partitions === null ? 'it has not been told its partitions yet' : null;
      },
    },
    {
      name: 'views',
      reason() {
        const ill = engine.live.builds().filter(({ state }) => state === 'failing' || state === 'stopped');
        return ill.length === 0 ? null : ill.map(({ id, state, error }) => `${id} is ${state}: ${error}`).join('; ');
      },
    },
  ];
}
