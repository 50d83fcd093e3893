import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { CommandRegistry } from './command-registry.ts';

/** Where @nestjs/cqrs notes on a handler which command it handles. */
const handlerMark = '__commandHandler__';

/**
 * Stops the start where a declared command has no handler, or any command has two: the bus itself would let the last one win with a
 * warning, and find a missing one only when the first command comes.
 */
@Injectable()
export class HandlerCheck implements OnApplicationBootstrap {
  readonly #discovery: DiscoveryService;
  readonly #registry: CommandRegistry;

  constructor(@Inject(DiscoveryService) discovery: DiscoveryService, @Inject(CommandRegistry) registry: CommandRegistry) {
    this.#discovery = discovery;
    this.#registry = registry;
  }

  onApplicationBootstrap(): void {
    const handlers = this.#handlersByCommand();
    for (const [command, names] of handlers) {
      if (names.length > 1) throw new Error(`the command ${command.name} has ${names.length} handlers (${names.join(', ')}): leave one`);
    }
    const missing = this.#registry.all().filter(({ commandClass }) => !handlers.has(commandClass));
    if (missing.length > 0) {
      throw new Error(`no handler for ${missing.map(({ declared }) => declared.type).join(', ')}: import the module of its context whole`);
    }
  }

  #handlersByCommand(): Map<{ readonly name: string }, string[]> {
    const handlers = new Map<{ readonly name: string }, string[]>();
    for (const { metatype, instance } of this.#discovery.getProviders()) {
      const handler: unknown = (instance as object | null)?.constructor ?? metatype;
      if (typeof handler !== 'function') continue;
      const command = Reflect.getMetadata(handlerMark, handler) as { readonly name: string } | undefined;
      if (command) handlers.set(command, [...(handlers.get(command) ?? []), handler.name]);
    }
    return handlers;
  }
}
