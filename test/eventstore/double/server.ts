import { setTimeout as sleep } from 'node:timers/promises';
import { Server, ServerCredentials, status } from '@grpc/grpc-js';
import gossip from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import features from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import streams from '@eventstore/db-client/generated/streams_grpc_pb.js';
import { batchAppends, singleAppends } from './appends.ts';
import { clusterInfo, supportedMethods } from './cluster.ts';
import { type Faults, noFaults } from './faults.ts';
import { reads } from './reads.ts';
import { callError } from './refusals.ts';
import type { DoubleState } from './state.ts';
import { WireLog } from './wire-log.ts';

export interface DoubleOptions {
  readonly folder: string;
  /** 0 for a free one. */
  readonly port?: number;
  /** What one append may hold, as the server's MaxAppendSize; its default is 1 MiB. */
  readonly sizeMax?: number;
  /** So long it says that it is not ready. */
  readonly startMs?: number;
  readonly credentials?: ServerCredentials;
}

/** A server that speaks EventStoreDB's protocol over a log in a folder. */
export interface EventStoreDouble {
  readonly port: number;
  readonly faults: Faults;
  /** Ends every stream of appends that is open. */
  breakAppends(): void;
  /** Ends every subscription: with an error, or without a word. */
  dropSubscriptions(how: 'error' | 'end'): void;
  /** How many subscriptions are open. */
  readonly subscriptions: number;
  stop(): Promise<void>;
}

const messageBytesMax = 17 * 1024 * 1024;

export async function startDouble(options: DoubleOptions): Promise<EventStoreDouble> {
  const { folder, port = 0, sizeMax = 1_048_576, startMs = 0, credentials = ServerCredentials.createInsecure() } = options;
  const state: DoubleState = { log: null, faults: noFaults(), sizeMax, calls: new Set(), subscriptions: new Set() };
  const server = new Server({ 'grpc.max_receive_message_length': messageBytesMax, 'grpc.max_send_message_length': messageBytesMax });
  let bound = 0;
  server.addService(streams.StreamsService, {
    read: reads(state),
    append: singleAppends(state),
    batchAppend: batchAppends(state),
    delete: unimplemented,
    tombstone: unimplemented,
  });
  server.addService(features.ServerFeaturesService, { getSupportedMethods: supportedMethods });
  server.addService(gossip.GossipService, {
    read: clusterInfo(
      () => bound,
      () => state.log !== null,
    ),
  });
  bound = await new Promise<number>((resolve, reject) => {
    server.bindAsync(`127.0.0.1:${port}`, credentials, (error, given) => (error ? reject(error) : resolve(given)));
  });
  const stopping = new AbortController();
  const starting = sleep(startMs, undefined, { signal: stopping.signal })
    .catch(() => undefined)
    .then(async () => (state.log = await WireLog.open(folder)));
  if (startMs === 0) await starting;
  const broken = (): Error => callError(status.UNAVAILABLE, 'Connection reset');
  return {
    port: bound,
    faults: state.faults,
    breakAppends: () => state.calls.forEach((call) => call.emit('error', broken())),
    dropSubscriptions: (how) => state.subscriptions.forEach((call) => void (how === 'end' ? call.end() : call.emit('error', broken()))),
    get subscriptions() {
      return state.subscriptions.size;
    },
    async stop() {
      stopping.abort();
      server.forceShutdown();
      await (await starting).close();
    },
  };
}

const unimplemented = (_call: unknown, answer: (error: Error) => void): void =>
  answer(callError(status.UNIMPLEMENTED, 'streams are never deleted here'));
