import type { CollectionSpec } from '@zongheng/read-store';
import type { Collection, IndexDescription } from 'mongodb';
import type { Row } from './row.ts';

/** The indexes of a collection: those its view declares, and what scans, searches and attributes need. */
export function indexesOf({ indexes }: Pick<CollectionSpec, 'indexes'>): readonly (IndexDescription & { readonly name: string })[] {
  return [
    { name: 'shard', key: new Map(Object.entries({ shard: 1, _id: 1 })) },
    { name: 'terms', key: { terms: 1 } },
    { name: 'attributes', key: new Map(Object.entries({ 'attributes.name': 1, 'attributes.value': 1 })) },
    ...indexes.map((fields) => ({
      name: `by ${fields.join(', ')}`,
      key: new Map<string, 1>([...fields.map((field): [string, 1] => [`fields.${field}`, 1]), ['_id', 1]]),
    })),
  ];
}

/** Builds what is missing, and drops what is not declared any more. */
export async function bringIndexes(rows: Collection<Row>, spec: Pick<CollectionSpec, 'indexes'>): Promise<void> {
  const wanted = indexesOf(spec);
  await rows.createIndexes([...wanted]);
  const names = new Set(['_id_', ...wanted.map(({ name }) => name)]);
  for (const { name } of await rows.indexes()) if (name !== undefined && !names.has(name)) await rows.dropIndex(name);
}
