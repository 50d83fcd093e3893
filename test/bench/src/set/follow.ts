import { contractsPolicies } from '@zongheng/contracts-api';
import { customersPolicies, IdentityKeys } from '@zongheng/customers-api';
import type { RecordedEvent } from '@zongheng/kernel';
import type { PolicyReads, Receipt } from '@zongheng/nest-kit';
import { planningPolicies } from '@zongheng/planning-api';
import { intentKey, type PolicyBinding } from '@zongheng/policy';
import { receivablesPolicies } from '@zongheng/receivables-api';
import { salesPolicies } from '@zongheng/sales-api';
import type { Order } from '../house/house.ts';
import { type FollowedEvent, WorkIndex } from './work-index.ts';

/** Nobody in a set has a number that names them to the state. */
class NoIdentities extends IdentityKeys {
  override streamIdOf(): string {
    return 'none';
  }
}

/** Lets the policies of an installation follow what is carried out, while a set is made: the same policies, without its read models. */
export class Followers {
  readonly #index = new WorkIndex();
  readonly #bindings = new Map<string, PolicyBinding[]>();

  constructor(streams: PolicyReads['streams']) {
    const reads = { documents: this.#index, streams };
    const bindings = [
      ...customersPolicies(reads, new NoIdentities()),
      ...salesPolicies(reads),
      ...receivablesPolicies(reads),
      ...contractsPolicies(reads),
      ...planningPolicies(reads),
    ];
    for (const binding of bindings)
      for (const type of binding.policy.handles) this.#bindings.set(type, [...(this.#bindings.get(type) ?? []), binding]);
  }

  /** What a command that was carried out brings about. */
  async after({ stream, events }: Receipt): Promise<readonly Order[]> {
    const orders: Order[] = [];
    for (const event of events) {
      const followed = { ...event, stream };
      this.#index.note(followed);
      for (const binding of this.#bindings.get(event.type) ?? []) orders.push(...(await wanted(binding, recordedFrom(followed))));
    }
    return orders;
  }
}

async function wanted({ policy, gather }: PolicyBinding, event: RecordedEvent): Promise<readonly Order[]> {
  const orders: Order[] = [];
  for await (const facts of gather(event)) {
    for (const intent of policy.react(event, facts)) {
      const { command, id, body, on } = intent;
      orders.push({ command, id, key: intentKey(policy.name, event, intent), body: { ...body, on } });
    }
  }
  return orders;
}

/** What policies look at of an event stands in its receipt; the rest they never ask. */
function recordedFrom(event: FollowedEvent): RecordedEvent {
  return { ...event, orderingKey: event.stream, actor: 'simulation', correlationId: 'bench' };
}
