export { binding, type Dispatch, type Dispatched, intentKey, nothingMore, type PolicyBinding } from './binding.ts';
export { DueList, type DueListOptions, type DutyDone } from './due/due-list.ts';
export { type DueCommand, dueKey, type Duty } from './due/duty.ts';
export { isPassing, ReadModelsBehind } from './passing.ts';
export { type ParkedOfPolicy, Policies } from './policies.ts';
export { PolicyRunner, type PolicyRunnerOptions, type PolicyState, type PolicyStatus } from './policy-runner.ts';
export { lastRefusedMax, type PolicyRecord, type RefusedIntent } from './policy-store.ts';
export { ReactionFailed } from './reaction.ts';
