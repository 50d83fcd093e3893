import {
  type AttributeKind,
  type BusinessDate,
  type CustomerId,
  type EmployeeId,
  foldOf,
  type RegionId,
  type UnitId,
} from '@zongheng/kernel';
import { streamsOf } from '@zongheng/kernel/testing';
import type { AttributeOf, AttributesFact } from '../attributes.ts';
import type { CustomerFact } from '../customer.ts';
import type { MergesFact } from '../merges.ts';
import { attributesReference } from './attributes.ts';
import { customerReference, standingCustomer } from './customer.ts';
import { mergesReference, survivingCustomer, survivorFor } from './merges.ts';

const date = (text: string): BusinessDate => text as BusinessDate;
const customer = (id: string): CustomerId => id as CustomerId;
const [north, south] = ['north' as UnitId, 'south' as UnitId];
const [li, wang] = ['li' as EmployeeId, 'wang' as EmployeeId];
const businessDate = date('2026-01-05');

describe('a customer, as others refer to one', () => {
  const prospect = { name: '希望公司', standing: 'prospect', region: null, segment: null, phone: null, email: null } as const;
  const identified = { ...prospect, standing: 'identified', region: 'sichuan' as RegionId, segment: 'industry' } as const;
  const registered: CustomerFact = {
    type: 'CustomerRegistered',
    businessDate,
    data: { kind: 'enterprise', details: prospect, ownership: { owner: li, unit: north }, reference: null },
  };

  it('is unknown until their file is opened', () => {
    expect(foldOf(customerReference.fold, [])).toBeNull();
    expect(foldOf(customerReference.fold, [registered])).toEqual({
      identified: false,
      region: null,
      segment: null,
      owner: 'li',
      unit: 'north',
    });
  });

  it('becomes identified, moves to a region, and goes to another owner', () => {
    const changed: CustomerFact = { type: 'CustomerDetailsChanged', businessDate, data: { from: prospect, to: identified } };
    const given: CustomerFact = {
      type: 'CustomerOwnerAssigned',
      businessDate,
      data: { from: { owner: li, unit: north }, to: { owner: wang, unit: south }, reason: null },
    };
    expect(foldOf(customerReference.fold, [registered, changed, given])).toEqual({
      identified: true,
      region: 'sichuan',
      segment: 'industry',
      owner: 'wang',
      unit: 'south',
    });
  });
});

describe('merged customers, as others refer to them', () => {
  const merged = (from: string, into: string): MergesFact => ({
    type: 'CustomersMerged',
    businessDate,
    data: { merged: customer(from), into: customer(into), reason: 'the same firm' },
  });
  const merges = foldOf(mergesReference.fold, [merged('a', 'b'), merged('b', 'c')]);

  it('forward to the file that stays in the end', () => {
    expect(['a', 'b', 'c', 'constructor'].map((id) => survivingCustomer(merges, customer(id)))).toEqual(['c', 'c', 'c', 'constructor']);
  });

  it('stand for themselves again once it was undone', () => {
    const undone: MergesFact = {
      type: 'CustomersUnmerged',
      businessDate,
      data: { merged: customer('b'), into: customer('c'), reason: 'another firm' },
    };
    const left = foldOf(mergesReference.fold, [undone], merges);
    expect(['a', 'b'].map((id) => survivingCustomer(left, customer(id)))).toEqual(['b', 'b']);
  });

  it('are looked at as the file that stays, with how it stands', async () => {
    const registered: CustomerFact = {
      type: 'CustomerRegistered',
      businessDate,
      data: {
        kind: 'enterprise',
        details: { name: '希望公司', standing: 'prospect', region: null, segment: null, phone: null, email: null },
        ownership: { owner: li, unit: north },
        reference: null,
      },
    };
    const given = streamsOf({ 'merges-main': [merged('a', 'b')], 'customer-b': [registered] });
    expect(await standingCustomer(given, 'a')).toMatchObject({ id: 'b', owner: 'li', unit: 'north' });
    expect(await survivorFor(given, 'a')).toBe('b');
    expect(await standingCustomer(given, 'nobody')).toBeNull();
    expect(await standingCustomer(streamsOf({ 'customer-b': [registered] }), 'b')).toMatchObject({ id: 'b' });
  });

  it('survive being written down', () => {
    expect(survivingCustomer(JSON.parse(JSON.stringify(merges)), customer('a'))).toBe('c');
  });
});

it('knows the attributes of each kind of file, as they were last defined', () => {
  const defined = (subject: AttributeOf, attribute: string, kind: AttributeKind, choices: string[] = []): AttributesFact => ({
    type: 'AttributeDefined',
    businessDate,
    data: { subject, attribute, kind, label: { zh: attribute, en: attribute }, choices, personal: false },
  });
  const facts = [
    defined('opportunity', 'voltage', 'text'),
    defined('customer', 'staff', 'integer'),
    defined('opportunity', 'voltage', 'choice', ['10kv', '35kv']),
  ];
  expect(foldOf(attributesReference.fold, facts)).toEqual({
    customer: { staff: { kind: 'integer', choices: [], personal: false } },
    lead: {},
    opportunity: { voltage: { kind: 'choice', choices: ['10kv', '35kv'], personal: false } },
  });
});
