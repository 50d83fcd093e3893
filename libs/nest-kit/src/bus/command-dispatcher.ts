import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { BusinessDate, Instant, Refusal } from '@zongheng/kernel';
import { refuseCommand } from '../commands/command-refusals.ts';
import type { CommandAnswer, CommandRequest } from '../commands/receipt.ts';
import { faultsOfBody, type FieldFault } from '../fields/body-check.ts';
import { CommandRegistry, type RegisteredCommand } from './command-registry.ts';
import type { DispatchedCommand } from './dispatched-command.ts';

/** A command as it comes from outside: nothing of its body is believed yet. */
export type IncomingCommand = Omit<CommandRequest, 'body'> & { readonly body: unknown };

/** A body whose fields are not what the command wants; every field at fault is named. */
export interface MalformedBody extends Refusal {
  readonly faults: readonly FieldFault[];
}

type Plain = Readonly<Record<string, unknown>>;

/** The one way in for commands, whoever sends them: checks the body by its class, and hands the command to Nest's bus. */
@Injectable()
export class CommandDispatcher {
  readonly #registry: CommandRegistry;
  readonly #bus: CommandBus;

  constructor(@Inject(CommandRegistry) registry: CommandRegistry, @Inject(CommandBus) bus: CommandBus) {
    this.#registry = registry;
    this.#bus = bus;
  }

  /** @throws StoreError | DecidedWrongly. Everything a sender can mend comes back as a Refusal. */
  dispatch(command: IncomingCommand): Promise<CommandAnswer> {
    const registered = this.#registry.get(command.type);
    if (!registered)
      return Promise.resolve(refuseCommand('COMMAND.UNKNOWN', `there is no command ${printable(command.type)}`, { field: '/command' }));
    return this.send(registered, command);
  }

  /** The same for a command already looked up. */
  send(registered: RegisteredCommand, command: IncomingCommand): Promise<CommandAnswer> {
    const { body } = command;
    const { singleton } = registered.group;
    if (singleton !== undefined && command.id === undefined) return this.send(registered, { ...command, id: singleton });
    if (singleton !== undefined && command.id !== singleton) return Promise.resolve(notTheOne(registered, singleton));
    const faults = faultsOfBody(registered.body, body);
    if (faults.length > 0) return Promise.resolve(malformed(faults));
    return this.#bus.execute<DispatchedCommand, CommandAnswer>(
      new registered.commandClass(requestOf(command, body as Plain, registered.declared.creates)),
    );
  }
}

/** Parts the fields that every body may carry from those of the command itself. */
function requestOf(command: IncomingCommand, body: Plain, creates: boolean): CommandRequest {
  const id = creates ? body['id'] : undefined;
  const { on, occurredAt } = body;
  if (on === undefined && occurredAt === undefined && id === undefined) return { ...command, body };
  const own: Record<string, unknown> = {};
  for (const name of Object.keys(body)) {
    if (name !== 'on' && name !== 'occurredAt' && (name !== 'id' || !creates)) own[name] = body[name];
  }
  return {
    ...command,
    body: own,
    ...(on === undefined ? {} : { on: on as BusinessDate }),
    ...(occurredAt === undefined ? {} : { occurredAt: inMilliseconds(occurredAt as Instant) }),
    ...(id === undefined || command.id !== undefined ? {} : { id: id as string }),
  };
}

function notTheOne({ group }: RegisteredCommand, singleton: string): Refusal {
  return refuseCommand('COMMAND.ID_MALFORMED', `there is one ${group.aggregate.category}, ${singleton}: leave the id out`, {
    field: '/id',
  });
}

function malformed(faults: readonly FieldFault[]): MalformedBody {
  const [first] = faults;
  const found = `${first?.pointer || 'the body'} ${first?.detail}${faults.length > 1 ? `, and ${faults.length - 1} more` : ''}`;
  const refusal = refuseCommand('COMMAND.BODY_MALFORMED', found, first?.pointer ? { field: first.pointer } : {});
  return { ...refusal, faults };
}

function inMilliseconds(instant: Instant): Instant {
  return new Date(instant).toISOString() as Instant;
}

/** A name from outside, short enough to be shown. */
function printable(name: string): string {
  return name.length > 80 ? `${name.slice(0, 80)}…` : name;
}
