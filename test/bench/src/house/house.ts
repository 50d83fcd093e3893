import 'reflect-metadata';
import { type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { contractsModule } from '@zongheng/contracts-api';
import { contractsEvents } from '@zongheng/contracts-events';
import { customersModule } from '@zongheng/customers-api';
import { customersEvents } from '@zongheng/customers-events';
import { openSqliteEventStore, type SqliteEventStore } from '@zongheng/event-store-sqlite';
import { type Catalogue, catalogueOf, type EventDefinition, type Instant, isRefusal } from '@zongheng/kernel';
import { CommandDispatcher, type IncomingCommand, InstallationTime, KitModule, type Receipt, snapshotsIn } from '@zongheng/nest-kit';
import { organisationModule } from '@zongheng/organisation-api';
import { organisationEvents } from '@zongheng/organisation-events';
import { Progress } from '@zongheng/projection';
import { memoryReadStore } from '@zongheng/read-store';
import { openSqliteReadStore } from '@zongheng/read-store-sqlite';
import { receivablesModule } from '@zongheng/receivables-api';
import { receivablesEvents } from '@zongheng/receivables-events';
import { salesModule } from '@zongheng/sales-api';
import { defaultPipeline } from '@zongheng/sales-domain';
import { salesEvents } from '@zongheng/sales-events';

export const eventDefinitions: readonly EventDefinition[] = [
  ...organisationEvents,
  ...customersEvents,
  ...salesEvents,
  ...contractsEvents,
  ...receivablesEvents,
];
export const catalogue: Catalogue = catalogueOf(eventDefinitions);
export const timeZone = 'Asia/Shanghai';

/** A command as the simulation says it, or as anybody would. */
export interface Order {
  readonly command: string;
  readonly id?: string;
  readonly key?: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** The command side of an installation in this process: every context on Nest's bus, over the log of a folder. Nothing is projected. */
export interface House {
  readonly store: SqliteEventStore;
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
}

/** Opens the house, and founds it where its log has not begun. */
export async function openHouse({ folder, clock, actor = 'bench', snapshots: kept }: HouseOptions): Promise<House> {
  const store = await openSqliteEventStore({ folder, clock });
  const time = new InstallationTime(clock, timeZone);
  const snapshotStore = kept === undefined ? null : await openSqliteReadStore({ folder: kept });
  const readStore = memoryReadStore();
  const snapshots = snapshotStore ? { snapshots: snapshotsIn(snapshotStore) } : {};
  const kit = KitModule.forRoot({ store, catalogue, time, readStore, progress: new Progress(), writers: 'one', ...snapshots });
  class HouseModule {}
  const root: DynamicModule = {
    module: HouseModule,
    imports: [kit, organisationModule, customersModule, salesModule, contractsModule, receivablesModule],
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
