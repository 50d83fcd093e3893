import { type CustomerId, type EmployeeId, isRefusal, type Refusal, type RegionId } from '@zongheng/kernel';
import { IdField, KeyField, type Payload } from '@zongheng/nest-kit';
import type { ReclassifyOpportunity } from '@zongheng/sales-domain';
import { customerFor, ownerFor } from '../references.ts';
import { type Given, ownPipeline } from './opportunity.aggregate.ts';

type Reclassification = Payload<ReclassifyOpportunity>;

/** What a policy sends: a deal follows its owner, its customer or its pipeline. */
export class ReclassifyOpportunityBody {
  @KeyField()
  readonly cause!: 'employee-transferred' | 'customer-changed' | 'pipeline-revised';

  @IdField({ optional: true })
  readonly owner?: EmployeeId;

  @IdField({ optional: true })
  readonly customer?: CustomerId;

  @IdField({ optional: true })
  readonly region?: RegionId;

  @KeyField({ optional: true })
  readonly segment?: string;

  @KeyField({ optional: true })
  readonly from?: string;

  @KeyField({ optional: true })
  readonly to?: string;
}

/**
 * What a deal is to follow, looked up when the command is decided: where the owner or the customer changed again meanwhile, it goes where
 * they are now, and the later command finds nothing left to do.
 */
export async function reclassificationOf(body: ReclassifyOpportunityBody, given: Given): Promise<Reclassification | Refusal> {
  switch (body.cause) {
    case 'employee-transferred': {
      const owner = await ownerFor(given, body.owner ?? '');
      return isRefusal(owner) ? owner : { cause: body.cause, owner: owner.id, unit: owner.unit };
    }
    case 'customer-changed': {
      const customer = await customerFor(given, body.customer ?? '');
      return isRefusal(customer)
        ? customer
        : { cause: body.cause, customer: customer.id, region: customer.region, segment: customer.segment };
    }
    case 'pipeline-revised': {
      const pipeline = await ownPipeline(given);
      return isRefusal(pipeline) ? pipeline : { cause: body.cause, pipeline, from: body.from ?? '', to: body.to ?? '' };
    }
  }
}
