import type { handleUnaryCall } from '@grpc/grpc-js';
import featureMessages from '@eventstore/db-client/generated/serverfeatures_pb.js';
import type { SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb.js';
import gossipMessages from '@eventstore/db-client/generated/gossip_pb.js';
import type { ClusterInfo } from '@eventstore/db-client/generated/gossip_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import type { Empty } from '@eventstore/db-client/generated/shared_pb.js';

const methods = ['read', 'append', 'batchappend'];

/** What this server can do: by it the client chooses the stream that all appends share. */
export const supportedMethods: handleUnaryCall<Empty, SupportedMethods> = (_call, answer) => {
  const message = new featureMessages.SupportedMethods();
  message.setEventStoreServerVersion('23.10.0');
  for (const name of methods) {
    const method = new featureMessages.SupportedMethod();
    method.setServiceName('event_store.client.streams.streams');
    method.setMethodName(name);
    message.addMethods(method);
  }
  answer(null, message);
};

/** A cluster of this one server, which leads it once it is ready. */
export function clusterInfo(portOf: () => number, isReady: () => boolean): handleUnaryCall<Empty, ClusterInfo> {
  return (_call, answer) => {
    const endpoint = new gossipMessages.EndPoint();
    endpoint.setAddress('127.0.0.1');
    endpoint.setPort(portOf());
    const id = new shared.UUID();
    id.setString(crypto.randomUUID());
    const states = gossipMessages.MemberInfo.VNodeState;
    const member = new gossipMessages.MemberInfo();
    member.setInstanceId(id);
    member.setTimeStamp(String(Date.now()));
    member.setState(isReady() ? states.LEADER : states.INITIALIZING);
    member.setIsAlive(true);
    member.setHttpEndPoint(endpoint);
    const message = new gossipMessages.ClusterInfo();
    message.addMembers(member);
    answer(null, message);
  };
}
