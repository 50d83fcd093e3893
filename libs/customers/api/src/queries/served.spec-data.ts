import type { CustomerDocument, CustomerMeasures } from '@zongheng/customers-views';
import { type BusinessDate, type DocumentView, type EmployeeId, shardOf, type UnitId } from '@zongheng/kernel';
import { ServedDocuments } from '@zongheng/nest-kit';
import { memoryReadStore } from '@zongheng/read-store';

/** Documents of some views, by their keys, as a reader is served them. */
export async function served(
  views: readonly (readonly [view: unknown, documents: ReadonlyMap<string, object>])[],
): Promise<ServedDocuments> {
  const store = memoryReadStore();
  for (const [each, documents] of views) {
    const view = each as DocumentView;
    const { name, version, fields, indexes } = view;
    const collection = await store.collection({ view: name, version, build: name, fields, indexes });
    const writes = [...documents].map(([key, document]) => {
      const { search = [], attributes = {}, ...index } = view.index(document);
      const body = JSON.stringify(document);
      return { foldedFrom: null, document: { key, shard: shardOf(key), position: 1, body, fields: index.fields, search, attributes } };
    });
    await collection.write(writes);
  }
  const standing = (build: string) => ({ build, positions: [], parked: [] });
  return new ServedDocuments(store, { get: standing, watermark: () => 1, waitFor: async () => true });
}

const noMeasures: CustomerMeasures = {
  interactions: 0,
  visits: 0,
  lastContact: null,
  feedback: 0,
  openOpportunities: 0,
  wonDeals: 0,
  won: {},
  orders: 0,
  firstOrder: null,
  lastOrder: null,
  contracts: 0,
  renewals: 0,
};

/** A file of whom little is known, opened on the first day of the year. */
export function fileOf(id: string, more: Partial<CustomerDocument> = {}): CustomerDocument {
  const on = '2026-01-01' as BusinessDate;
  return {
    id,
    kind: 'enterprise',
    name: id,
    standing: 'prospect',
    region: null,
    segment: null,
    phone: null,
    email: null,
    identity: null,
    owner: 'li' as EmployeeId,
    unit: 'east' as UnitId,
    ownedSince: on,
    stage: 'identified',
    stageSince: on,
    joined: null,
    reference: null,
    measures: noMeasures,
    preference: null,
    contacts: [],
    needs: [],
    relationships: [],
    consents: [],
    attributes: {},
    personalAttributes: {},
    spellings: [],
    registered: on,
    changed: on,
    revision: 0,
    ...more,
  };
}

/** The same, last met on a day. */
export const metOn = (id: string, day: string | null, more: Partial<CustomerDocument> = {}): CustomerDocument =>
  fileOf(id, { measures: { ...noMeasures, lastContact: day as BusinessDate | null }, ...more });
