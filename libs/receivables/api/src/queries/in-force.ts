import type { BusinessDate } from '@zongheng/kernel';
import type { ServedDocuments } from '@zongheng/nest-kit';
import { defaultBuckets, defaultLevels, defaultSending } from '@zongheng/receivables-domain';
import type { AgeingBucket, ReminderLevel, ReminderSending } from '@zongheng/receivables-events';
import { receivablesPolicies } from '@zongheng/receivables-views';

/** What of receivables was in force on a date, as known at a position. */
export interface InForce {
  readonly buckets: readonly AgeingBucket[];
  readonly levels: readonly ReminderLevel[];
  readonly sending: ReminderSending;
}

export async function inForce(
  documents: Pick<ServedDocuments, 'find'>,
  { asOf, upTo }: { readonly asOf: BusinessDate; readonly upTo: number },
): Promise<InForce> {
  const [known] = await documents.find(receivablesPolicies, { where: [], limit: 1 });
  const last = <Version extends { readonly from: BusinessDate; readonly position: number }>(versions: readonly Version[]) =>
    versions.findLast(({ from, position }) => from <= asOf && position <= upTo);
  return {
    buckets: (known && last(known.buckets)?.buckets) ?? defaultBuckets,
    levels: (known && last(known.levels)?.levels) ?? defaultLevels,
    sending: (known && last(known.sendings)?.sending) ?? defaultSending,
  };
}
