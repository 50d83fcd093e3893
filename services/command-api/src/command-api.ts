import { Logger } from '@nestjs/common';
import { CommandDispatcher, Metrics } from '@zongheng/nest-kit';
import { apiInfo, found, foundedAs, journalsOfCommands, openProduct } from '@zongheng/product';
import {
  addressOf,
  type Closing,
  type Configured,
  createApplication,
  foundingOf,
  listen,
  openLog,
  openReadModels,
  wallClock,
} from '@zongheng/service-kit';
import type { settings } from './settings.ts';

/** Serves commands. The log decides between several that do; what one has cached it looks over before it relies on it. */
export async function startCommandApi(values: Configured<typeof settings>, closing: Closing): Promise<string> {
  const address = addressOf(values);
  const logger = new Logger('command-api');
  const log = await openLog(values);
  closing.add(() => log.close());
  const readStore = await openReadModels(values);
  closing.add(() => readStore.close());
  const founding = foundingOf(values);
  const product = await openProduct({
    log,
    readStore,
    clock: wallClock,
    timeZone: ((await foundedAs(log)) ?? founding).timeZone,
    identityKey: values.IDENTITY_KEY,
    serves: 'commands',
    journals: journalsOfCommands,
    metrics: new Metrics(),
    onTrouble: (what, error) => logger.warn(`${what}: ${error instanceof Error ? error.message : String(error)}`),
  });
  closing.add(() => product.close());
  const checks = [{ name: 'read models', reason: async () => readStore.served().then(() => null) }];
  const app = await createApplication(product.module, { logLevel: values.LOG_LEVEL, checks, info: apiInfo }, closing);
  await found(app.get(CommandDispatcher, { strict: false }), log, founding);
  return listen(app, address);
}
