import { canonicalJson } from '@zongheng/kernel';
import type { CollectionSpec } from './documents.ts';
import { ReadStoreError } from './errors.ts';
import type { JournalSpec } from './journals.ts';

/** What of a declaration a stored build cannot change: its view, version, fields or columns. Indexes may come and go. */
export function describedSpec(spec: CollectionSpec | JournalSpec): string {
  const { view, version } = spec;
  return 'fields' in spec
    ? canonicalJson({ kind: 'documents', view, version, fields: spec.fields })
    : canonicalJson({ kind: 'journal', view, version, dimensions: spec.dimensions, measures: spec.measures });
}

/** @throws ReadStoreError READ_STORE.SPEC where a build was made for something else than is asked for. */
export function checkSameSpec(spec: CollectionSpec | JournalSpec, stored: string): void {
  const asked = describedSpec(spec);
  if (asked === stored) return;
  throw new ReadStoreError(
    'READ_STORE.SPEC',
    `${spec.build} was made for ${stored}, not for ${asked}`,
    'raise the version of the view, so that it is built again',
  );
}
