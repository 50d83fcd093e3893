import { type CustomerDocument, heavyMembers, type SegmentDocument, segments } from '@zongheng/customers-views';
import { streamOf } from '@zongheng/kernel';
import { ProblemError, type QueryContext } from '@zongheng/nest-kit';
import { PastDocuments, type PastMoment } from '@zongheng/projection';
import { compareText } from '@zongheng/read-store';
import { filesAt } from './past-files.ts';
import { filterOf } from './segment-filter.ts';

const heavy = new Set<string>(heavyMembers);

/** A customer of a segment, as a list shows it. */
export type Member = Omit<CustomerDocument, (typeof heavyMembers)[number]> & { readonly mergedInto: string | null };

/** A segment as it was defined at a moment, and who met it then, by name; nobody where it was not defined yet. */
export interface PastSegment {
  readonly segment: SegmentDocument | null;
  readonly members: readonly Member[];
}

/** Who belonged to a segment at a moment. */
export async function segmentAt(id: string, { asOf, upTo }: PastMoment, given: QueryContext): Promise<PastSegment> {
  const past = given.get(PastDocuments);
  const moment = { asOf, upTo };
  const segment = await past.ofStream(segments, streamOf('segment', id), moment);
  if (!segment) return { segment, members: [] };
  return past.remembered(JSON.stringify(['segment', id, asOf, upTo]), async () => {
    const members: Member[] = [];
    for await (const { document, mergedInto } of filesAt(past, moment, filterOf(segment.conditions, asOf))) {
      members.push({ ...light(document), mergedInto });
    }
    return { segment, members: members.toSorted((one, other) => compareText(one.name, other.name) || compareText(one.id, other.id)) };
  });
}

/** @throws ProblemError where it was not defined yet. */
export async function definedSegmentAt(id: string, moment: PastMoment, given: QueryContext) {
  const { segment, members } = await segmentAt(id, moment, given);
  if (segment) return { segment, members };
  throw new ProblemError('READ.NOT_FOUND', `segments had no ${id} as of ${moment.asOf}`, { field: 'id' });
}

/** How many customers there were: a file that had been merged into another does not count beside it. */
export function standingAmong(members: readonly Member[]): readonly Member[] {
  return members.filter(({ mergedInto }) => mergedInto === null);
}

/** A file without what a list leaves out. */
export function light(file: CustomerDocument): Omit<CustomerDocument, (typeof heavyMembers)[number]> {
  return Object.fromEntries(Object.entries(file).filter(([member]) => !heavy.has(member))) as Omit<
    CustomerDocument,
    (typeof heavyMembers)[number]
  >;
}
