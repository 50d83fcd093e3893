import { customers } from '@zongheng/customers-views';
import { type DocumentView, idOf } from '@zongheng/kernel';
import type { ServedDocuments } from '@zongheng/nest-kit';
import type { PolicyBinding } from '@zongheng/policy';
import { customersFollowOwner, type OwnedCustomers } from './follow-owner.ts';

const pageSize = 200;

/** The policies of customers, each with how it gathers what it must know. */
export function customersPolicies({ documents }: { readonly documents: Pick<ServedDocuments, 'of'> }): readonly PolicyBinding[] {
  const binding: PolicyBinding<never, OwnedCustomers> = {
    policy: customersFollowOwner as never,
    reads: [customers.name],
    gather: (event: { readonly stream: string }) => ownedBy(documents, idOf(event.stream)),
  };
  return [binding as unknown as PolicyBinding];
}

async function* ownedBy(documents: Pick<ServedDocuments, 'of'>, owner: string): AsyncGenerator<OwnedCustomers> {
  const collection = await documents.of(customers as unknown as DocumentView);
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof collection.query>> = await collection.query({
      where: [{ field: 'owner', op: 'eq', value: owner }],
      limit: pageSize,
      ...(after === null ? {} : { after: { value: null, key: after } }),
    });
    if (page.documents.length > 0) yield { customers: page.documents.map(({ key }) => key) };
    after = page.next?.key ?? null;
  } while (after !== null);
}
