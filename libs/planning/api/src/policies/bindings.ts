import type { RecordedEvent } from '@zongheng/kernel';
import { nothingMore, type PolicyBinding } from '@zongheng/policy';
import { allotTargets } from './allot-targets.ts';
import { carryOver } from './carry-over.ts';

/** The policies of planning. */
export function planningPolicies(): readonly PolicyBinding[] {
  return [binding({ policy: allotTargets, gather: nothingMore }), binding({ policy: carryOver, gather: nothingMore })];
}

/** The runner meets only the events that a policy handles: what is narrow here is wide for it. */
function binding<E extends RecordedEvent, Facts>(bound: PolicyBinding<E, Facts>): PolicyBinding {
  return bound as unknown as PolicyBinding;
}
