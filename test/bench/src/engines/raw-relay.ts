import { EventStoreDBClient, START } from '@eventstore/db-client';
import { clientOf, eventMessage, type KafkaSettings } from '@zongheng/event-feed-kafka';
import type { EventStore } from '@zongheng/event-store';
import { shardOf } from '@zongheng/kernel';
import type { Message } from 'kafkajs';

/** A message as the relay makes it, and its partition. */
export type RawMessage = Message & { readonly partition: number };

const messagesASend = 500;

/** The messages that a relay makes of a log, for so many partitions. */
export async function rawMessagesOf(store: EventStore, partitions: number): Promise<readonly RawMessage[]> {
  const messages: RawMessage[] = [];
  for (let after = 0; ;) {
    const page = await store.readAll({ after, limit: 5_000 });
    for (const event of page.events) {
      messages.push({ ...eventMessage(event, { epoch: store.epoch, previous: 0 }), partition: shardOf(event.orderingKey) % partitions });
    }
    if (page.atEnd) return messages;
    after = page.position;
  }
}

/** Reads the whole database by the client alone, other events included. Answers how long that took for each event read, in milliseconds. */
export async function readRaw(connectionString: string): Promise<number> {
  const client = EventStoreDBClient.connectionString(connectionString);
  try {
    const began = performance.now();
    let read = 0;
    for await (const { event } of client.readAll({ fromPosition: START, maxCount: 10_000_000 })) if (event) read += 1;
    return (performance.now() - began) / read;
  } finally {
    await client.dispose();
  }
}

/** Sends messages by the client alone, so many a send, one send after the other. Answers how long that took for each, in milliseconds. */
export async function produceRaw(kafka: KafkaSettings, messages: readonly RawMessage[]): Promise<number> {
  const producer = clientOf(kafka).producer({ allowAutoTopicCreation: false });
  await producer.connect();
  try {
    const began = performance.now();
    for (let sent = 0; sent < messages.length; sent += messagesASend) {
      await producer.send({ topic: kafka.topic ?? '', acks: -1, messages: messages.slice(sent, sent + messagesASend) });
    }
    return (performance.now() - began) / messages.length;
  } finally {
    await producer.disconnect();
  }
}
