export { type AggregateDefinition, defineAggregate, type Loadable, type SnapshotRule } from './aggregate.ts';
export type { Around, PinnedRequest, Step, Surroundings } from './around.ts';
export {
  aggregateCommands,
  type CommandBuilder,
  type CommandGroup,
  type CommandRoute,
  type DeclaredCommand,
} from './aggregate-commands.ts';
export type { CommandMeter } from './command-meter.ts';
export type { CommandPlan, DocumentFinder, FindQuery, Payload, Preparation } from './command-plan.ts';
export { commandRefusals } from './command-refusals.ts';
export { CommandRunner, type CommandRunnerOptions } from './command-runner.ts';
export { type CommandEcho, echoesMax } from './echoes.ts';
export type { EventCodec } from './event-codec.ts';
export { aggregateIdOf, derivedId, isIdempotencyKey } from './identity.ts';
export { InstallationTime } from './installation-time.ts';
export type { CommandAnswer, CommandRequest, Receipt, ReceiptEvent } from './receipt.ts';
export type { Reference, Writers } from './references.ts';
export { memorySnapshotStore, type Snapshot, type SnapshotStore } from './snapshot-store.ts';
export { snapshotsIn } from './stored-snapshots.ts';
export { DecidedWrongly } from './stamping.ts';
