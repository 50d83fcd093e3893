import { type Intent, isRefusal, type RecordedEvent, type Refusal } from '@zongheng/kernel';
import { type Dispatch, type Dispatched, intentKey, type PolicyBinding } from './binding.ts';
import type { RefusedIntent } from './policy-store.ts';

/** So many intents of one page are under way at once: they share durable writes, and the command side is not flooded. */
const intentsAtOnce = 64;

/** What came of one event. */
export interface Reaction {
  readonly done: number;
  readonly replayed: number;
  readonly refused: readonly RefusedIntent[];
}

/** `react` itself failed: the policy or the event is at fault, and trying again is of no use. */
export class ReactionFailed extends Error {
  constructor(policy: string, event: RecordedEvent, cause: unknown) {
    super(`${policy} cannot react to ${event.type} ${event.id}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.name = 'ReactionFailed';
  }
}

/** The command side is too busy with this aggregate just now: the intent is tried again. */
class Contended extends Error {
  constructor(refusal: Refusal) {
    super(`${refusal.code}: ${refusal.found}`);
    this.name = 'Contended';
  }
}

/**
 * Gathers, reacts and dispatches for one event, page by page. Done twice, it has the same effect as done once.
 * @throws ReactionFailed, and whatever gathering or dispatching threw, after all intents of the page have ended.
 */
export async function reactTo(binding: PolicyBinding, event: RecordedEvent, dispatch: Dispatch): Promise<Reaction> {
  const total = { done: 0, replayed: 0, refused: [] as RefusedIntent[] };
  for await (const facts of binding.gather(event)) {
    const intents = intentsOf(binding, event, facts);
    for (let from = 0; from < intents.length; from += intentsAtOnce) {
      for (const part of await dispatchAll(binding, event, intents.slice(from, from + intentsAtOnce), dispatch)) {
        total.done += part.done;
        total.replayed += part.replayed;
        total.refused.push(...part.refused);
      }
    }
  }
  return total;
}

function intentsOf(binding: PolicyBinding, event: RecordedEvent, facts: unknown): readonly Intent[] {
  try {
    return binding.policy.react(event, facts);
  } catch (error) {
    throw new ReactionFailed(binding.policy.name, event, error);
  }
}

/** Intents for different aggregates go at once, those for the same one in order. */
async function dispatchAll(
  binding: PolicyBinding,
  event: RecordedEvent,
  intents: readonly Intent[],
  dispatch: Dispatch,
): Promise<readonly Reaction[]> {
  const byAggregate = Map.groupBy(intents, ({ id }) => id);
  const ended = await Promise.allSettled([...byAggregate.values()].map((same) => dispatchInOrder(binding, event, same, dispatch)));
  return ended.flatMap((end) => {
    if (end.status === 'rejected') throw end.reason;
    return end.value;
  });
}

async function dispatchInOrder(
  { policy }: PolicyBinding,
  event: RecordedEvent,
  intents: readonly Intent[],
  dispatch: Dispatch,
): Promise<readonly Reaction[]> {
  const reactions: Reaction[] = [];
  for (const intent of intents) {
    reactions.push(outcomeOf(event, intent, await dispatch(intent, intentKey(policy.name, event, intent), event)));
  }
  return reactions;
}

function outcomeOf(event: RecordedEvent, intent: Intent, dispatched: Dispatched): Reaction {
  if (!isRefusal(dispatched)) return { done: dispatched.replayed ? 0 : 1, replayed: dispatched.replayed ? 1 : 0, refused: [] };
  if (dispatched.code === 'COMMAND.CONTENDED') throw new Contended(dispatched);
  // What was gathered may have changed since the first time, and the body with it; that the key was used says that the effect is there.
  if (dispatched.code === 'COMMAND.KEY_REUSED') return { done: 0, replayed: 1, refused: [] };
  const { code, found } = dispatched;
  return {
    done: 0,
    replayed: 0,
    refused: [{ position: event.position, eventId: event.id, command: intent.command, id: intent.id, code, found }],
  };
}
