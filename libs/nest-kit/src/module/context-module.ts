import type { DynamicModule, Provider, Type } from '@nestjs/common';
import type { RefusalTable } from '@zongheng/kernel';
import { CommandRegistry, type RegisteredCommand, wholeBodyOf } from '../bus/command-registry.ts';
import { commandClassOf } from '../bus/dispatched-command.ts';
import { handlerClassOf } from '../bus/handler-class.ts';
import type { CommandGroup } from '../commands/aggregate-commands.ts';
import { commandControllerOf } from '../http/command-controller.ts';
import { ProblemTable } from '../http/problem-table.ts';
import { queryControllerOf } from '../queries/query-controller.ts';
import type { QueryDeclaration, QueryRoute } from '../queries/query-route.ts';
import { Contexts } from './contexts.ts';

/** What an api room declares of its context. */
export interface ContextDeclaration {
  readonly name: string;
  readonly commands?: readonly CommandGroup[];
  readonly queries?: readonly QueryDeclaration[];
  /** The context's refusals: their statuses and their pages. */
  readonly refusals?: readonly RefusalTable[];
  /** Whatever else the context's endpoints resolve. */
  readonly providers?: readonly Provider[];
  readonly controllers?: readonly Type[];
}

/** Makes the Nest module of a context: command classes, handlers, controllers. */
export function contextModule(context: ContextDeclaration): DynamicModule {
  const registered = (context.commands ?? []).flatMap((group) => group.commands.map((declared) => registeredOf(group, declared)));
  const controllers = (context.commands ?? []).flatMap((group) => {
    const controller = commandControllerOf(
      group,
      registered.filter((command) => command.group === group),
    );
    return controller ? [controller] : [];
  });
  const routes = routesOf(context);
  const queries = routes.length > 0 ? [queryControllerOf(context.name, routes)] : [];
  class ContextModule {}
  Object.defineProperty(ContextModule, 'name', { value: `${context.name}Module` });
  return {
    module: ContextModule,
    controllers: [...controllers, ...queries, ...(context.controllers ?? [])],
    providers: [
      registrationOf(context, registered),
      ...registered.map(({ declared, commandClass }) => handlerClassOf(declared, commandClass)),
      ...(context.providers ?? []),
    ],
    exports: [],
  };
}

function routesOf(context: ContextDeclaration): readonly QueryRoute[] {
  return (context.queries ?? []).flatMap((query) => query.routes);
}

function registeredOf(group: CommandGroup, declared: CommandGroup['commands'][number]): RegisteredCommand {
  return { declared, group, commandClass: commandClassOf(declared.type), body: wholeBodyOf(declared) };
}

/** Tells the kit of the context while the application is put together, before any route is. */
function registrationOf(context: ContextDeclaration, registered: readonly RegisteredCommand[]): Provider {
  return {
    provide: Symbol(`${context.name} registration`),
    inject: [CommandRegistry, ProblemTable, Contexts],
    useFactory: (commands: CommandRegistry, problems: ProblemTable, contexts: Contexts) => {
      for (const command of registered) commands.add(command);
      for (const table of context.refusals ?? []) problems.addRefusals(table);
      contexts.add({ name: context.name, groups: context.commands ?? [], routes: routesOf(context), refusals: context.refusals ?? [] });
      return context;
    },
  };
}
