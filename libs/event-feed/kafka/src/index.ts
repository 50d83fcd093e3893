export { FeedError, type FeedErrorCode } from './errors.ts';
export { kafkaFeed, type KafkaFeedOptions } from './kafka-feed.ts';
export { relay, type RelayOptions, type RelayState } from './relay.ts';
export { standingRelay, type StandingRelayOptions, type StandingRelayState } from './standing-relay.ts';
export { eventMessage } from './message.ts';
export { clientOf, type KafkaSettings, defaultTopic } from './settings.ts';
export { ensureTopic, type TopicSettings } from './topic.ts';
export { compareTopic, type CompareTopicOptions, type TopicDifference, type TopicFinding } from './compare-topic.ts';
