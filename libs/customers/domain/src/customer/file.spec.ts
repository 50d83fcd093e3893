import type { CustomerCell, CustomerDetails, CustomerFact, Ownership } from '@zongheng/customers-events';
import { specification } from '@zongheng/kernel/testing';
import { day, employee, on, region, unit } from '../commands.spec-data.ts';
import type { AssignCustomerOwner, ChangeCustomerDetails, HandOverCustomer, RegisterCustomer } from './commands.ts';
import { customerDecider } from './decide.ts';

const customers = specification(customerDecider);

const details: CustomerDetails = {
  name: '宁波港务集团有限公司',
  standing: 'prospect',
  region: region('ningbo'),
  segment: 'ports',
  phone: '0574-8769 5000',
  email: null,
};
const owned = (owner: string, by = 'east'): Ownership => ({ owner: employee(owner), unit: unit(by) });
const registered = (date: string, more: Partial<CustomerDetails> = {}): CustomerFact => ({
  type: 'CustomerRegistered',
  businessDate: day(date),
  data: {
    kind: 'enterprise',
    details: { ...details, ...more },
    ownership: owned('li-na'),
    reference: { system: 'crm-2019', key: 'ACC-0042' },
  },
});
const changed = (date: string, to: Partial<CustomerDetails>, from: Partial<CustomerDetails> = {}): CustomerFact => ({
  type: 'CustomerDetailsChanged',
  businessDate: day(date),
  data: { from: { ...details, ...from }, to: { ...details, ...from, ...to } },
});
const assigned = (date: string, from: Ownership, to: Ownership, reason: string | null = null): CustomerFact => ({
  type: 'CustomerOwnerAssigned',
  businessDate: day(date),
  data: { from, to, reason },
});

const cell = (more: Partial<CustomerCell> = {}): CustomerCell => ({
  kind: 'enterprise',
  stage: 'identified',
  ...owned('li-na'),
  region: region('ningbo'),
  segment: 'ports',
  ...more,
});
const reclassified = (date: string, from: Partial<CustomerCell>, to: Partial<CustomerCell>): CustomerFact => ({
  type: 'CustomerReclassified',
  businessDate: day(date),
  data: { from: cell(from), to: cell({ ...from, ...to }) },
});

const register = (date: string, more: Partial<RegisterCustomer> = {}): RegisterCustomer => ({
  type: 'RegisterCustomer',
  ...on(date),
  kind: 'enterprise',
  details,
  owner: employee('li-na'),
  ownerUnit: unit('east'),
  regionKnown: true,
  identity: null,
  reference: { system: 'crm-2019', key: 'ACC-0042' },
  ...more,
});
const change = (date: string, changes: ChangeCustomerDetails['changes'], regionKnown = true): ChangeCustomerDetails => ({
  type: 'ChangeCustomerDetails',
  ...on(date),
  changes,
  regionKnown,
});
const assign = (date: string, owner: string, ownerUnit: string | null = 'east'): AssignCustomerOwner => ({
  type: 'AssignCustomerOwner',
  ...on(date),
  owner: employee(owner),
  ownerUnit: ownerUnit === null ? null : unit(ownerUnit),
  reason: null,
});
const handOver = (date: string, from: string, to: Ownership): HandOverCustomer => ({
  type: 'HandOverCustomer',
  ...on(date),
  from: employee(from),
  to,
  reason: '岗位调整',
});

describe('registering a customer', () => {
  it('opens a file: who they are, who looks after them, where the record came from', () => {
    customers.given().when(register('2026-01-05')).then(registered('2026-01-05'));
  });

  it('takes a prospect of whom only a name is known', () => {
    const little: CustomerDetails = { name: '某港口', standing: 'prospect', region: null, segment: null, phone: null, email: null };
    customers
      .given()
      .when(register('2026-01-05', { details: little, regionKnown: false }))
      .then(registered('2026-01-05', little));
  });

  it('changes nothing where the file says just that', () => {
    customers.given().whenRepeated(register('2026-01-05')).thenNothing();
    customers
      .given(registered('2026-01-05'))
      .when(register('2026-03-01', { ownerUnit: unit('west') }))
      .thenNothing();
  });

  it.each<Partial<RegisterCustomer>>([
    { kind: 'person' },
    { details: { ...details, phone: null } },
    { owner: employee('wang-wei') },
    { reference: null },
  ])('is refused where the file under that id says something else than %p', (other) => {
    customers.given(registered('2026-01-05')).when(register('2026-01-06', other)).thenRefused('CUSTOMERS.CUSTOMER.REGISTERED_ALREADY');
  });

  it('needs an owner who works here, a region that is defined, and a date not to come', () => {
    expect(
      customers
        .given()
        .when(register('2026-01-05', { ownerUnit: null }))
        .thenRefused('CUSTOMERS.CUSTOMER.OWNER_NOT_EMPLOYED').field,
    ).toBe('/owner');
    expect(
      customers
        .given()
        .when(register('2026-01-05', { regionKnown: false }))
        .thenRefused('CUSTOMERS.CUSTOMER.REGION_UNKNOWN').field,
    ).toBe('/region');
    customers.given().when(register('2026-07-01')).thenRefused('DATE.IN_FUTURE');
  });
});

describe('changing a customer’s details', () => {
  const given = customers.given(registered('2026-01-05'));

  it('says the whole before and the whole after, whatever part was given', () => {
    given
      .when(change('2026-02-01', { standing: 'identified', email: 'gangwu@example.cn' }))
      .then(changed('2026-02-01', { standing: 'identified', email: 'gangwu@example.cn' }));
  });

  it('empties what is given as null, and leaves what is not given', () => {
    given.when(change('2026-02-01', { phone: null, email: undefined })).then(changed('2026-02-01', { phone: null }));
  });

  it('goes on from the last change', () => {
    customers
      .given(registered('2026-01-05'), changed('2026-02-01', { segment: 'logistics' }))
      .when(change('2026-03-01', { region: region('zhoushan') }))
      .then(
        changed('2026-03-01', { region: region('zhoushan') }, { segment: 'logistics' }),
        reclassified('2026-03-01', { segment: 'logistics' }, { region: region('zhoushan') }),
      );
  });

  it('changes nothing where it is so already', () => {
    given.when(change('2026-02-01', { name: details.name, segment: 'ports' })).thenNothing();
    given.when(change('2026-02-01', {})).thenNothing();
    given.whenRepeated(change('2026-02-01', { segment: 'logistics' })).thenNothing();
  });

  it('is refused for a customer nobody registered, and to a region nobody defined', () => {
    customers
      .given()
      .when(change('2026-02-01', { segment: 'x' }))
      .thenRefused('CUSTOMERS.CUSTOMER.UNKNOWN');
    given.when(change('2026-02-01', { region: region('atlantis') }, false)).thenRefused('CUSTOMERS.CUSTOMER.REGION_UNKNOWN');
  });

  it('is dated between the last fact and today', () => {
    given.when(change('2026-01-04', { segment: 'x' })).thenRefused('DATE.BEFORE_LAST');
    given.when(change('2026-07-01', { segment: 'x' })).thenRefused('DATE.IN_FUTURE');
  });
});

describe('giving a customer another owner', () => {
  const given = customers.given(registered('2026-01-05'));

  it('says from whom to whom, with the units they belonged to', () => {
    given
      .when(assign('2026-02-01', 'wang-wei', 'north'))
      .then(assigned('2026-02-01', owned('li-na'), owned('wang-wei', 'north')), reclassified('2026-02-01', {}, owned('wang-wei', 'north')));
  });

  it('follows the same owner into another unit', () => {
    given
      .when(assign('2026-02-01', 'li-na', 'north'))
      .then(assigned('2026-02-01', owned('li-na'), owned('li-na', 'north')), reclassified('2026-02-01', {}, owned('li-na', 'north')));
  });

  it('changes nothing where they look after them already', () => {
    given.when(assign('2026-02-01', 'li-na')).thenNothing();
    given.whenRepeated(assign('2026-02-01', 'wang-wei', 'north')).thenNothing();
  });

  it('is refused to someone who does not work here, and for a customer nobody registered', () => {
    given.when(assign('2026-02-01', 'wang-wei', null)).thenRefused('CUSTOMERS.CUSTOMER.OWNER_NOT_EMPLOYED');
    customers.given().when(assign('2026-02-01', 'wang-wei')).thenRefused('CUSTOMERS.CUSTOMER.UNKNOWN');
  });

  it('is dated between the last fact and today', () => {
    given.when(assign('2026-01-04', 'wang-wei')).thenRefused('DATE.BEFORE_LAST');
    given.when(assign('2026-07-01', 'wang-wei')).thenRefused('DATE.IN_FUTURE');
  });
});

describe('handing a customer over because of what happened to the owner', () => {
  const given = customers.given(registered('2026-01-05'));
  const successor = owned('wang-wei', 'north');

  it('gives it to the successor, or follows the owner into their new unit', () => {
    given
      .when(handOver('2026-02-01', 'li-na', successor))
      .then(assigned('2026-02-01', owned('li-na'), successor, '岗位调整'), reclassified('2026-02-01', {}, successor));
    given
      .when(handOver('2026-02-01', 'li-na', owned('li-na', 'west')))
      .then(
        assigned('2026-02-01', owned('li-na'), owned('li-na', 'west'), '岗位调整'),
        reclassified('2026-02-01', {}, owned('li-na', 'west')),
      );
  });

  it('counts from the file’s last fact where the owner went before it', () => {
    customers
      .given(registered('2026-01-05'), changed('2026-03-01', { segment: 'logistics' }))
      .when(handOver('2026-02-01', 'li-na', successor))
      .then(assigned('2026-03-01', owned('li-na'), successor, '岗位调整'), reclassified('2026-03-01', { segment: 'logistics' }, successor));
  });

  it('leaves alone who got another owner meanwhile, and changes nothing twice', () => {
    customers
      .given(registered('2026-01-05'), assigned('2026-02-01', owned('li-na'), owned('zhao-lei')))
      .when(handOver('2026-02-02', 'li-na', successor))
      .thenNothing();
    given.whenRepeated(handOver('2026-02-01', 'li-na', successor)).thenNothing();
    given.whenRepeated(handOver('2026-02-01', 'li-na', owned('li-na', 'west'))).thenNothing();
  });

  it('is refused for a customer nobody registered, and ahead of its day', () => {
    customers
      .given()
      .when(handOver('2026-02-01', 'li-na', successor))
      .thenRefused('CUSTOMERS.CUSTOMER.UNKNOWN');
    given.when(handOver('2026-07-01', 'li-na', successor)).thenRefused('DATE.IN_FUTURE');
  });
});
