import type { DynamicModule, Provider, Type } from '@nestjs/common';
import type { RefusalTable } from '@zongheng/kernel';
import { CommandRegistry, type RegisteredCommand, wholeBodyOf } from '../bus/command-registry.ts';
import { commandClassOf } from '../bus/dispatched-command.ts';
import { handlerClassOf } from '../bus/handler-class.ts';
import type { CommandGroup } from '../commands/aggregate-commands.ts';
import { commandControllerOf, pathOf } from '../http/command-controller.ts';
import { ProblemTable } from '../http/problem-table.ts';
import { RouteTable } from '../http/route-table.ts';
import { queryControllerOf } from '../queries/query-controller.ts';
import type { QueryDeclaration, QueryRoute } from '../queries/query-route.ts';
import { Contexts } from './contexts.ts';
import { carriesOutCommands, hasCommandRoutes, hasQueryRoutes, type Served } from './served.ts';

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

/** The module of a context: whole, or `serving` some of its routes where the others are another service's. */
export interface ContextModule extends DynamicModule {
  serving(served: Served): DynamicModule;
}

/** Makes the Nest module of a context: command classes, handlers, controllers. */
export function contextModule(context: ContextDeclaration): ContextModule {
  const registered = (context.commands ?? []).flatMap((group) => group.commands.map((declared) => registeredOf(group, declared)));
  const commandRoutes = (context.commands ?? []).flatMap((group) => {
    const controller = commandControllerOf(
      group,
      registered.filter((command) => command.group === group),
    );
    return controller ? [controller] : [];
  });
  const routes = routesOf(context);
  const queryRoutes = routes.length > 0 ? [queryControllerOf(context.name, routes)] : [];
  class NamedContextModule {}
  Object.defineProperty(NamedContextModule, 'name', { value: `${context.name}Module` });
  const serving = (served: Served): DynamicModule => {
    const commands = carriesOutCommands(served) ? registered : [];
    return {
      module: NamedContextModule,
      controllers: [
        ...(hasCommandRoutes(served) ? commandRoutes : []),
        ...(hasQueryRoutes(served) ? queryRoutes : []),
        ...(served === 'all' ? (context.controllers ?? []) : []),
      ],
      providers: [
        registrationOf(context, commands, served),
        ...commands.map(({ declared, commandClass }) => handlerClassOf(declared, commandClass)),
        ...(context.providers ?? []),
      ],
      exports: [],
    };
  };
  return { ...serving('all'), serving };
}

function routesOf(context: ContextDeclaration): readonly QueryRoute[] {
  return (context.queries ?? []).flatMap((query) => query.routes);
}

function registeredOf(group: CommandGroup, declared: CommandGroup['commands'][number]): RegisteredCommand {
  return { declared, group, commandClass: commandClassOf(declared.type), body: wholeBodyOf(declared) };
}

/** Tells the kit of the context while the application is put together, before any route is. */
function registrationOf(context: ContextDeclaration, registered: readonly RegisteredCommand[], served: Served): Provider {
  return {
    provide: Symbol(`${context.name} registration`),
    inject: [CommandRegistry, ProblemTable, Contexts, RouteTable],
    useFactory: (commands: CommandRegistry, problems: ProblemTable, contexts: Contexts, table: RouteTable) => {
      for (const command of registered) commands.add(command);
      for (const refusals of context.refusals ?? []) problems.addRefusals(refusals);
      contexts.add({
        name: context.name,
        groups: registered.length > 0 ? (context.commands ?? []) : [],
        routes: hasQueryRoutes(served) ? routesOf(context) : [],
        refusals: context.refusals ?? [],
      });
      if (!hasQueryRoutes(served)) for (const { path } of routesOf(context)) table.addElsewhere('GET', `/v1/${path}`, 'queries');
      if (!hasCommandRoutes(served)) for (const path of commandPathsOf(context)) table.addElsewhere('POST', path, 'commands');
      return context;
    },
  };
}

function commandPathsOf({ commands = [] }: ContextDeclaration): readonly string[] {
  return commands.flatMap((group) => group.commands.flatMap((declared) => pathOf(group, declared) ?? []));
}
