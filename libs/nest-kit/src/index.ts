export * from './commands/index.ts';
export { CommandDispatcher, type IncomingCommand, type MalformedBody } from './bus/command-dispatcher.ts';
export { CommandRegistry, type RegisteredCommand } from './bus/command-registry.ts';
export { DispatchedCommand } from './bus/dispatched-command.ts';
export { type FieldFault, faultsOfBody } from './fields/body-check.ts';
export * from './fields/fields.ts';
export * from './fields/kinds.ts';
export * from './figures/index.ts';
export { httpAdapter } from './http/http-adapter.ts';
export { ProblemError } from './http/http-problems.ts';
export { prepareHttp } from './http/prepare-http.ts';
export { type Problem, ProblemTable } from './http/problem-table.ts';
export { type ContextDeclaration, contextModule } from './module/context-module.ts';
export type { PolicyReads } from './module/policy-reads.ts';
export { KitModule, type KitOptions } from './module/kit-module.ts';
export { documentEndpoints, type DocumentEndpoints } from './queries/document-endpoints.ts';
export type { DimensionFilter, Dimensions } from './queries/dimension-filters.ts';
export {
  type FiguresInGroups,
  journalEndpoint,
  type JournalEndpoint,
  queryEndpoint,
  type QueryEndpoint,
  rowsEndpoint,
  type RowsEndpoint,
  type RowsPage,
} from './queries/endpoints.ts';
export { momentText } from './queries/moments.ts';
export type { FigureQuery } from './queries/figure-query.ts';
export type { AskedTime, DifferenceEnd, FigureTime } from './queries/figure-time.ts';
export type { QueryContext } from './queries/query-request.ts';
export type { QueryDeclaration } from './queries/query-route.ts';
export { Reading } from './queries/reading.ts';
export type { ReadProgress, ViewStanding } from './queries/read-progress.ts';
export { ServedDocuments } from './queries/served-documents.ts';
export type { ApiInfo } from './docs/api-info.ts';
export { History } from './history/history.ts';
export { Readiness, type ReadinessCheck } from './operations/health.ts';
export { type LogLevel, PinoLogger } from './operations/logger.ts';
export { Metrics } from './operations/metrics.ts';
