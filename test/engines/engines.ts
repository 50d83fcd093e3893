import { doubleLacks, doublePlan, eventStoreContainer } from './eventstoredb.ts';
import { kafkaPlans } from './kafka.ts';
import { mongodbPlan, standInLacks } from './mongodb.ts';
import type { ServerPlan } from './server.ts';

export const engineNames = ['eventstoredb', 'kafka', 'mongodb'] as const;
export type EngineName = (typeof engineNames)[number];

export interface Engine {
  /** The variable of the environment that names it to the product and to the suites. */
  readonly variable: string;
  /** What runs where it is started without containers. */
  readonly title: string;
  /** What that lacks of the engine it stands for. */
  readonly lacks: readonly string[];
  plans(folder: string, nodes: 1 | 3, say: (line: string) => void): Promise<readonly ServerPlan[]>;
  /** The variable's value for servers that run. */
  address(servers: readonly { readonly port: number }[]): string;
  /** Starts it in a container. */
  container(): Promise<Contained>;
}

export interface Contained {
  readonly title: string;
  readonly address: string;
  stop(): Promise<void>;
}

export const engines: Readonly<Record<EngineName, Engine>> = {
  eventstoredb: {
    variable: 'EVENTSTORE_URL',
    title: 'a double of the protocol of EventStoreDB over an embedded log',
    lacks: doubleLacks,
    plans: async (folder) => [await doublePlan(folder)],
    address: ([server]) => `esdb://127.0.0.1:${server?.port}?tls=false`,
    container: eventStoreContainer,
  },
  kafka: {
    variable: 'KAFKA_BROKERS',
    title: 'Apache Kafka',
    lacks: [],
    plans: kafkaPlans,
    address: (servers) => servers.map(({ port }) => `127.0.0.1:${port}`).join(','),
    async container() {
      const { KafkaContainer } = await import('@testcontainers/kafka');
      const image = 'confluentinc/cp-kafka:8.1.0';
      const container = await new KafkaContainer(image).withKraft().start();
      const address = `${container.getHost()}:${container.getMappedPort(9093)}`;
      return { title: `a container of ${image}`, address, stop: async () => void (await container.stop()) };
    },
  },
  mongodb: {
    variable: 'MONGODB_URL',
    title: 'a stand-in for MongoDB on its storage engine',
    lacks: standInLacks,
    plans: async (folder, _nodes, say) => [await mongodbPlan(folder, say)],
    address: ([server]) => `mongodb://127.0.0.1:${server?.port}/?directConnection=true`,
    async container() {
      const { MongoDBContainer } = await import('@testcontainers/mongodb');
      const image = 'mongo:8.0';
      const container = await new MongoDBContainer(image).start();
      const address = `${container.getConnectionString()}?directConnection=true`;
      return { title: `a container of ${image}`, address, stop: async () => void (await container.stop()) };
    },
  },
};
