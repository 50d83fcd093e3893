import { relationshipKinds, reverseRelationshipKinds } from '@zongheng/customers-events';
import { type CustomerDocument, relationships, type RelationshipDocument } from '@zongheng/customers-views';
import { DateText, Id, KeyOf, LabelText, type Labels, Shape, type Static, Text, Type } from '@zongheng/kernel';
import type { ServedDocuments } from '@zongheng/nest-kit';
import { customerFiles, mergesOf, survivorIn } from './one-customer.ts';

/** The most relationships of one direction that are shown. */
const shownMax = 200;

/** Who said what: this customer's file, of the other; or the other's file, of this one. */
export type Told = 'here' | 'there';
export const toldIn: Labels<Told> = { here: { zh: '本客户登记', en: 'In this file' }, there: { zh: '对方登记', en: 'In the other file' } };

/** A relationship as it is seen from one customer, whichever of the two files tells of it. */
export const ShownRelationship = Shape({
  /** The other customer, as the file that stands for it now. */
  customer: Id(),
  name: Type.Union([Text(200), Type.Null()]),
  kind: KeyOf(relationshipKinds),
  told: KeyOf(toldIn),
  /** What the other is to this one, in both languages. */
  label: LabelText(),
  note: Type.Union([Text(500), Type.Null()]),
  since: DateText(),
});
export type ShownRelationship = Static<typeof ShownRelationship>;

/** The relationships of the files that are one customer, from both sides; those among these files themselves are none any more. */
export async function relatedTo(documents: ServedDocuments, files: readonly string[]): Promise<readonly ShownRelationship[]> {
  const sort = { field: 'since', direction: 'desc' } as const;
  const [here, there] = await Promise.all(
    ['customer', 'other'].map((field) =>
      documents.find(relationships, { where: [{ field, op: 'in', values: [...files] }], sort, limit: shownMax }),
    ),
  );
  const seen = seenFrom(here ?? [], there ?? []);
  const standing = await standingFor(documents, [...new Set(seen.map(({ customer }) => customer))]);
  const names = await namesOf(documents, [...new Set(standing.values())]);
  const own = new Set(files);
  return seen
    .map((each) => {
      const customer = (standing.get(each.customer) ?? each.customer) as ShownRelationship['customer'];
      return { ...each, customer, name: names.get(customer) ?? null };
    })
    .filter(({ customer }) => !own.has(customer));
}

type Seen = Omit<ShownRelationship, 'name'>;

/** Partners are so to each other: what both files tell is one relationship. */
export function seenFrom(here: readonly RelationshipDocument[], there: readonly RelationshipDocument[]): readonly Seen[] {
  const own = here.map(({ other: customer, kind, note, since }): Seen => ({
    customer,
    kind,
    told: 'here',
    label: relationshipKinds[kind],
    note,
    since,
  }));
  const partners = new Set(here.filter(({ kind }) => kind === 'partner').map(({ other }) => String(other)));
  const others = there
    .filter(({ customer, kind }) => kind !== 'partner' || !partners.has(customer))
    .map(({ customer, kind, note, since }): Seen => ({
      customer,
      kind,
      told: 'there',
      label: reverseRelationshipKinds[kind],
      note,
      since,
    }));
  return [...own, ...others];
}

/** The files that stand for some customers now; almost none of them was ever merged. */
async function standingFor(documents: ServedDocuments, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const went = await mergesOf(documents, ids);
  const standing = await Promise.all(
    ids.map(async (id): Promise<[string, string]> => [id, went.has(id) ? await survivorIn(documents, id) : id]),
  );
  return new Map(standing);
}

async function namesOf(documents: ServedDocuments, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const stored = await documents.ask(customerFiles, (collection) => collection.get(ids));
  return new Map([...stored].flatMap(([id, { body }]) => (body === null ? [] : [[id, (JSON.parse(body) as CustomerDocument).name]])));
}
