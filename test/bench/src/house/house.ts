import 'reflect-metadata';
import { type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { contractsModule } from '@zongheng/contracts-api';
import { contractsEvents } from '@zongheng/contracts-events';
import { customersModule } from '@zongheng/customers-api';
import { customersEvents } from '@zongheng/customers-events';
import type { EventStore } from '@zongheng/event-store';
import { openSqliteEventStore, type SqliteEventStore } from '@zongheng/event-store-sqlite';
import { type Catalogue, catalogueOf, type EventDefinition, type Instant, isRefusal } from '@zongheng/kernel';
import {
  CommandDispatcher,
  CommandRunner,
  type IncomingCommand,
  InstallationTime,
  KitModule,
  type Receipt,
  snapshotsIn,
} from '@zongheng/nest-kit';
import { organisationModule } from '@zongheng/organisation-api';
import { organisationEvents } from '@zongheng/organisation-events';
import { planningModule } from '@zongheng/planning-api';
import { planningEvents } from '@zongheng/planning-events';
import { Progress } from '@zongheng/projection';
import { memoryReadStore } from '@zongheng/read-store';
import { openSqliteReadStore } from '@zongheng/read-store-sqlite';
import { receivablesModule } from '@zongheng/receivables-api';
import { receivablesEvents } from '@zongheng/receivables-events';
import { salesModule } from '@zongheng/sales-api';
import { defaultPipeline } from '@zongheng/sales-domain';
import { salesEvents } from '@zongheng/sales-events';
import { UnreadModule } from './unread.ts';

/** The published language, by context. */
export const contextEvents: Readonly<Record<string, readonly EventDefinition[]>> = {
  organisation: organisationEvents,
  customers: customersEvents,
  sales: salesEvents,
  contracts: contractsEvents,
  receivables: receivablesEvents,
  planning: planningEvents,
};
export const eventDefinitions: readonly EventDefinition[] = Object.values(contextEvents).flat();
export const catalogue: Catalogue = catalogueOf(eventDefinitions);
export const timeZone = 'Asia/Shanghai';

/** A command as the simulation says it, or as anybody would. */
export interface Order {
  readonly command: string;
  readonly id?: string;
  readonly key?: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** The command side of an installation in this process: every context on Nest's bus, over a log. Nothing is projected. */
export interface House<Store extends EventStore = SqliteEventStore> {
  readonly store: Store;
  /** Streams, folded, as commands see them. */
  readonly streams: Pick<CommandRunner, 'load'>;
  /** Carries a command out. @throws Error where it is refused. */
  carryOut(order: Order): Promise<Receipt>;
  /** The same, with refusals as answers. */
  dispatch(order: Order): ReturnType<CommandDispatcher['dispatch']>;
  close(): Promise<void>;
}

export interface HouseOptions {
  readonly folder: string;
  readonly clock: () => Instant;
  readonly actor?: string;
  /** Where snapshots of long aggregates are kept; nowhere by default. */
  readonly snapshots?: string;
  /** How many folded aggregates are kept: as many as in an installation by default. */
  readonly cacheMax?: number;
}

/** Opens the house over the log of a folder, and founds it where its log has not begun. */
export async function openHouse({ folder, ...options }: HouseOptions): Promise<House> {
  return houseOver(await openSqliteEventStore({ folder, clock: options.clock }), options);
}

/** The house over any log, which it closes with itself. */
export async function houseOver<Store extends EventStore>(
  store: Store,
  { clock, actor = 'bench', snapshots: kept, cacheMax }: Omit<HouseOptions, 'folder'>,
): Promise<House<Store>> {
  const time = new InstallationTime(clock, timeZone);
  const snapshotStore = kept === undefined ? null : await openSqliteReadStore({ folder: kept });
  const readStore = memoryReadStore();
  const progress = new Progress();
  const unread = await UnreadModule.over(readStore, progress);
  const kit = KitModule.forRoot({
    store,
    catalogue,
    time,
    readStore,
    progress,
    writers: 'one',
    ...(snapshotStore ? { snapshots: snapshotsIn(snapshotStore) } : {}),
    ...(cacheMax === undefined ? {} : { cacheMax }),
  });
  class HouseModule {}
  const root: DynamicModule = {
    module: HouseModule,
    imports: [kit, unread, organisationModule, customersModule, salesModule, contractsModule, receivablesModule, planningModule],
  };
  const app = await NestFactory.createApplicationContext(root, { logger: ['error', 'fatal'], abortOnError: false });
  const dispatcher = app.get(CommandDispatcher);
  const dispatch: House['dispatch'] = ({ command, ...rest }) => dispatcher.dispatch(incoming(command, rest, actor));
  const carryOut: House['carryOut'] = async (order) => {
    const answer = await dispatch(order);
    if (isRefusal(answer)) throw new Error(`${order.command} ${order.id ?? ''}: ${answer.code} (${answer.found})`);
    return answer;
  };
  if ((await store.head()) === 0) await found(carryOut);
  return {
    store,
    streams: app.get(CommandRunner),
    dispatch,
    carryOut,
    async close() {
      await app.close();
      await store.close();
      await snapshotStore?.close();
    },
  };
}

/** All that belongs together has one correlation: what a key begins with. */
function incoming(type: string, { id, key, body }: Omit<Order, 'command'>, actor: string): IncomingCommand {
  return { type, ...(id === undefined ? {} : { id }), ...(key === undefined ? {} : { key }), body, actor, correlationId: 'bench' };
}

async function found(carryOut: House['carryOut']): Promise<void> {
  const body = { name: 'Bench', timeZone, currency: 'CNY' };
  await carryOut({ command: 'FoundInstallation', id: 'main', key: 'founding', body });
  const { id, name, stages } = defaultPipeline;
  const bodies = stages.map(({ entry, ...stage }) => ({ ...stage, ...(entry === null ? {} : { entry }) }));
  await carryOut({ command: 'DefinePipeline', id, key: 'founding', body: { name, stages: bodies } });
}
