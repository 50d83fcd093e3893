export { addressSaid, type ApplicationOptions, createApplication, listen } from './application.ts';
export { wallClock } from './clock.ts';
export { Closing } from './closing.ts';
export { logSettings, openLog } from './engines/log.ts';
export { openReadModels, readModelSettings } from './engines/read-models.ts';
export { kafkaOf, topicSettings } from './engines/topic.ts';
export { oneOf, port, secretLike, textLike, textOrNone, wholeNumber, yesOrNo } from './kinds.ts';
export { foundingOf, foundingSettings } from './founding.ts';
export { addressOf, listeningSettings, logLevel, type LogLevel, loopbackOnly } from './listening.ts';
export { identitySettings } from './identity.ts';
export { type OperationsOptions, serveOperations } from './operations.ts';
export { exitCodes, type Program, run } from './running.ts';
export {
  ConfigurationError,
  configured,
  type Configured,
  type Environment,
  secret,
  setting,
  type Setting,
  type Settings,
  settingsHelp,
} from './settings.ts';
export { startTracing, type Tracing, tracingSettings } from './tracing.ts';
