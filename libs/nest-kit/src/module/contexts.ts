import type { RefusalTable, View } from '@zongheng/kernel';
import type { CommandGroup } from '../commands/aggregate-commands.ts';
import type { QueryRoute } from '../queries/query-route.ts';

/** A context as the kit knows it once it is registered. */
export interface RegisteredContext {
  readonly name: string;
  readonly groups: readonly CommandGroup[];
  readonly routes: readonly QueryRoute[];
  readonly refusals: readonly RefusalTable[];
}

/** The contexts of the application, in the order in which they were imported. */
export class Contexts {
  readonly #contexts: RegisteredContext[] = [];

  add(context: RegisteredContext): void {
    this.#contexts.push(context);
  }

  all(): readonly RegisteredContext[] {
    return this.#contexts;
  }

  /** Every view that a query is answered from, once. */
  views(): readonly View[] {
    const views = this.#contexts.flatMap((context) => context.routes.flatMap((route) => route.views));
    return [...new Map(views.map((view) => [view.name, view])).values()];
  }

  /** The context of an operation; undefined for the kit's own. */
  of(operationId: string): RegisteredContext | undefined {
    return this.#contexts.find(
      ({ groups, routes }) =>
        routes.some((route) => route.operationId === operationId) ||
        groups.some((group) => group.commands.some((command) => command.type === operationId)),
    );
  }
}
