import type { AttributeKind, AttributeOf, AttributesFact, CustomerFact, MergesFact } from '@zongheng/customers-events';
import { type BusinessDate, type CustomerId, type EmployeeId, foldOf, type RegionId, type UnitId } from '@zongheng/kernel';
import type { EmployeeFact } from '@zongheng/organisation-events';
import { attributeCatalogue } from './attributes.ts';
import { customerReference } from './customer.ts';
import { employeeReference, postOn } from './employee.ts';
import { mergesReference, survivingCustomer } from './merges.ts';

const date = (text: string): BusinessDate => text as BusinessDate;
const customer = (id: string): CustomerId => id as CustomerId;
const [north, south] = ['north' as UnitId, 'south' as UnitId];
const [li, wang] = ['li' as EmployeeId, 'wang' as EmployeeId];
const businessDate = date('2026-01-05');

describe('a customer, as sales refers to one', () => {
  const prospect = { name: '希望公司', standing: 'prospect', region: null, segment: null, phone: null, email: null } as const;
  const identified = { ...prospect, standing: 'identified', region: 'sichuan' as RegionId, segment: 'industry' } as const;
  const registered: CustomerFact = {
    type: 'CustomerRegistered',
    businessDate,
    data: { kind: 'enterprise', details: prospect, ownership: { owner: li, unit: north }, reference: null },
  };

  it('is unknown until their file is opened', () => {
    expect(foldOf(customerReference, [])).toBeNull();
    expect(foldOf(customerReference, [registered])).toEqual({ identified: false, region: null, segment: null, owner: 'li', unit: 'north' });
  });

  it('becomes identified, moves to a region, and goes to another owner', () => {
    const changed: CustomerFact = { type: 'CustomerDetailsChanged', businessDate, data: { from: prospect, to: identified } };
    const given: CustomerFact = {
      type: 'CustomerOwnerAssigned',
      businessDate,
      data: { from: { owner: li, unit: north }, to: { owner: wang, unit: south }, reason: null },
    };
    expect(foldOf(customerReference, [registered, changed, given])).toEqual({
      identified: true,
      region: 'sichuan',
      segment: 'industry',
      owner: 'wang',
      unit: 'south',
    });
  });
});

describe('merged customers, as sales refers to them', () => {
  const merged = (from: string, into: string): MergesFact => ({
    type: 'CustomersMerged',
    businessDate,
    data: { merged: customer(from), into: customer(into), reason: 'the same firm' },
  });
  const merges = foldOf(mergesReference, [merged('a', 'b'), merged('b', 'c')]);

  it('forward to the file that stays in the end', () => {
    expect(['a', 'b', 'c', 'constructor'].map((id) => survivingCustomer(merges, customer(id)))).toEqual(['c', 'c', 'c', 'constructor']);
  });

  it('survive being written down', () => {
    expect(survivingCustomer(JSON.parse(JSON.stringify(merges)), customer('a'))).toBe('c');
  });
});

describe('an employee, as sales refers to one', () => {
  const joined: EmployeeFact = {
    type: 'EmployeeJoined',
    businessDate: date('2025-01-01'),
    data: { name: '李娜', unit: north, role: 'rep' },
  };
  const transferred: EmployeeFact = {
    type: 'EmployeeTransferred',
    businessDate: date('2025-06-01'),
    data: { from: { unit: north, role: 'rep' }, to: { unit: south, role: 'sales-manager' } },
  };
  const left: EmployeeFact = {
    type: 'EmployeeLeft',
    businessDate: date('2026-01-01'),
    data: { unit: south, successor: wang, successorUnit: south, reason: null },
  };
  const known = foldOf(employeeReference, [joined, transferred, left]);

  it('worked in the unit of the date asked, and in their first one before they joined', () => {
    expect(['2024-01-01', '2025-05-31', '2025-06-01'].map((day) => postOn(known, date(day))?.unit)).toEqual(['north', 'north', 'south']);
    expect(postOn(foldOf(employeeReference, []), date('2025-01-01'))).toBeNull();
  });

  it('has left, until they join again', () => {
    expect(known.left).toBe('2026-01-01');
    expect(foldOf(employeeReference, [{ ...joined, businessDate: date('2026-02-01') }], known).left).toBeNull();
  });

  it('has no name here', () => {
    expect(JSON.stringify(known)).not.toContain('李娜');
  });
});

it('knows the attributes of opportunities alone, as they were last defined', () => {
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
  expect(foldOf(attributeCatalogue, facts)).toEqual({ voltage: { kind: 'choice', choices: ['10kv', '35kv'] } });
});
