import { catalogueOf, checkerOf, markedPaths } from './catalogue.ts';
import { categoryOf, defineEvent, idOf, streamOf } from './event.ts';
import { DateText, financial, Id, Key, KeyOf, MoneyOf, MonthText, PerMille, personal, Shape, Text, Type } from './schema.ts';

const meaning = { zh: '示例', en: 'An example' };
const NameGiven = defineEvent({
  type: 'NameGiven',
  version: 3,
  stream: 'person',
  meaning,
  data: Shape({ first: personal(Text()), last: personal(Text()), age: Type.Union([Type.Integer({ minimum: 0 }), Type.Null()]) }),
  upcasters: {
    1: (data: { readonly name: string }) => ({ first: data.name.slice(1), last: data.name.slice(0, 1) }),
    2: (data: { readonly first: string; readonly last: string }) => ({ ...data, age: null }),
  },
});
const HouseBuilt = defineEvent({ type: 'HouseBuilt', version: 1, stream: 'house', meaning, data: Shape({ on: DateText() }) });
const catalogue = catalogueOf([NameGiven, HouseBuilt]);
const name = { first: '娜', last: '李', age: 31 };

describe('the catalogue of events', () => {
  it('lets an event be recorded by the stream that owns it', () => {
    expect(catalogue.faultsOf('person-1', 'NameGiven', name)).toEqual([]);
    expect([...catalogue.definitions.keys()]).toEqual(['NameGiven', 'HouseBuilt']);
  });

  it('refuses an event of another stream, even of one whose name begins the same', () => {
    expect(catalogue.faultsOf('house-1', 'NameGiven', name)[0]?.message).toContain('person-… alone');
    expect(catalogue.faultsOf('persons-1', 'NameGiven', name)).toHaveLength(1);
  });

  it('refuses an event that nobody defined, those that every object has included', () => {
    expect(catalogue.faultsOf('person-1', 'NameTaken', name)[0]?.message).toContain('NameTaken');
    expect(catalogue.faultsOf('person-1', 'constructor', name)).toHaveLength(1);
  });

  it.each([
    ['a member that is missing', { first: '娜', last: '李' }, ''],
    ['a member that is not declared', { ...name, nick: '阿娜' }, ''],
    ['a wrong type', { ...name, age: '31' }, '/age'],
    ['an empty text', { ...name, first: '' }, '/first'],
    ['no object at all', null, ''],
  ])('refuses data with %s, and says where', (_name, data, path) => {
    const faults = catalogue.faultsOf('person-1', 'NameGiven', data);
    expect(faults.length).toBeGreaterThan(0);
    expect(faults.map((fault) => fault.path)).toContain(path);
  });

  it('reads every older version as today’s', () => {
    const today = { first: '娜', last: '李', age: null };
    expect(catalogue.upcast('NameGiven', 1, { name: '李娜' })).toEqual(today);
    expect(catalogue.upcast('NameGiven', 2, { first: '娜', last: '李' })).toEqual(today);
    expect(catalogue.upcast('NameGiven', 3, name)).toBe(name);
  });

  it('does not pretend to read a version from the future or a type it does not know', () => {
    expect(() => catalogue.upcast('NameGiven', 4, {})).toThrow('newer than this program');
    expect(() => catalogue.upcast('NameTaken', 1, {})).toThrow(RangeError);
  });

  it('does not start with two definitions of one type, or with a version that nothing leads to', () => {
    expect(() => catalogueOf([HouseBuilt, HouseBuilt])).toThrow('two definitions of the event HouseBuilt');
    expect(() => catalogueOf([{ ...HouseBuilt, version: 2 }])).toThrow('no upcaster from v1');
    const { 1: _first, ...upcasters } = NameGiven.upcasters ?? {};
    expect(() => catalogueOf([{ ...NameGiven, upcasters }])).toThrow('NameGiven v3 has no upcaster from v1');
  });

  it('knows which fields are personal', () => {
    expect(catalogue.personalPaths('NameGiven')).toEqual(['/first', '/last']);
    expect(catalogue.personalPaths('HouseBuilt')).toEqual([]);
  });
});

describe('a mark on a field', () => {
  it('is found in nested objects, lists, records and alternatives, and once each', () => {
    const schema = Shape({
      details: Shape({ phone: personal(Type.Union([Text(), Type.Null()])), city: Text() }),
      contacts: Type.Array(Shape({ name: personal(Text()) })),
      notes: Type.Record(Key(), personal(Text())),
      spouse: Type.Union([Shape({ name: personal(Text()) }), Shape({ name: personal(Text()), born: DateText() }), Type.Null()]),
      amount: financial(Type.Integer()),
    });
    expect(markedPaths(schema, 'x-personal')).toEqual(['/details/phone', '/contacts/*/name', '/notes/*', '/spouse/name']);
    expect(markedPaths(schema, 'x-financial')).toEqual(['/amount']);
  });
});

describe('the words that schemas are made of', () => {
  const accepts = (schema: Parameters<typeof checkerOf>[0], value: unknown): boolean => checkerOf(schema)(value).length === 0;

  it('take ids that are safe in stream names and addresses', () => {
    expect(['c-10023', 'A', '7f.x~y_z', 'a'.repeat(96)].every((id) => accepts(Id(), id))).toBe(true);
    expect(['', '-a', '../a', 'a/b', '客户', 'a b', 'a'.repeat(97), 'a\u0000', 'a\n', 7].some((id) => accepts(Id(), id))).toBe(false);
  });

  it('take keys in any script, without white space around them', () => {
    expect(['negotiation', '商务谈判', 'a b', 'x'].every((key) => accepts(Key(), key))).toBe(true);
    expect(['', ' a', 'a ', '\t', 'k'.repeat(65)].some((key) => accepts(Key(), key))).toBe(false);
  });

  it('take dates and months that exist', () => {
    expect(accepts(DateText(), '2024-02-29')).toBe(true);
    expect(accepts(DateText(), '2026-02-29')).toBe(false);
    expect(accepts(MonthText(), '2026-12')).toBe(true);
    expect(accepts(MonthText(), '2026-13')).toBe(false);
  });

  it('take money as whole minor units of a currency, and nothing beside', () => {
    expect(accepts(MoneyOf(), { minor: -1, currency: 'CNY' })).toBe(true);
    for (const wrong of [{ minor: 0.5, currency: 'CNY' }, { minor: 1, currency: 'cny' }, { minor: 9e15, currency: 'CNY' }, { minor: 1 }]) {
      expect(accepts(MoneyOf(), wrong)).toBe(false);
    }
    expect(accepts(MoneyOf(), { minor: 1, currency: 'CNY', rate: 7 })).toBe(false);
  });

  it('take per mille from 0 to 1000, and one of a table’s keys', () => {
    expect([0, 1000].every((value) => accepts(PerMille(), value))).toBe(true);
    expect([-1, 1001, 0.5].some((value) => accepts(PerMille(), value))).toBe(false);
    const kind = KeyOf({ person: meaning, enterprise: meaning });
    expect(accepts(kind, 'person')).toBe(true);
    expect(accepts(kind, 'constructor')).toBe(false);
  });
});

describe('the name of a stream', () => {
  it('is its category and the id, which may hold dashes', () => {
    expect(streamOf('customer', 'c-10-23')).toBe('customer-c-10-23');
    expect(categoryOf('customer-c-10-23')).toBe('customer');
    expect(idOf('customer-c-10-23')).toBe('c-10-23');
  });
});
