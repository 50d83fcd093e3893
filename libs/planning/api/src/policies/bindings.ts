import { idOf } from '@zongheng/kernel';
import type { PolicyReads } from '@zongheng/nest-kit';
import { busyWith, planHeads } from '@zongheng/planning-views';
import { binding, nothingMore, type PolicyBinding } from '@zongheng/policy';
import { allotTargets } from './allot-targets.ts';
import { carryOver } from './carry-over.ts';
import { handOver, type SeenTo } from './hand-over.ts';

/** The policies of planning, each with how it gathers what it must know. */
export function planningPolicies(reads: PolicyReads): readonly PolicyBinding[] {
  return [
    binding({ policy: allotTargets, gather: nothingMore }),
    binding({ policy: carryOver, gather: nothingMore }),
    binding({
      policy: handOver,
      reads: () => [planHeads.name],
      async *gather(event): AsyncGenerator<SeenTo> {
        const mine = { field: busyWith(idOf(event.stream)), attribute: true, op: 'eq' as const, value: true };
        for await (const plans of reads.documents.keysOf(planHeads, [mine])) yield { plans };
      },
    }),
  ];
}
