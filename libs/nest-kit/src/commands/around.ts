import type { Refusal } from '@zongheng/kernel';
import type { Loadable } from './aggregate.ts';
import type { CommandAnswer, CommandRequest } from './receipt.ts';
import type { Reference } from './references.ts';

/** A command with the id and key that it has from here on, whatever its sender left out. */
export type PinnedRequest = CommandRequest & { readonly id: string; readonly key: string };

/** One of the commands that go before or after another: its key derives from that one's and its own name, so a retry repeats it too. */
export interface Step {
  readonly type: string;
  readonly id: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** Tells it from other steps of the same type and aggregate. */
  readonly name?: string;
}

/** What is at hand around a command. */
export interface Surroundings {
  /** The command itself. */
  carryOut(request: CommandRequest): Promise<CommandAnswer>;
  /** Another command, before it or after it. */
  take(step: Step): Promise<CommandAnswer>;
  /** A stream, folded, as it stands; null where it has no events. */
  load<State>(loadable: Loadable<State>, id: string): Promise<Reference<State> | null>;
  /** A provider of the application, by its class. */
  get<T>(provided: abstract new (...given: never[]) => T): T;
}

/**
 * What spans streams: commands in steps around another one. Each step is durable by itself and repeated with the same key, and a crash may
 * come between any two: what must never be broken is decided in each step's own stream.
 */
export type Around = (request: PinnedRequest, given: Surroundings) => Promise<CommandAnswer | Refusal>;
