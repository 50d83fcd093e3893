import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { made } from './cache.ts';
import { InstallError, installed, type Installation } from './install.ts';
import { freePorts, type ServerPlan } from './server.ts';

const version = '4.4.0';

/** The broker's jars, resolved by Maven with what they depend on: it checks each against its published digest. */
const kafka: Installation = {
  name: `kafka-${version}`,
  async install(folder, run) {
    writeFileSync(join(folder, 'pom.xml'), pom);
    await run('mvn', ['--batch-mode', '--quiet', 'dependency:copy-dependencies', `-DoutputDirectory=${join(folder, 'jars')}`]);
  },
};

const pom = `<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>zongheng</groupId>
  <artifactId>kafka-jars</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <dependencies>
    <dependency>
      <groupId>org.apache.kafka</groupId>
      <artifactId>kafka_2.13</artifactId>
      <version>${version}</version>
    </dependency>
  </dependencies>
</project>
`;

/** Fixed, so that a node formatted again joins the same cluster. */
const clusterId = 'em9uZ2hlbmctZW5naW5lcw';

interface Node {
  readonly id: number;
  readonly port: number;
  readonly controller: number;
}

/**
 * A cluster of one or three nodes in KRaft mode, each broker and controller in one: its storage is formatted where it is new.
 * @param folder where its nodes keep their data
 */
export async function kafkaPlans(folder: string, nodes: 1 | 3, say: (line: string) => void): Promise<readonly ServerPlan[]> {
  const jars = join(await installed(kafka, say), 'jars', '*');
  const ports = await freePorts(nodes * 2);
  const cluster = Array.from({ length: nodes }, (_, index) => ({
    id: index + 1,
    port: ports[index * 2] ?? 0,
    controller: ports[index * 2 + 1] ?? 0,
  }));
  return cluster.map((node) => planOf(node, cluster, made(join(folder, `kafka-${node.id}`)), jars));
}

function planOf(node: Node, cluster: readonly Node[], folder: string, jars: string): ServerPlan {
  const settings = join(folder, 'server.properties');
  const logging = join(folder, 'log4j2.yaml');
  writeFileSync(settings, settingsOf(node, cluster, join(folder, 'data')));
  writeFileSync(logging, quietLogging);
  const java = ['-Xmx512m', `-Dlog4j2.configurationFile=${logging}`, '-cp', jars];
  if (!existsSync(join(folder, 'data', 'meta.properties'))) {
    const format = spawnSync('java', [...java, 'kafka.tools.StorageTool', 'format', '-t', clusterId, '-c', settings], { encoding: 'utf8' });
    if (format.error) throw new InstallError(`java could not be started (${format.error.message}): install Java 17 or newer`);
    if (format.status !== 0) throw new InstallError(`the storage of Kafka could not be formatted:\n${format.stdout}${format.stderr}`);
  }
  return { name: `kafka-${node.id}`, folder, port: node.port, command: 'java', args: [...java, 'kafka.Kafka', settings] };
}

function settingsOf({ id, port, controller }: Node, cluster: readonly Node[], data: string): string {
  const copies = cluster.length;
  const lines = {
    'process.roles': 'broker,controller',
    'node.id': id,
    'controller.quorum.voters': cluster.map((node) => `${node.id}@127.0.0.1:${node.controller}`).join(','),
    listeners: `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controller}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${port}`,
    'controller.listener.names': 'CONTROLLER',
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'log.dirs': data,
    'auto.create.topics.enable': false,
    'offsets.topic.num.partitions': 4,
    'offsets.topic.replication.factor': copies,
    'transaction.state.log.replication.factor': copies,
    'transaction.state.log.min.isr': Math.min(2, copies),
    'default.replication.factor': copies,
    'min.insync.replicas': Math.min(2, copies),
    'group.initial.rebalance.delay.ms': 0,
    'num.network.threads': 2,
    'num.io.threads': 4,
    'log.cleaner.dedupe.buffer.size': 2_097_152,
  };
  return Object.entries(lines)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}

const quietLogging = `Configuration:
  Appenders:
    Console:
      name: Console
      PatternLayout:
        pattern: "%d %p %c: %m%n"
  Loggers:
    Root:
      level: WARN
      AppenderRef:
        ref: Console
`;
