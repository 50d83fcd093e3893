import type { CommandPlan } from './command-plan.ts';
import type { Lane, Place } from './lane.ts';
import type { CommandRequest } from './receipt.ts';

/** A command in its lane. */
export interface PendingCommand extends Place {
  readonly plan: CommandPlan;
  readonly request: CommandRequest;
  readonly id: string;
  readonly lane: Lane;
  /** How often it was tried, this time included. */
  attempt: number;
  /** Its key as it stands in its events. */
  readonly mark: string;
  /** The hash of its body. */
  readonly hash: string;
  /** The step of a trace in which it is carried out; undefined where there is none. */
  readonly traceparent: string | undefined;
}
