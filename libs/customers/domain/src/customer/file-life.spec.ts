import type { CustomerCell, CustomerFact, LifecycleStage } from '@zongheng/customers-events';
import { specification } from '@zongheng/kernel/testing';
import { customer, day, employee, on, unit } from '../commands.spec-data.ts';
import type {
  AddContact,
  FollowWonDeal,
  GrantConsent,
  IdentifyNeed,
  ReceiveFeedback,
  RecordIdentity,
  RecordInteraction,
  RecordRelationship,
  SetContactPreference,
  SetCustomerAttributes,
} from './commands.ts';
import { customerDecider } from './decide.ts';
import { opened, zhang } from './file-life.spec-data.ts';

const customers = specification(customerDecider);
const given = customers.given(opened());
const cell = (stage: LifecycleStage): CustomerCell => ({
  kind: 'enterprise',
  stage,
  owner: employee('li-na'),
  unit: unit('east'),
  region: null,
  segment: null,
});
const entered = (date: string, from: LifecycleStage, to: LifecycleStage, more: object = {}): CustomerFact => ({
  type: 'LifecycleStageChanged',
  businessDate: day(date),
  data: { from: cell(from), to: cell(to), cause: 'recorded', reason: null, ...more },
});

describe('typed attributes', () => {
  const catalogue = {
    staff: { kind: 'integer', choices: [], personal: false },
    boss: { kind: 'text', choices: [], personal: true },
    branch: { kind: 'choice', choices: ['port', 'bank'], personal: false },
  } as const;
  const set = (values: SetCustomerAttributes['set'], remove: readonly string[] = []): SetCustomerAttributes => ({
    type: 'SetCustomerAttributes',
    ...on('2026-02-01'),
    set: values,
    remove,
    catalogue,
  });
  const recorded: CustomerFact = {
    type: 'CustomerAttributesSet',
    businessDate: day('2026-02-01'),
    data: { set: { staff: 12 }, setPersonal: { boss: '陈国强' }, removed: [] },
  };

  it('are set, the personal ones apart, and only what changes is recorded', () => {
    given.when(set({ staff: 12, boss: '陈国强' })).then(recorded);
    given.whenRepeated(set({ staff: 12, boss: '陈国强' })).thenNothing();
    customers
      .given(opened(), recorded)
      .when(set({ staff: 12 }, ['boss', 'branch']))
      .then({ ...recorded, data: { set: {}, setPersonal: {}, removed: ['boss'] } });
  });

  it.each<[string, SetCustomerAttributes['set']]>([
    ['CUSTOMERS.CUSTOMER.ATTRIBUTE_UNDEFINED', { nobody: 1 }],
    ['CUSTOMERS.CUSTOMER.ATTRIBUTE_UNDEFINED', { constructor: 1 }],
    ['CUSTOMERS.CUSTOMER.ATTRIBUTE_MISMATCHED', { staff: '12' }],
    ['CUSTOMERS.CUSTOMER.ATTRIBUTE_MISMATCHED', { branch: 'farm' }],
  ])('are refused by %s for %p', (code, values) => {
    given.when(set(values)).thenRefused(code);
  });

  it('are at most a thousand', () => {
    const many = Object.fromEntries(Array.from({ length: 1_001 }, (_, index) => [`a${index}`, index]));
    const all = Object.fromEntries(Object.keys(many).map((key) => [key, catalogue.staff]));
    given.when({ ...set(many), catalogue: all }).thenRefused('CUSTOMERS.CUSTOMER.ATTRIBUTES_TOO_MANY');
  });
});

describe('the stages of a customer’s life', () => {
  it('follow each other as somebody says, and who left, left for a reason', () => {
    const change = (stage: LifecycleStage, reason: string | null = null) =>
      ({ type: 'ChangeLifecycleStage', ...on('2026-02-01'), stage, reason }) as const;
    given.when(change('selected')).then(entered('2026-02-01', 'identified', 'selected'));
    given.whenRepeated(change('selected')).thenNothing();
    given.when(change('left')).thenRefused('CUSTOMERS.CUSTOMER.REASON_MISSING');
    given.when(change('left', '停业')).then(entered('2026-02-01', 'identified', 'left', { reason: '停业' }));
    given.when({ ...change('won'), ...on('2026-01-04') }).thenRefused('DATE.BEFORE_LAST');
  });

  it('follow deals that are won: the first wins the customer, the next develops it, more change nothing', () => {
    const won: FollowWonDeal = { type: 'FollowWonDeal', ...on('2026-01-02'), opportunity: 'o-1' };
    const first = entered('2026-01-05', 'identified', 'won', { cause: 'opportunity-won' });
    const developed = entered('2026-01-05', 'won', 'developed', { cause: 'opportunity-won' });
    given.when(won).then(first);
    customers.given(opened(), first).when(won).then(developed);
    customers.given(opened(), first, developed).when(won).thenNothing();
    customers
      .given(opened(), entered('2026-01-06', 'identified', 'left', { reason: '停业' }))
      .when(won)
      .then(entered('2026-01-06', 'left', 'won', { cause: 'opportunity-won' }));
  });
});

describe('an identity', () => {
  const claim = (reservation: number) => ({ identity: 'hash', reservation });
  const record = (number: string | null, reserved: ReturnType<typeof claim> | null = claim(1)): RecordIdentity => ({
    type: 'RecordIdentity',
    ...on('2026-02-01'),
    identity: number === null ? null : { document: 'tax-code', number, claim: reserved },
  });
  const close = (reservation: number, isRecorded = false) =>
    ({ type: 'CloseIdentityClaim', ...on('2026-02-01'), ...claim(reservation), isRecorded }) as const;
  const closed = (reservation: number): CustomerFact => ({
    type: 'IdentityClaimClosed',
    businessDate: day('2026-02-01'),
    data: claim(reservation),
  });
  const recorded = (from: string | null, to: string | null): CustomerFact => ({
    type: 'CustomerIdentityRecorded',
    businessDate: day('2026-02-01'),
    data: { document: 'tax-code', from, to },
  });

  it('is recorded only where it is reserved for this customer, and can be given up', () => {
    given.when(record('91330200MA2A')).then(recorded(null, '91330200MA2A'));
    given.whenRepeated(record('91330200MA2A')).thenNothing();
    given.when(record('91330200MA2A', null)).thenRefused('CUSTOMERS.CUSTOMER.IDENTITY_NOT_RESERVED');
    customers.given(opened(), recorded(null, '91330200MA2A')).when(record(null)).then(recorded('91330200MA2A', null));
  });

  it('is six letters or digits and more, of the document that fits the kind', () => {
    given.when(record('12')).thenRefused('CUSTOMERS.CUSTOMER.IDENTITY_MALFORMED');
    given
      .when({ ...record('91330200MA2A'), identity: { document: 'id-number', number: '91330200MA2A', claim: claim(1) } })
      .thenRefused('CUSTOMERS.CUSTOMER.IDENTITY_MALFORMED');
  });

  it('is recorded on no reservation that was closed, nor on one before, but on a later one', () => {
    given.when(close(2)).then(closed(2));
    given.whenRepeated(close(2)).thenNothing();
    const after = customers.given(opened(), closed(2));
    after.when(close(1)).thenNothing();
    for (const reservation of [1, 2])
      after.when(record('91330200MA2A', claim(reservation))).thenRefused('CUSTOMERS.CUSTOMER.IDENTITY_NOT_RESERVED');
    after.when(record('91330200MA2A', claim(3))).then(recorded(null, '91330200MA2A'));
    after.when(record('91330200MA2A', { identity: 'another', reservation: 1 })).then(recorded(null, '91330200MA2A'));
  });

  it('that the file says keeps its claim', () => {
    given.when(close(1, true)).thenNothing();
    customers.given().when(close(1)).thenRefused('CUSTOMERS.CUSTOMER.UNKNOWN');
  });

  it('frees an id that was never registered only by closing it for ever', () => {
    const abandon = { type: 'AbandonRegistration', ...on('2026-02-01'), reason: '未完成' } as const;
    const abandoned: CustomerFact = { type: 'RegistrationAbandoned', businessDate: day('2026-02-01'), data: { reason: '未完成' } };
    customers.given().when(abandon).then(abandoned);
    customers.given().whenRepeated(abandon).thenNothing();
    given.when(abandon).thenRefused('CUSTOMERS.CUSTOMER.REGISTERED_ALREADY');
    const register = {
      type: 'RegisterCustomer',
      ...on('2026-02-02'),
      kind: 'enterprise',
      details: { name: '港', standing: 'prospect', region: null, segment: null, phone: null, email: null },
      owner: employee('li-na'),
      ownerUnit: unit('east'),
      regionKnown: true,
      identity: null,
      reference: null,
    } as const;
    customers.given(abandoned).when(register).thenRefused('CUSTOMERS.CUSTOMER.REGISTRATION_ABANDONED');
  });
});

describe('contacts', () => {
  const add: AddContact = { type: 'AddContact', ...on('2026-02-01'), contact: 'k1', details: zhang };
  const added: CustomerFact = { type: 'ContactAdded', businessDate: day('2026-02-01'), data: { contact: 'k1', details: zhang } };
  const known = customers.given(opened(), added);

  it('are added, changed and removed, each with what it was before', () => {
    given.when(add).then(added);
    given.whenRepeated(add).thenNothing();
    const to = { ...zhang, role: '副主任' };
    const change = { type: 'ChangeContact', ...on('2026-02-02'), contact: 'k1', changes: { role: '副主任' } } as const;
    known.when(change).then({ type: 'ContactChanged', businessDate: day('2026-02-02'), data: { contact: 'k1', from: zhang, to } });
    known.whenRepeated(change).thenNothing();
    const remove = { type: 'RemoveContact', ...on('2026-02-02'), contact: 'k1', reason: null } as const;
    known
      .when(remove)
      .then({ type: 'ContactRemoved', businessDate: day('2026-02-02'), data: { contact: 'k1', details: zhang, reason: null } });
    known.whenRepeated(remove).thenNothing();
  });

  it('are refused under an id of another, and where there is none', () => {
    known.when({ ...add, details: { ...zhang, name: '李工' } }).thenRefused('CUSTOMERS.CUSTOMER.CONTACT_THERE_ALREADY');
    given
      .when({ type: 'RemoveContact', ...on('2026-02-02'), contact: 'k9', reason: null })
      .thenRefused('CUSTOMERS.CUSTOMER.CONTACT_UNKNOWN');
    const many = Array.from({ length: 500 }, (_, index): CustomerFact => ({
      ...added,
      type: 'ContactAdded',
      data: { contact: `c${index}`, details: zhang },
    }));
    customers
      .given(opened(), ...many)
      .when(add)
      .thenRefused('CUSTOMERS.CUSTOMER.TOO_MANY');
  });
});

describe('dealings', () => {
  const call: RecordInteraction = {
    type: 'RecordInteraction',
    ...on('2025-11-20'),
    interaction: 'i1',
    channel: 'hotline',
    direction: 'in',
    outcome: 'informed',
    by: null,
    byKnown: true,
    department: null,
    contact: null,
    subject: '咨询',
    note: null,
    reference: { system: 'callcentre', key: '42' },
  };
  const { type: _type, byKnown: _known, on: _on, today: _today, now: _now, actor: _actor, ...data } = call;

  it('are facts of their own date, older than the file even, and count once by id or by the record they came from', () => {
    given.when(call).then({ type: 'InteractionRecorded', businessDate: day('2025-11-20'), data });
    given.whenRepeated(call).thenNothing();
    customers
      .given(opened(), { type: 'InteractionRecorded', businessDate: day('2025-11-20'), data })
      .when({ ...call, interaction: 'i2' })
      .thenNothing();
  });

  it('are refused ahead of their day, by a stranger, and with a contact nobody knows', () => {
    given.when({ ...call, ...on('2026-07-01') }).thenRefused('DATE.IN_FUTURE');
    given.when({ ...call, by: employee('nobody'), byKnown: false }).thenRefused('CUSTOMERS.CUSTOMER.EMPLOYEE_UNKNOWN');
    given.when({ ...call, contact: 'k9' }).thenRefused('CUSTOMERS.CUSTOMER.CONTACT_UNKNOWN');
  });

  it('include feedback, once, and needs, which hold as they were last said', () => {
    const told: ReceiveFeedback = {
      type: 'ReceiveFeedback',
      ...on('2026-02-01'),
      feedback: 'f1',
      channel: 'web',
      topic: 'billing',
      rating: 4,
      by: null,
      byKnown: true,
      department: null,
      text: '账单看不懂',
      reference: null,
    };
    given.whenRepeated(told).thenNothing();
    const need: IdentifyNeed = {
      type: 'IdentifyNeed',
      ...on('2026-02-01'),
      need: 'n1',
      product: null,
      productLine: 'vpn',
      interest: 'high',
      upgrade: false,
      priority: 'normal',
      note: null,
    };
    given.whenRepeated(need).thenNothing();
    given.when({ ...need, ...on('2026-07-01') }).thenRefused('DATE.IN_FUTURE');
  });
});

describe('understandings', () => {
  const preference = { channels: ['phone'], avoid: ['fax'], hours: { from: '09:00', to: '17:30' }, days: [], language: null };
  const prefer = (more: object = {}): SetContactPreference =>
    ({ type: 'SetContactPreference', ...on('2026-02-01'), preference: { ...preference, ...more } }) as SetContactPreference;

  it('say how a customer wants to be met, without contradiction', () => {
    given.whenRepeated(prefer()).thenNothing();
    given.when(prefer({ avoid: ['phone'] })).thenRefused('CUSTOMERS.CUSTOMER.PREFERENCE_CONTRADICTS');
    given.when(prefer({ hours: { from: '18:00', to: '09:00' } })).thenRefused('CUSTOMERS.CUSTOMER.PREFERENCE_CONTRADICTS');
  });

  it('say what was agreed to, by channel and purpose, and withdrawn', () => {
    const grant: GrantConsent = {
      type: 'GrantConsent',
      ...on('2026-02-01'),
      channel: 'email',
      purpose: 'marketing',
      until: null,
      evidence: '书面',
    };
    const withdraw = { type: 'WithdrawConsent', ...on('2026-02-01'), channel: 'email', purpose: 'marketing', reason: null } as const;
    const granted: CustomerFact = {
      type: 'ConsentGranted',
      businessDate: day('2026-02-01'),
      data: { channel: 'email', purpose: 'marketing', until: null, evidence: '书面' },
    };
    given.when(grant).then(granted);
    given.whenRepeated(grant).thenNothing();
    given.when({ ...grant, until: day('2026-01-31') }).thenRefused('CUSTOMERS.CUSTOMER.CONSENT_OVER');
    given.whenRepeated(withdraw).thenNothing();
    customers
      .given(opened(), granted)
      .when({ ...withdraw, ...on('2026-01-31') })
      .thenRefused('DATE.BEFORE_LAST');
  });

  it('say what another customer is to this one', () => {
    const relate: RecordRelationship = {
      type: 'RecordRelationship',
      ...on('2026-02-01'),
      other: customer('c-2'),
      kind: 'parent',
      holds: true,
      note: null,
      otherKnown: true,
      isItself: false,
    };
    given.whenRepeated(relate).thenNothing();
    given.when({ ...relate, holds: false }).thenNothing();
    given.when({ ...relate, isItself: true }).thenRefused('CUSTOMERS.CUSTOMER.RELATED_TO_ITSELF');
    given.when({ ...relate, otherKnown: false }).thenRefused('CUSTOMERS.CUSTOMER.RELATED_UNKNOWN');
  });
});
