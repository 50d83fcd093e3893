import { type DynamicModule, Logger, Module } from '@nestjs/common';
import { Metrics } from '@zongheng/nest-kit';
import { apiInfo, type Founding, InstallationModule, journals, openProduct, untilFounded } from '@zongheng/product';
import {
  addressOf,
  type Closing,
  type Configured,
  createApplication,
  listen,
  openLog,
  openReadModels,
  wallClock,
} from '@zongheng/service-kit';
import type { settings } from './settings.ts';

@Module({})
class QueriesModule {
  static of(product: DynamicModule, founding: Founding): DynamicModule {
    return { module: QueriesModule, imports: [product, InstallationModule.of(founding)] };
  }
}

/** Serves queries: documents and journals from the read models, history and the event stream from the log. */
export async function startQueryApi(values: Configured<typeof settings>, closing: Closing, told: AbortSignal): Promise<string> {
  const address = addressOf(values);
  const logger = new Logger('query-api');
  const log = await openLog(values);
  closing.add(() => log.close());
  const readStore = await openReadModels(values);
  closing.add(() => readStore.close());
  const founding = await untilFounded(log, told);
  const product = await openProduct({
    log,
    readStore,
    clock: wallClock,
    timeZone: founding.timeZone,
    identityKey: values.IDENTITY_KEY,
    serves: 'queries',
    journals,
    metrics: new Metrics(),
    onTrouble: (what, error) => logger.warn(`${what}: ${error instanceof Error ? error.message : String(error)}`),
  });
  closing.add(() => product.close());
  const checks = [{ name: 'read models', reason: async () => readStore.served().then(() => null) }];
  const module = QueriesModule.of(product.module, founding);
  return listen(await createApplication(module, { logLevel: values.LOG_LEVEL, checks, info: apiInfo }, closing), address);
}
