import { Inject, type Type } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { DeclaredCommand } from '../commands/aggregate-commands.ts';
import { CommandRunner } from '../commands/command-runner.ts';
import type { CommandAnswer, CommandRequest } from '../commands/receipt.ts';

/** What goes over the bus: the class says which command, the request says the rest. */
export class DispatchedCommand {
  readonly request: CommandRequest;

  constructor(request: CommandRequest) {
    this.request = request;
  }
}

export type CommandClass = new (request: CommandRequest) => DispatchedCommand;

/** The bus's class of a declared command, of its name. */
export function commandClassOf(type: string): CommandClass {
  const named = { [type]: class extends DispatchedCommand {} };
  const commandClass = named[type];
  if (!commandClass) throw new Error(`no class for ${type}`);
  return commandClass;
}

/** The handler of a declared command: it hands the request to the pipeline. */
export function handlerClassOf(declared: DeclaredCommand, commandClass: CommandClass): Type<ICommandHandler> {
  @CommandHandler(commandClass)
  class DeclaredHandler implements ICommandHandler<DispatchedCommand, CommandAnswer> {
    readonly #runner: CommandRunner;

    constructor(@Inject(CommandRunner) runner: CommandRunner) {
      this.#runner = runner;
    }

    execute(command: DispatchedCommand): Promise<CommandAnswer> {
      return this.#runner.execute(declared, command.request);
    }
  }
  Object.defineProperty(DeclaredHandler, 'name', { value: `${declared.type}Handler` });
  return DeclaredHandler;
}
