import { AssignerProtocol, type Consumer, type PartitionAssigner } from 'kafkajs';
import { letGo, unlessAborted } from './letting-go.ts';
import { clientOf, type KafkaSettings } from './settings.ts';
import { ensureToken } from './topic.ts';

export interface ElectionOptions {
  readonly kafka: KafkaSettings;
  /** What is stood for: candidates of one name elect one of them. It is the name of a group, and of a topic of one partition. */
  readonly name: string;
  /** How many brokers hold that topic. */
  readonly replication: number;
  /** After how long without a sign of life another is elected (default 6,000 ms, the least that brokers commonly take). */
  readonly sessionMs?: number;
  /** How often a sign of life is given, and news of the group is had (default 500 ms). */
  readonly heartbeatMs?: number;
  readonly onStanding?: (standing: Standing) => void;
}

export type Standing = 'standby' | 'active';

/** What the elected one has of his election. */
export interface Office {
  /** Aborts when another may be elected, or nobody wants to stand any more. */
  readonly signal: AbortSignal;
  /**
   * Whether no other can have been elected yet, by this process's own clock: asked before every act that is for the elected one alone. A process that
   * was stopped and goes on finds it out here first, before it hears from the brokers.
   */
  holds(): boolean;
}

/** So much earlier than the brokers the elected one takes his session for over. */
const marginMs = 1_000;

/**
 * Stands for election until `signal` aborts, and serves while elected; who was elected stays it while he gives signs of life. `serve` must end when its office does.
 * Rejects when it fails, or when the group cannot be joined.
 */
export async function standForElection(
  options: ElectionOptions,
  serve: (office: Office) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  if (signal.aborted) return;
  await unlessAborted(ensureToken(options.kafka, options.name, options.replication), signal);
  // An abort is heard of once: whoever listens only now has missed it.
  if (signal.aborted) return;
  await new Candidate(options, serve).stand(signal);
}

class Candidate {
  readonly #options: ElectionOptions;
  readonly #serve: (office: Office) => Promise<void>;
  readonly #consumer: Consumer;
  readonly #sessionMs: number;
  readonly #over = Promise.withResolvers<void>();
  #isOver = false;
  /** Ends what is served in; null on standby. */
  #office: AbortController | null = null;
  #serving: Promise<void> = Promise.resolve();
  /** When the last sign of life that the brokers have confirmed went out, by the monotonic clock; the session began no earlier. */
  #aliveAt = Number.NEGATIVE_INFINITY;
  #sentAt = Number.NEGATIVE_INFINITY;

  constructor(options: ElectionOptions, serve: (office: Office) => Promise<void>) {
    const { kafka, name, sessionMs = 6_000, heartbeatMs = 500 } = options;
    this.#options = options;
    this.#serve = serve;
    this.#sessionMs = sessionMs;
    this.#consumer = clientOf(kafka).consumer({
      groupId: name,
      sessionTimeout: sessionMs,
      heartbeatInterval: heartbeatMs,
      rebalanceTimeout: sessionMs,
      // The client gives its signs of life between two fetches.
      maxWaitTimeInMs: Math.ceil(heartbeatMs / 2),
      allowAutoTopicCreation: false,
      partitionAssigners: [whoeverIsInOffice(name, () => this.#holds())],
      retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 8, restartOnFailure: async () => !this.#isOver },
    });
  }

  async stand(signal: AbortSignal): Promise<void> {
    const consumer = this.#consumer;
    const stop = (): void => this.#end(null);
    signal.addEventListener('abort', stop, { once: true });
    consumer.on(consumer.events.REQUEST, ({ payload }) => {
      if (payload.apiName === 'Heartbeat' || payload.apiName === 'SyncGroup') this.#sentAt = performance.now() - payload.duration;
    });
    consumer.on(consumer.events.HEARTBEAT, () => (this.#aliveAt = this.#sentAt));
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
      this.#aliveAt = this.#sentAt;
      this.#given((payload.memberAssignment[this.#options.name] ?? []).length > 0);
    });
    consumer.on(consumer.events.CRASH, ({ payload }) => {
      if (!payload.restart) this.#end(payload.error);
    });
    const joining = this.#join();
    try {
      await Promise.race([joining.then(() => this.#over.promise), this.#over.promise]);
    } finally {
      this.#isOver = true;
      signal.removeEventListener('abort', stop);
      // Whatever is under way is done before the group hears of it, and elects another.
      await this.#resign();
      await letGo(consumer, joining);
    }
  }

  async #join(): Promise<void> {
    await this.#consumer.connect();
    await this.#consumer.subscribe({ topic: this.#options.name, fromBeginning: false });
    await this.#consumer.run({ autoCommit: false, eachBatch: async () => undefined });
  }

  #holds(): boolean {
    return this.#office !== null && performance.now() - this.#aliveAt < this.#sessionMs - marginMs;
  }

  #given(isElected: boolean): void {
    if (this.#isOver) return;
    if (!isElected) {
      this.#options.onStanding?.('standby');
      void this.#resign();
    } else if (this.#office === null) {
      this.#options.onStanding?.('active');
      this.#takeOffice();
    }
  }

  /** Serves once what was served before has come to its end. */
  #takeOffice(): void {
    const office = new AbortController();
    const { signal } = office;
    this.#office = office;
    this.#serving = this.#serving
      .then(() => this.#serve({ signal, holds: () => !signal.aborted && this.#holds() }))
      .catch((error: unknown) => this.#end(error));
  }

  async #resign(): Promise<void> {
    this.#office?.abort();
    this.#office = null;
    await this.#serving;
  }

  #end(error: unknown): void {
    this.#isOver = true;
    if (error === null) this.#over.resolve();
    else this.#over.reject(error);
  }
}

/**
 * Gives the one partition to whoever is in office, so that nobody's coming or going moves it; else to the first. A member says with each joining whether he is:
 * one whose session is over by his own clock does not.
 */
function whoeverIsInOffice(topic: string, isInOffice: () => boolean): PartitionAssigner {
  const name = 'WhoeverIsInOffice';
  return () => ({
    name,
    version: 0,
    protocol: ({ topics }) => ({
      name,
      metadata: AssignerProtocol.MemberMetadata.encode({ version: 0, topics, userData: Buffer.from(isInOffice() ? inOffice : '') }),
    }),
    async assign({ members }) {
      const chosen = members.find(({ memberMetadata }) => saysInOffice(memberMetadata)) ?? members[0];
      return members.map((member) => ({
        memberId: member.memberId,
        memberAssignment: AssignerProtocol.MemberAssignment.encode({
          version: 0,
          assignment: member === chosen ? { [topic]: [0] } : {},
          userData: Buffer.alloc(0),
        }),
      }));
    },
  });
}

const inOffice = 'in office';

function saysInOffice(metadata: Buffer): boolean {
  return AssignerProtocol.MemberMetadata.decode(metadata)?.userData.toString() === inOffice;
}
