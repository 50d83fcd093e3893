import { CustomersMerged, CustomersUnmerged } from '@zongheng/customers-events';
import type { BusinessDate, CustomerId, View } from '@zongheng/kernel';
import { recorder } from '@zongheng/kernel/testing';
import { views } from '../events/house.ts';

const day = '2026-03-01' as BusinessDate;
const types: readonly string[] = [CustomersMerged.type, CustomersUnmerged.type];
const touched = (view: View): boolean => view.handles.some((type) => types.includes(type));

describe('a merge and its undoing, in every view there is', () => {
  it('touch what says which files are merged, and what tells all that happened, and nothing else: so there is nothing to undo elsewhere', () => {
    expect(views.filter(touched).map(({ name }) => name)).toEqual(['merges', 'timeline']);
  });

  it('leave no document behind where they say which files are merged', () => {
    const recorded = recorder();
    const data = { merged: 'harbour' as CustomerId, into: 'port' as CustomerId, reason: '同一企业' };
    const events = [recorded(CustomersMerged, 'main', day, data), recorded(CustomersUnmerged, 'main', day, data)];
    const merges = views.find(({ name }) => name === 'merges');
    const documents = events.reduce<object | null>(
      (document, event) => (merges?.kind === 'documents' ? merges.evolve(document, event, 'harbour') : document),
      null,
    );
    expect([merges?.kind, documents]).toEqual(['documents', null]);
  });
});
