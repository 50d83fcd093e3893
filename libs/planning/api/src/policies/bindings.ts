import { binding, nothingMore, type PolicyBinding } from '@zongheng/policy';
import { allotTargets } from './allot-targets.ts';
import { carryOver } from './carry-over.ts';

/** The policies of planning. */
export function planningPolicies(): readonly PolicyBinding[] {
  return [binding({ policy: allotTargets, gather: nothingMore }), binding({ policy: carryOver, gather: nothingMore })];
}
