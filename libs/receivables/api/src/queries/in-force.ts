import type { BusinessDate } from '@zongheng/kernel';
import { type QueryContext, ServedDocuments } from '@zongheng/nest-kit';
import { defaultBuckets, defaultLevels } from '@zongheng/receivables-domain';
import type { AgeingBucket, ReminderLevel } from '@zongheng/receivables-events';
import { receivablesPolicies } from '@zongheng/receivables-views';

/** What of receivables was in force on a date, as known at a position. */
export interface InForce {
  readonly buckets: readonly AgeingBucket[];
  readonly levels: readonly ReminderLevel[];
}

export async function inForce(
  given: Pick<QueryContext, 'get'>,
  { asOf, upTo }: { readonly asOf: BusinessDate; readonly upTo: number },
): Promise<InForce> {
  const [known] = await given.get(ServedDocuments).find(receivablesPolicies, { where: [], limit: 1 });
  const last = <Version extends { readonly from: BusinessDate; readonly position: number }>(versions: readonly Version[]) =>
    versions.findLast(({ from, position }) => from <= asOf && position <= upTo);
  return {
    buckets: (known && last(known.buckets)?.buckets) ?? defaultBuckets,
    levels: (known && last(known.levels)?.levels) ?? defaultLevels,
  };
}
