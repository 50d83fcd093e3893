import type { CommandPlan } from './command-plan.ts';
import type { Lane } from './lane.ts';
import type { CommandRequest } from './receipt.ts';

/** A command in its lane. */
export interface PendingCommand {
  readonly plan: CommandPlan;
  readonly request: CommandRequest;
  readonly id: string;
  readonly lane: Lane;
  /** Its place among all commands of the process: what came before it, it sees. A new try takes a new place. */
  ticket: number;
  /** How often it was tried, this time included. */
  attempt: number;
  /** Its key as it stands in its events. */
  readonly mark: string;
  /** The hash of its body. */
  readonly hash: string;
}
