import { isRefusal } from '@zongheng/kernel';
import { HandOverBody } from '@zongheng/nest-kit';
import { ownerFor } from '../references.ts';
import type { OpportunityBuilder } from './opportunity.aggregate.ts';
import { reclassificationOf, ReclassifyOpportunityBody } from './reclassification.ts';

/** How a deal follows what happens elsewhere: what policies send. */
export function followingCommands(command: OpportunityBuilder) {
  return [
    command.internal('ReclassifyOpportunity', ReclassifyOpportunityBody, {
      summary: { zh: '随组织、客户或漏斗变化重新归类', en: 'Let an opportunity follow what changed elsewhere' },
      prepare: reclassificationOf,
    }),
    command.internal('HandOverOpportunity', HandOverBody, {
      summary: { zh: '随员工离职移交', en: 'Let an opportunity go to the successor of who left' },
      async prepare({ from, to, reason }, given) {
        const owner = await ownerFor(given, to);
        return isRefusal(owner) ? owner : { from, to: owner, reason };
      },
    }),
  ] as const;
}
