import type { BusinessDate, Command, CommandContext, DocumentView, Instant, Label, Refusal } from '@zongheng/kernel';
import type { DocumentQuery } from '@zongheng/read-store';
import type { Provided } from '../queries/query-request.ts';
import type { AggregateDefinition, Loadable } from './aggregate.ts';
import type { Reference } from './references.ts';

/** What is at hand while a body is turned into the command that the decider knows. */
export interface Preparation<State = unknown> {
  /** The aggregate's id; a new one's too. */
  readonly id: string;
  /** The aggregate as it stands; the initial state of a new one. */
  readonly state: State;
  readonly on: BusinessDate;
  readonly today: BusinessDate;
  readonly now: Instant;
  readonly actor: string;
  /** An id for something new within the aggregate (a contact, an interaction), derived from the command's key: the same with every retry. */
  newId(): string;
  /** Another stream, folded, after every command that came before this one on it; null where it has no events. */
  load<Other>(loadable: Loadable<Other>, id: string): Promise<Reference<Other> | null>;
  /** Documents as a read model has them: they may lag behind, so no rule may rest on them that must never be broken. */
  find<Doc extends object>(view: DocumentView<Doc>, query: FindQuery): Promise<readonly Doc[]>;
  /** A provider of the application, by its class: for figures that a command freezes. What it answers may lag behind, too. */
  get<T>(provided: Provided<T>): T;
}

export type FindQuery = Pick<DocumentQuery, 'where' | 'sort' | 'limit'>;

/** Finds providers for commands. */
export type ProviderLookup = Pick<Preparation, 'get'>;

/** Finds documents for commands. */
export interface DocumentFinder {
  find<Doc extends object>(view: DocumentView<Doc>, query: FindQuery): Promise<readonly Doc[]>;
}

/** What `prepare` yields: the command without what the pipeline knows itself. */
export type Payload<C extends Command> = C extends Command ? Omit<C, keyof CommandContext | 'type'> : never;

/** How a command is carried out. Bodies are checked before they come here. */
export interface CommandPlan<State = unknown, Body extends object = object> {
  readonly type: string;
  readonly aggregate: AggregateDefinition<State>;
  /** Whether it begins an aggregate: then an id is derived from its key where none is given. */
  readonly creates: boolean;
  readonly summary: Label;
  /** May run again after a conflict: it reads, and changes nothing. Without it the body is the command as it stands. */
  prepare?(body: Body, given: Preparation<State>): object | Refusal | Promise<object | Refusal>;
}
