import { Logger } from '@nestjs/common';
import { standingRelay } from '@zongheng/event-feed-kafka';
import { Metrics } from '@zongheng/nest-kit';
import { addressOf, type Closing, kafkaOf, openLog, serveOperations } from '@zongheng/service-kit';
import { declaredTopic, type RelayConfiguration } from './configuration.ts';
import { RelayFigures } from './figures.ts';

/**
 * Starts a relay; `fail` is told when it cannot go on.
 * @returns the address at which it says how it is
 */
export async function startRelay(values: RelayConfiguration, closing: Closing, fail: (error: unknown) => void): Promise<string> {
  const log = await openLog(values);
  closing.add(() => log.close());
  const figures = new RelayFigures(log);
  const metrics = new Metrics();
  figures.register(metrics);
  const checks = [{ name: 'relay', reason: () => figures.trouble, standing: () => figures.standing }];
  const address = await serveOperations({ ...addressOf(values), logLevel: values.LOG_LEVEL, metrics, checks }, closing);
  const logger = new Logger('relay');
  const stop = new AbortController();
  const running = standingRelay(
    {
      log,
      kafka: kafkaOf(values, 'zongheng-relay'),
      declared: declaredTopic(values),
      onState(state) {
        figures.told(state);
        if (state.state === 'failed')
          logger.warn(`not publishing for now: ${state.error instanceof Error ? state.error.message : String(state.error)}`);
        else if (state.state !== 'published') logger.log(state.state);
      },
    },
    stop.signal,
  );
  running.catch(fail);
  // What is being sent is acknowledged first, then another is told to go on.
  closing.add(async () => {
    stop.abort();
    await running.catch(() => undefined);
  });
  return address;
}
