import type { Label } from '@zongheng/kernel';
import type { KeyWords } from '@zongheng/nest-kit';
import type { AgeingBucket } from '@zongheng/receivables-events';
import { entryKinds } from '@zongheng/receivables-views';

const disputed: Readonly<Record<string, Label>> = { yes: { zh: '有争议', en: 'Disputed' }, no: { zh: '无争议', en: 'Not disputed' } };

/** What the keys of receivables are called, and where buckets stand: in the order in which they are defined. */
export function wordsWith(buckets: readonly AgeingBucket[]): KeyWords {
  return {
    labels: { kind: entryKinds, disputed, bucket: Object.fromEntries(buckets.map(({ bucket, label }) => [bucket, label])) },
    places: { bucket: (key) => buckets.findIndex(({ bucket }) => bucket === key) },
  };
}
