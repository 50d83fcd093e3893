import { type BusinessDate, checkerOf, type CustomerId, type EmployeeId, markedPaths, type RegionId, type UnitId } from '@zongheng/kernel';
import { documentSpecification, recorder } from '@zongheng/kernel/testing';
import {
  AttributeDefined,
  type CustomerDetails,
  CustomerDetailsChanged,
  CustomerOwnerAssigned,
  CustomerRegistered,
  CustomersMerged,
  survivorOf,
} from '@zongheng/customers-events';
import { AttributeDocument, attributes } from './attributes.ts';
import { noMeasures } from './customer-changes.ts';
import { CustomerDocument } from './customer-document.ts';
import { customers } from './customers.ts';
import { MergeDocument, merges } from './merges.ts';

const day = (text: string): BusinessDate => text as BusinessDate;
const owned = (owner: string, unit: string) => ({ owner: owner as EmployeeId, unit: unit as UnitId });
const details: CustomerDetails = {
  name: '宁波港务集团有限公司',
  standing: 'prospect',
  region: 'ningbo' as RegionId,
  segment: 'ports',
  phone: '0574-8769 5000',
  email: null,
};

describe('the customers', () => {
  const recorded = recorder();
  const registered = recorded(CustomerRegistered, 'c-1', '2026-01-05', {
    kind: 'enterprise',
    details,
    ownership: owned('li-na', 'east'),
    reference: { system: 'crm-2019', key: 'ACC-0042' },
  });
  const changed = recorded(CustomerDetailsChanged, 'c-1', '2026-02-01', {
    from: details,
    to: { ...details, standing: 'identified', email: 'gangwu@example.cn' },
  });
  const assigned = recorded(CustomerOwnerAssigned, 'c-1', '2026-03-01', {
    from: owned('li-na', 'east'),
    to: owned('wang-wei', 'north'),
    reason: null,
  });
  const card = {
    id: 'c-1',
    kind: 'enterprise' as const,
    ...details,
    reference: { system: 'crm-2019', key: 'ACC-0042' },
    registered: day('2026-01-05'),
    identity: null,
    stage: 'identified' as const,
    stageSince: day('2026-01-05'),
    joined: null,
    measures: noMeasures,
    preference: null,
    contacts: [],
    needs: [],
    relationships: [],
    consents: [],
    attributes: {},
    personalAttributes: {},
    spellings: ['ningbogangwujituanyouxiangongsi', 'nbgwjtyxgs'],
  };

  it('show who they are, who looks after them, and where the record came from', () => {
    const given = documentSpecification(customers).given(registered);
    given.then('c-1', { ...card, ...owned('li-na', 'east'), ownedSince: day('2026-01-05'), changed: day('2026-01-05'), revision: 0 });
    expect(checkerOf(CustomerDocument)(given.document('c-1'))).toEqual([]);
  });

  it('take up every change, and since when the owner is theirs', () => {
    documentSpecification(customers)
      .given(registered, changed, assigned)
      .then('c-1', {
        ...card,
        ...owned('wang-wei', 'north'),
        standing: 'identified',
        email: 'gangwu@example.cn',
        ownedSince: day('2026-03-01'),
        changed: day('2026-03-01'),
        revision: 2,
      });
  });

  it('are found by name, telephone with or without its dashes, e-mail, and whatever they are counted by', () => {
    const document = documentSpecification(customers).given(registered, changed).document('c-1');
    expect(document && customers.index(document)).toEqual({
      fields: {
        kind: 'enterprise',
        name: '宁波港务集团有限公司',
        standing: 'identified',
        region: 'ningbo',
        segment: 'ports',
        owner: 'li-na',
        unit: 'east',
        registered: '2026-01-05',
        changed: '2026-02-01',
        reference: 'ACC-0042',
        id: 'c-1',
        stage: 'identified',
        joined: null,
        identity: null,
        phone: '057487695000',
        email: 'gangwu@example.cn',
        plainName: '宁波港务集团有限公司',
        lastContact: null,
        lastOrder: null,
        interactions: 0,
        visits: 0,
        feedback: 0,
        openOpportunities: 0,
        wonDeals: 0,
        orders: 0,
        daysBetweenOrders: null,
        contracts: 0,
        renewals: 0,
      },
      search: [
        '宁波港务集团有限公司',
        '0574-8769 5000',
        '057487695000',
        'gangwu@example.cn',
        'ningbogangwujituanyouxiangongsi',
        'nbgwjtyxgs',
      ],
      attributes: {},
    });
    expect(document && customers.index({ ...document, phone: null, email: null, reference: null })).toMatchObject({
      fields: { reference: null },
      search: ['宁波港务集团有限公司', 'ningbogangwujituanyouxiangongsi', 'nbgwjtyxgs'],
    });
  });

  it('mark names, telephones and e-mails as personal', () => {
    expect(markedPaths(CustomerDocument, 'x-personal')).toEqual([
      '/name',
      '/phone',
      '/email',
      '/identity/number',
      '/contacts/*/name',
      '/contacts/*/phone',
      '/contacts/*/email',
      '/contacts/*/note',
      '/needs/*/note',
      '/personalAttributes',
      '/spellings',
    ]);
  });

  it('say nothing of a file that was never opened', () => {
    documentSpecification(customers).given(changed, assigned).then('c-1', null);
  });

  it('index exactly the fields they declare, and every one of them can be filtered and sorted by', () => {
    for (const view of [customers, merges, attributes]) {
      expect(new Set(view.indexes.flat())).toEqual(new Set(Object.keys(view.fields)));
    }
  });
});

describe('the merges', () => {
  const recorded = recorder();
  const merged = (from: string, into: string) =>
    recorded(CustomersMerged, 'main', '2026-04-01', { merged: from as CustomerId, into: into as CustomerId, reason: '同一税号' });
  const given = documentSpecification(merges).given(merged('c-1', 'c-2'), merged('c-2', 'c-3'));

  it('show where each old id went, when and why', () => {
    given.then('c-1', {
      id: 'c-1' as CustomerId,
      into: 'c-2' as CustomerId,
      merged: day('2026-04-01'),
      reason: '同一税号',
      revision: 0,
    });
    expect(checkerOf(MergeDocument)(given.document('c-2'))).toEqual([]);
  });

  it('forward an old id to the file that stands now, composed when read', () => {
    const intoOf = (customer: string): string | null => given.document(customer)?.into ?? null;
    expect(['c-1', 'c-2', 'c-3', 'c-9'].map((customer) => survivorOf(customer, intoOf))).toEqual(['c-3', 'c-3', 'c-3', 'c-9']);
  });

  it('never turn for ever, even where a store says what cannot be', () => {
    expect(() => survivorOf<string>('a', (customer) => (customer === 'a' ? 'b' : 'a'))).toThrow('in a circle');
  });
});

describe('the catalogue of attributes', () => {
  const recorded = recorder();
  const industry = {
    subject: 'customer' as const,
    attribute: '行业',
    kind: 'choice' as const,
    label: { zh: '行业', en: 'Industry' },
    choices: ['port'],
    personal: false,
  };
  const given = documentSpecification(attributes).given(
    recorded(AttributeDefined, 'main', '2026-01-05', industry),
    recorded(AttributeDefined, 'main', '2026-01-05', { ...industry, subject: 'opportunity' }),
    recorded(AttributeDefined, 'main', '2026-02-01', { ...industry, choices: ['port', 'bank'] }),
  );

  it('shows each attribute of each subject as last defined', () => {
    given.then('customer:行业', {
      id: 'customer:行业',
      ...industry,
      choices: ['port', 'bank'],
      defined: day('2026-01-05'),
      changed: day('2026-02-01'),
      revision: 2,
    });
    expect(given.keys()).toEqual(['customer:行业', 'opportunity:行业']);
    expect(checkerOf(AttributeDocument)(given.document('customer:行业'))).toEqual([]);
  });
});
