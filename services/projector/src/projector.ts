import { Metrics, ProjectionsModule } from '@zongheng/nest-kit';
import { views } from '@zongheng/product/views';
import { jobsInThread, ProjectionEngine, type ProjectorThread } from '@zongheng/projection';
import { addressOf, type Closing, serveOperations } from '@zongheng/service-kit';
import type { ProjectorConfiguration } from './configuration.ts';
import { enginesOf } from './engines.ts';
import { registerFigures } from './figures.ts';
import { reasonsNotReady } from './readiness.ts';

/** So many documents of each view are held beside those being written: of forty views, what a container of 300 MiB has room for. */
const heldOfEachView = 1_000;

/** Starts projecting. @returns the address at which it tells how it is, and is operated */
export async function startProjector(values: ProjectorConfiguration, closing: Closing): Promise<string> {
  const engines = await enginesOf(values);
  closing.add(() => engines.close());
  const { log, feed, store } = engines;
  const thread: ProjectorThread = {
    engines: { module: sibling('engines'), config: values },
    views: { module: import.meta.resolve('@zongheng/product/views') },
  };
  const engine = new ProjectionEngine({
    views,
    log,
    feed,
    store,
    group: values.PROJECTOR_GROUP,
    jobs: jobsInThread(thread, log),
    build: { cacheMax: heldOfEachView },
    shared: { keptMs: values.REPLACED_BUILDS_SECONDS * 1_000 },
    onTrouble: ({ id, state, error }) => process.stderr.write(`${JSON.stringify({ level: 'warn', build: id, state, error })}\n`),
  });
  const metrics = new Metrics();
  registerFigures(metrics, { engine, log });
  // Told how it is from the beginning: while it waits for its engines, too.
  const url = await serveOperations(
    {
      ...addressOf(values),
      logLevel: values.LOG_LEVEL,
      metrics,
      checks: reasonsNotReady(engine),
      operated: [
        ProjectionsModule.of(
          engine,
          views.map(({ name }) => name),
        ),
      ],
    },
    closing,
  );
  closing.add(() => engine.stop());
  await engine.start();
  return url;
}

/** The URL of a module beside this one, as source or built, whichever this file is. */
function sibling(name: string): string {
  return new URL(`./${name}${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url).href;
}
