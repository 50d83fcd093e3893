import { type Catalogue, type Fact, type NewEvent } from '@zongheng/kernel';
import type { Folded } from './folded.ts';
import { eventIdOf } from './identity.ts';
import type { PendingCommand } from './pending-command.ts';

/** A decider decided what may not be recorded: a mistake in the program, not in the command. */
export class DecidedWrongly extends Error {
  readonly code = 'COMMAND.DECIDED_WRONGLY';

  constructor(command: string, event: string, faults: readonly { readonly path: string; readonly message: string }[]) {
    const found = faults.map((fault) => `${fault.path || '/'} ${fault.message}`).join('; ');
    super(`the decider of ${command} decided a ${event} that may not be recorded: ${found}: mend the decider or the event's definition`);
    this.name = 'DecidedWrongly';
  }
}

export interface Stamped {
  readonly events: readonly NewEvent[];
  /** The aggregate with them. */
  readonly folded: Folded;
}

/** Makes events of facts: ids, schema versions, ordering key, customer, who and why. @throws DecidedWrongly */
export function stamped(command: PendingCommand, known: Folded, facts: readonly Fact[], catalogue: Catalogue): Stamped {
  const { plan, request, id, lane, mark, hash, traceparent } = command;
  const [first] = facts;
  const orderingKey = known.orderingKey ?? (first ? plan.aggregate.orderingKey(first, id) : id);
  const events: NewEvent[] = [];
  let state = known.state;
  for (const fact of facts) {
    const faults = catalogue.faultsOf(lane.stream, fact.type, fact.data);
    if (faults.length > 0) throw new DecidedWrongly(plan.type, fact.type, faults);
    state = plan.aggregate.decider.evolve(state, fact);
    const event: { -readonly [Member in keyof NewEvent]: NewEvent[Member] } = {
      id: eventIdOf(lane.stream, mark, known.revision + 1 + events.length),
      type: fact.type,
      schemaVersion: catalogue.definitions.get(fact.type)?.version ?? 1,
      data: fact.data,
      businessDate: fact.businessDate,
      orderingKey,
      actor: request.actor,
      correlationId: request.correlationId,
      command: { key: mark, hash },
    };
    const occurredAt = fact.occurredAt ?? request.occurredAt;
    const customerId = plan.aggregate.customerId?.(state, id);
    if (occurredAt !== undefined) event.occurredAt = occurredAt;
    if (customerId !== undefined) event.customerId = customerId;
    if (request.causationId !== undefined) event.causationId = request.causationId;
    if (traceparent !== undefined) event.traceparent = traceparent;
    events.push(event);
  }
  const revision = known.revision + facts.length;
  return { events, folded: { state, revision, orderingKey, echoes: known.echoes, snapshotRevision: known.snapshotRevision } };
}
