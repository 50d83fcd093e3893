/** What is wrong with what a view makes of some events: nothing, where it can be stored and asked for as it declares. */
import {
  canonicalJson,
  type DocumentView,
  type FieldKind,
  isBusinessDate,
  type JournalView,
  type RecordedEvent,
  type View,
} from '@zongheng/kernel';
import { documentsOf } from '@zongheng/kernel/testing';

/** Folds the events; @throws what the view throws. */
export function faultsOfReplay(view: View, events: readonly RecordedEvent[]): readonly string[] {
  return view.kind === 'documents' ? faultsOfDocuments(view, events) : faultsOfContributions(view, events);
}

function faultsOfDocuments(view: DocumentView, events: readonly RecordedEvent[]): readonly string[] {
  const documents = [...documentsOf(view, events)];
  // An event may take its document away; but then there was one.
  if (documents.length === 0 && documentsOf(view, events.slice(0, -1)).size === 0) return [`${view.name}: no document came of it`];
  return documents.flatMap(([key, document]) => {
    const text = canonicalJson(document);
    const { fields, search = [] } = view.index(document);
    const faults = [
      ...(canonicalJson(JSON.parse(text)) === text ? [] : ['its bytes do not survive being read']),
      ...Object.entries(view.fields).flatMap(([field, kind]) => (isOfKind(fields[field], kind) ? [] : [`${field} is no ${kind}`])),
      ...Object.keys(fields).flatMap((field) => (field in view.fields ? [] : [`${field} is not declared`])),
      ...search.flatMap((each) => (typeof each === 'string' && each !== '' ? [] : ['it is searched by nothing'])),
    ];
    return faults.map((fault) => `${view.name} ${key}: ${fault}`);
  });
}

function isOfKind(value: unknown, kind: FieldKind): boolean {
  if (value === null) return true;
  if (kind === 'number') return Number.isSafeInteger(value);
  return typeof value === (kind === 'flag' ? 'boolean' : 'string');
}

function faultsOfContributions(view: JournalView, events: readonly RecordedEvent[]): readonly string[] {
  const contributions = events.filter((event) => view.handles.includes(event.type)).flatMap((event) => view.contribute(event));
  return contributions.flatMap(({ date, cell, measures }) => {
    const faults = [
      ...(isBusinessDate(date) ? [] : [`${String(date)} is no date`]),
      ...Object.entries(view.dimensions).flatMap(([dimension, kind]) =>
        isInDimension(cell[dimension], kind) ? [] : [`${dimension} is no ${kind}`],
      ),
      ...Object.keys(cell).flatMap((dimension) => (dimension in view.dimensions ? [] : [`${dimension} is not declared`])),
      ...Object.entries(measures).flatMap(([measure, value]) =>
        view.measures.includes(measure) && Number.isSafeInteger(value) && !Object.is(value, -0) ? [] : [`${measure} of ${value}`],
      ),
    ];
    return faults.map((fault) => `${view.name}: ${fault}`);
  });
}

function isInDimension(value: string | null | undefined, kind: 'key' | 'date'): boolean {
  return value === null || (typeof value === 'string' && (kind === 'key' || isBusinessDate(value)));
}
