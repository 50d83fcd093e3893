import { randomUUID } from 'node:crypto';
import { Inject, type Type } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { DeclaredCommand } from '../commands/aggregate-commands.ts';
import type { PinnedRequest, Surroundings } from '../commands/around.ts';
import { CommandRunner } from '../commands/command-runner.ts';
import { aggregateIdOf, derivedId } from '../commands/identity.ts';
import type { CommandAnswer } from '../commands/receipt.ts';
import { CommandRegistry } from './command-registry.ts';
import type { CommandClass, DispatchedCommand } from './dispatched-command.ts';

/** The handler of a declared command: it hands the request to the pipeline, with the steps around it where it has some. */
export function handlerClassOf(declared: DeclaredCommand, commandClass: CommandClass): Type<ICommandHandler> {
  @CommandHandler(commandClass)
  class DeclaredHandler implements ICommandHandler<DispatchedCommand, CommandAnswer> {
    readonly #runner: CommandRunner;
    readonly #module: ModuleRef;

    constructor(@Inject(CommandRunner) runner: CommandRunner, @Inject(ModuleRef) module: ModuleRef) {
      this.#runner = runner;
      this.#module = module;
    }

    execute({ request }: DispatchedCommand): Promise<CommandAnswer> {
      if (!declared.around) return this.#runner.execute(declared, request);
      const key = request.key ?? randomUUID();
      const pinned = { ...request, key, id: request.id ?? aggregateIdOf(declared.type, key) };
      return declared.around(pinned, this.#around(pinned));
    }

    #around(request: PinnedRequest): Surroundings {
      const get = <T>(provided: abstract new (...given: never[]) => T): T => this.#module.get(provided, { strict: false });
      return {
        get,
        carryOut: (changed) => this.#runner.execute(declared, changed),
        load: (loadable, id) => this.#runner.load(loadable, id),
        take: ({ type, id, body, name = '' }) => {
          const step = get(CommandRegistry).get(type);
          if (!step) throw new Error(`${declared.type} takes a step ${type}, which no context declares`);
          const key = derivedId('step', declared.type, request.id, request.key, type, id, name);
          const { ifMatch: _seen, occurredAt: _when, ...asked } = request;
          return this.#runner.execute(step.declared, { ...asked, type, id, key, body });
        },
      };
    }
  }
  Object.defineProperty(DeclaredHandler, 'name', { value: `${declared.type}Handler` });
  return DeclaredHandler;
}
