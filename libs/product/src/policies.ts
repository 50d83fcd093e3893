import { contractsPolicies } from '@zongheng/contracts-api';
import { customersPolicies, type IdentityKeys } from '@zongheng/customers-api';
import type { EventFeed } from '@zongheng/event-feed';
import type { EventStore } from '@zongheng/event-store';
import { isRefusal } from '@zongheng/kernel';
import type { CommandDispatcher, PolicyReads } from '@zongheng/nest-kit';
import { planningPolicies } from '@zongheng/planning-api';
import { Policies } from '@zongheng/policy';
import type { Progress } from '@zongheng/projection';
import type { ReadStore } from '@zongheng/read-store';
import { receivablesPolicies } from '@zongheng/receivables-api';
import { salesPolicies } from '@zongheng/sales-api';

export interface PolicyParts {
  readonly feed: EventFeed;
  readonly log: EventStore;
  readonly store: ReadStore;
  readonly reads: PolicyReads;
  readonly dispatcher: CommandDispatcher;
  readonly progress: Progress;
  readonly identityKeys: IdentityKeys;
  /** After so many positions without anything to do, those are saved too. */
  readonly idleMarkEvery?: number;
  readonly onTrouble: (policy: string, trouble: string) => void;
}

/** Starts everything that happens by itself. */
export function startPolicies({
  feed,
  log,
  store,
  reads,
  dispatcher,
  progress,
  identityKeys,
  idleMarkEvery,
  onTrouble,
}: PolicyParts): Promise<Policies> {
  return Policies.start(
    [
      ...customersPolicies(reads, identityKeys),
      ...salesPolicies(reads),
      ...receivablesPolicies(reads),
      ...contractsPolicies(reads),
      ...planningPolicies(reads),
    ],
    {
      feed,
      log,
      store,
      onTrouble,
      ...(idleMarkEvery === undefined ? {} : { idleMarkEvery }),
      waitFor: (view, position, timeoutMs) => progress.waitFor(view, 'all', position, timeoutMs),
      async dispatch({ command: type, id, body, on }, key, cause) {
        const answer = await dispatcher.dispatch({
          type,
          id,
          key,
          body: { ...body, on },
          actor: `policy:${key.slice(0, key.indexOf(':'))}`,
          correlationId: cause.correlationId,
          causationId: cause.id,
          ...(cause.traceparent === undefined ? {} : { traceparent: cause.traceparent }),
        });
        return isRefusal(answer) ? answer : { replayed: answer.replayed };
      },
    },
  );
}
