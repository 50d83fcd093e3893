import { Logger } from '@nestjs/common';
import { kafkaFeed } from '@zongheng/event-feed-kafka';
import { CommandDispatcher, CommandRunner, Metrics, Readiness, ServedDocuments } from '@zongheng/nest-kit';
import { dueListOf, journalsOfCommands, openProduct, startPolicies, untilFounded } from '@zongheng/product';
import {
  addressOf,
  type Closing,
  type Configured,
  createApplication,
  kafkaOf,
  listen,
  openLog,
  openReadModels,
  wallClock,
} from '@zongheng/service-kit';
import { gaugePolicies } from './policy-gauges.ts';
import type { settings } from './settings.ts';

/** Positions of this log are places in a file, some hundreds for each event: it is saved how far an idle policy is after many of them. */
const idleMarkEvery = 10_000_000;

/**
 * Runs the policies, one consumer group each, and the due-list. Several processes share the partitions; each looks at the calendar by itself. What
 * two of them do both is done once, for the keys of the commands are the same: they derive from the event, or from what falls due and the day.
 */
export async function startAutomation(values: Configured<typeof settings>, closing: Closing, told: AbortSignal): Promise<string> {
  const address = addressOf(values);
  const kafka = kafkaOf(values, 'automation');
  const logger = new Logger('automation');
  const log = await openLog(values);
  closing.add(() => log.close());
  const readStore = await openReadModels(values);
  closing.add(() => readStore.close());
  const { timeZone } = await untilFounded(log, told);
  const metrics = new Metrics();
  const { module, time, identityKeys, progress, close } = await openProduct({
    log,
    readStore,
    clock: wallClock,
    timeZone,
    identityKey: values.IDENTITY_KEY,
    serves: 'none',
    journals: journalsOfCommands,
    metrics,
    onTrouble: (what, error) => logger.warn(`${what}: ${error instanceof Error ? error.message : String(error)}`),
  });
  closing.add(close);
  const checks = [{ name: 'read models', reason: async () => readStore.served().then(() => null) }];
  const app = await createApplication(module, { logLevel: values.LOG_LEVEL, checks }, closing);
  const get = <T>(provided: abstract new (...given: never[]) => T): T => app.get(provided, { strict: false });
  const policies = await startPolicies({
    feed: kafkaFeed({ kafka, log }),
    log,
    store: readStore,
    reads: { documents: get(ServedDocuments), streams: get(CommandRunner) },
    dispatcher: get(CommandDispatcher),
    progress,
    identityKeys,
    idleMarkEvery,
    onTrouble: (policy, trouble) => logger.warn(`${policy}: ${trouble}`),
  });
  closing.add(() => policies.stop());
  get(Readiness).add({
    name: 'policies',
    reason: () => (policies.stopped().length === 0 ? null : `stopped, too much is parked: ${policies.stopped().join(', ')}`),
  });
  gaugePolicies(metrics, policies);
  const calendar = dueListOf({
    log,
    dispatcher: get(CommandDispatcher),
    progress,
    get,
    today: () => time.dateOf(time.now()),
    onTrouble: (duty, trouble) => logger.warn(`${duty}: ${trouble}`),
  });
  closing.add(() => calendar.stop());
  calendar.start();
  return listen(app, address);
}
