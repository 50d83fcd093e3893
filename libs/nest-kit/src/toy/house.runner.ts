import { type EventStore, memoryEventStore } from '@zongheng/event-store';
import { isRefusal } from '@zongheng/kernel';
import type { CommandPlan } from '../commands/command-plan.ts';
import { CommandRunner, type CommandRunnerOptions } from '../commands/command-runner.ts';
import { InstallationTime } from '../commands/installation-time.ts';
import type { CommandAnswer, CommandRequest, Receipt } from '../commands/receipt.ts';
import { buildRoom, houseCatalogue, houseNow, installLamp } from './house.plans.ts';

const time = new InstallationTime(() => houseNow, 'Asia/Shanghai');

export function newStore(): EventStore {
  return memoryEventStore({ clock: () => houseNow, epoch: 'e1' });
}

export function runnerOn(store: EventStore, more: Partial<CommandRunnerOptions> = {}): CommandRunner {
  return new CommandRunner({ store, catalogue: houseCatalogue, time, ...more });
}

export type Sent = Partial<CommandRequest> & Pick<CommandRequest, 'body'>;

export function send(runner: CommandRunner, plan: CommandPlan, sent: Sent): Promise<CommandAnswer> {
  return runner.execute(plan, { type: plan.type, actor: 'ann', correlationId: 'c1', ...sent });
}

export async function done(answer: Promise<CommandAnswer>): Promise<Receipt> {
  const receipt = await answer;
  if (isRefusal(receipt)) throw new Error(`refused: ${receipt.code} (${receipt.found})`);
  return receipt;
}

export async function codeOf(answer: Promise<CommandAnswer>): Promise<string> {
  const refusal = await answer;
  return isRefusal(refusal) ? refusal.code : `not refused: ${JSON.stringify(refusal)}`;
}

/** A house with a room `r1` on the third floor and a lamp `l1` in it: two events. */
export async function house(store: EventStore, more: Partial<CommandRunnerOptions> = {}): Promise<CommandRunner> {
  const runner = runnerOn(store, more);
  await done(send(runner, buildRoom, { id: 'r1', key: 'build', body: { floor: 3 } }));
  await done(send(runner, installLamp, { id: 'l1', key: 'install', body: { room: 'r1' } }));
  return runner;
}

/** A store whose appends go another way. */
export function withAppend(store: EventStore, append: EventStore['append']): EventStore {
  return {
    epoch: store.epoch,
    append,
    readStream: (stream, read) => store.readStream(stream, read),
    readAll: (read) => store.readAll(read),
    subscribeAll: (read, signal) => store.subscribeAll(read, signal),
    head: () => store.head(),
    close: () => store.close(),
  };
}
