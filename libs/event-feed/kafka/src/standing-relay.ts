import { setTimeout as sleep } from 'node:timers/promises';
import { type ElectionOptions, standForElection, type Standing } from './election.ts';
import { FeedError } from './errors.ts';
import { unlessAborted } from './letting-go.ts';
import { relay, type RelayOptions, type RelayState } from './relay.ts';
import { clientOf, defaultTopic } from './settings.ts';
import { TailReader } from './tails.ts';
import { ensureTopic, type TopicSettings } from './topic.ts';

export interface StandingRelayOptions
  extends Omit<RelayOptions, 'mayPublish' | 'onState'>, Pick<ElectionOptions, 'sessionMs' | 'heartbeatMs'> {
  /** How the topic is made, or must be. */
  readonly declared: TopicSettings;
  readonly onState?: (state: StandingRelayState) => void;
}

export type StandingRelayState = RelayState | { readonly state: Standing };

/**
 * One of several relays, of which one publishes and the others stand by: who stops, dies or falls silent is followed by another within the session and some
 * hundred milliseconds; who stops in order, at once. Runs until `signal` aborts, whatever becomes of the brokers.
 * @throws FeedError FEED.EPOCH | FEED.TOPIC where the topic is another log's, or not as declared.
 */
export async function standingRelay(options: StandingRelayOptions, signal: AbortSignal): Promise<void> {
  const { kafka, pauseMs = 500, onState } = options;
  const tails = new TailReader(clientOf(kafka), kafka.topic ?? defaultTopic);
  try {
    while (!signal.aborted) {
      try {
        await stand(options, tails, signal);
      } catch (error) {
        if (signal.aborted) return;
        if (isFinal(error)) throw error;
        onState?.({ state: 'failed', error });
        await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
      }
    }
  } finally {
    await tails.close();
  }
}

async function stand(options: StandingRelayOptions, tails: TailReader, signal: AbortSignal): Promise<void> {
  const { kafka, declared, sessionMs, heartbeatMs, onState } = options;
  await unlessAborted(ensureTopic(kafka, declared), signal);
  const election: ElectionOptions = {
    kafka,
    name: `${kafka.topic ?? defaultTopic}.relay`,
    replication: declared.replication,
    ...(sessionMs === undefined ? {} : { sessionMs }),
    ...(heartbeatMs === undefined ? {} : { heartbeatMs }),
    onStanding(state) {
      onState?.({ state });
      // On standby, so that it is quick when it comes to it.
      void tails.warm();
    },
  };
  await standForElection(election, (office) => relay({ ...options, mayPublish: office.holds }, office.signal, tails), signal);
}

/** What no waiting mends. */
function isFinal(error: unknown): boolean {
  return error instanceof FeedError && (error.code === 'FEED.EPOCH' || error.code === 'FEED.TOPIC');
}
