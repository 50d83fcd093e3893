import type { Command, Fact, Label, Refusal } from '@zongheng/kernel';
import type { FieldsClass } from '../fields/kinds.ts';
import type { AggregateDefinition } from './aggregate.ts';
import type { Around } from './around.ts';
import type { CommandPlan, Payload, Preparation } from './command-plan.ts';

/** How a command is reached over HTTP: as one that creates, by a verb under an aggregate's id, or not at all. */
export type CommandRoute = { readonly kind: 'creates' } | { readonly kind: 'verb'; readonly verb: string } | { readonly kind: 'internal' };

/** One command, declared: all that the bus, HTTP, bulk and documentation are made of. */
export interface DeclaredCommand<Type extends string = string> extends CommandPlan {
  readonly type: Type;
  readonly body: FieldsClass;
  readonly route: CommandRoute;
  readonly description?: Label;
  readonly around?: Around;
}

/** An aggregate with its commands. */
export interface CommandGroup {
  readonly aggregate: AggregateDefinition;
  /** The path under `/v1`. */
  readonly collection: string;
  readonly title: Label;
  /** The id of the only aggregate there is (`units-main`): its commands stand at `/v1/units/create`, without an id in the path. */
  readonly singleton?: string;
  readonly commands: readonly DeclaredCommand[];
}

interface Words {
  readonly summary: Label;
  readonly description?: Label;
  /** Steps before and after it, where it spans streams. */
  readonly around?: Around;
}

type Prepare<State, C extends Command, Body extends object> = (
  body: Body,
  given: Preparation<State>,
) => Payload<C> | Refusal | Promise<Payload<C> | Refusal>;

/** `prepare` may be left out only where the body is the command as it stands. */
type Declaration<State, C extends Command, Body extends object> = Words &
  (Body extends Payload<C> ? { prepare?: Prepare<State, C, Body> } : { prepare: Prepare<State, C, Body> });

/** Declares commands of one aggregate: `command('AdvanceOpportunity', AdvanceBody, { verb: 'advance', … })`. */
export interface CommandBuilder<State, C extends Command> {
  <T extends C['type'], Body extends object>(
    type: T,
    body: FieldsClass<Body>,
    declaration: Declaration<State, Extract<C, { type: T }>, Body> & { readonly verb: string },
  ): DeclaredCommand<T>;
  /** One that begins an aggregate. */
  creates<T extends C['type'], Body extends object>(
    type: T,
    body: FieldsClass<Body>,
    declaration: Declaration<State, Extract<C, { type: T }>, Body>,
  ): DeclaredCommand<T>;
  /** One that only the program itself issues: policies, imports' undoing. */
  internal<T extends C['type'], Body extends object>(
    type: T,
    body: FieldsClass<Body>,
    declaration: Declaration<State, Extract<C, { type: T }>, Body>,
  ): DeclaredCommand<T>;
}

/** An extra parameter that nobody can give, so that a list with a command left out does not compile and says which. */
type NothingMissing<All, Declared> = [Exclude<All, Declared>] extends [never]
  ? []
  : [undeclared: { readonly undeclared: Exclude<All, Declared> }];

/**
 * Declares all commands of an aggregate, each exactly once.
 * @throws Error for a verb or collection that cannot stand in a path, or two commands of one type or verb.
 */
export function aggregateCommands<State, C extends Command, F extends Fact, const D extends readonly DeclaredCommand[]>(
  of: {
    readonly aggregate: AggregateDefinition<State, C, F>;
    readonly collection: string;
    readonly title: Label;
    readonly singleton?: string;
  },
  declare: (command: CommandBuilder<State, C>) => D,
  ..._nothingMissing: NothingMissing<C['type'], D[number]['type']>
): CommandGroup {
  // Deciders meet only the commands and facts of their own aggregate: what is narrow here is wide for the pipeline.
  const aggregate = of.aggregate as unknown as AggregateDefinition;
  const commands = declare(builderOf<State, C>(aggregate));
  requireDistinct(of.collection, commands);
  const group = { aggregate, collection: of.collection, title: of.title, commands };
  return of.singleton === undefined ? group : { ...group, singleton: of.singleton };
}

function builderOf<State, C extends Command>(aggregate: AggregateDefinition): CommandBuilder<State, C> {
  const declared = (route: CommandRoute) => (type: string, body: FieldsClass, declaration: Words & { prepare?: unknown }) =>
    ({
      type,
      aggregate,
      creates: route.kind === 'creates',
      summary: declaration.summary,
      ...(declaration.description ? { description: declaration.description } : {}),
      ...(declaration.prepare ? { prepare: declaration.prepare } : {}),
      ...(declaration.around ? { around: declaration.around } : {}),
      body,
      route,
    }) as DeclaredCommand;
  const verb = (type: string, body: FieldsClass, declaration: Words & { verb: string; prepare?: unknown }) =>
    declared({ kind: 'verb', verb: declaration.verb })(type, body, declaration);
  return Object.assign(verb, {
    creates: declared({ kind: 'creates' }),
    internal: declared({ kind: 'internal' }),
  }) as unknown as CommandBuilder<State, C>;
}

const pathPart = /^[a-z][a-z0-9-]*$/;

function requireDistinct(collection: string, commands: readonly DeclaredCommand[]): void {
  const taken = new Set<string>();
  for (const { type, route } of commands) {
    const names = route.kind === 'verb' ? [type, `${collection}/{id}/${route.verb}`] : [type];
    for (const name of names) {
      if (taken.has(name)) throw new Error(`${collection}: two commands are ${name}`);
      taken.add(name);
    }
    if (route.kind === 'verb' && !pathPart.test(route.verb)) throw new Error(`${type}: ${route.verb} cannot stand in a path`);
  }
  if (commands.filter((command) => command.route.kind === 'creates').length > 1) {
    throw new Error(`${collection}: two commands create, and would share POST /v1/${collection}`);
  }
  if (!pathPart.test(collection)) throw new Error(`${collection} cannot stand in a path`);
}
