import { Ajv2020 } from 'ajv/dist/2020.js';
import { validateSync, MaxLength } from 'class-validator';
import fc from 'fast-check';
import { faultsOfBody, instanceOf } from './body-check.ts';
import { compiledCheck } from './compiled-check.ts';
import { exampleOf, schemasOf, schemaName } from './field-schemas.ts';
import {
  AttributeField,
  CountField,
  DateField,
  FlagField,
  IdField,
  IntegerField,
  InstantField,
  KeyField,
  LabelField,
  ListField,
  MapField,
  MoneyField,
  MonthField,
  ObjectField,
  OneOf,
  PerMilleField,
  TextField,
  ValueField,
} from './fields.ts';
import { attributeKind, dateKind, idKind, instantKind, keyKind, monthKind, oneOfKind, textKind } from './kinds.ts';

const sources = { own: { zh: '自有', en: 'Own' }, partner: { zh: '伙伴', en: 'Partner' } };

class LineBody {
  @IdField() readonly product!: string;
  @CountField() readonly quantity!: number;
  @MoneyField() readonly amount!: { readonly minor: number; readonly currency: string };
}

class PlaceBody {
  @KeyField() readonly region!: string;
}

class OfferBody {
  @TextField(20) readonly title!: string;
  @DateField({ optional: true, description: 'When it is due' }) readonly due?: string;
  @MonthField({ optional: true }) readonly month?: string;
  @InstantField({ optional: true }) readonly at?: string;
  @OneOf(sources, { description: 'Where it came from' }) readonly source!: string;
  @PerMilleField({ optional: true }) readonly weight?: number;
  @FlagField({ optional: true }) readonly urgent?: boolean;
  @IntegerField({ min: -5, max: 5 }, { optional: true }) readonly step?: number;
  @ListField(() => LineBody, { min: 1, max: 3 }) readonly lines!: readonly LineBody[];
  @ListField(idKind, { optional: true, max: 3 }) readonly people?: readonly string[];
  @MapField(attributeKind, { optional: true, max: 2 }) readonly attributes?: Readonly<Record<string, unknown>>;
  @ObjectField(() => PlaceBody, { optional: true }) readonly place?: PlaceBody;
  @LabelField({ optional: true }) readonly name?: { readonly zh: string; readonly en: string };
  @MoneyField({ optional: true, signed: true }) readonly change?: { readonly minor: number; readonly currency: string };
  @AttributeField({ optional: true }) readonly extra?: unknown;
}

const line = { product: 'vpn', quantity: 2, amount: { minor: 100, currency: 'CNY' } };
const good = { title: 'Leased line', source: 'own', lines: [line] };
const pointers = (body: unknown): string[] => faultsOfBody(OfferBody, body).map((fault) => fault.pointer);

describe('a body', () => {
  it('that holds what its fields say passes', () => {
    expect(faultsOfBody(OfferBody, good)).toEqual([]);
    const whole = { ...good, due: '2026-02-28', people: ['a', 'b'], attributes: { size: 3, 行业: '电力' }, place: { region: '华东' } };
    expect(faultsOfBody(OfferBody, { ...whole, name: { zh: '甲', en: 'A' }, change: { minor: -1, currency: 'USD' } })).toEqual([]);
  });

  it('is told every field at fault by its pointer, nested ones too', () => {
    expect(pointers({ ...good, title: '', due: '2026-02-30' })).toEqual(['/title', '/due']);
    expect(pointers({ ...good, lines: [line, { ...line, amount: { minor: 1.5, currency: 'cny' } }] })).toEqual([
      '/lines/1/amount/minor',
      '/lines/1/amount/currency',
    ]);
    expect(pointers({ ...good, place: 'here' })).toEqual(['/place']);
    expect(faultsOfBody(OfferBody, { ...good, people: ['a', '../b'] })[0]?.detail).toMatch(/the item at 1 is not/);
  });

  it('is told what is missing, and that null is not how to leave a field out', () => {
    expect(pointers({})).toEqual(['/title', '/source', '/lines']);
    expect(pointers({ ...good, due: null })).toEqual(['/due']);
  });

  it('is told of fields that nobody declared, also those that every object inherits', () => {
    const hostile = JSON.parse('{"__proto__":{"polluted":true},"hasOwnProperty":1,"constructor":2}') as object;
    expect(pointers({ ...good, more: 1 })).toEqual(['/more']);
    for (const name of ['hasOwnProperty', 'constructor', 'toString']) expect(pointers({ ...good, [name]: 1 })).toEqual([`/${name}`]);
    expect(pointers(Object.assign(Object.create(null), hostile, good))).toContain('/hasOwnProperty');
    expect(pointers({ ...good, lines: [{ ...line, 'a/b~c': 1 }] })).toEqual(['/lines/0/a~1b~0c']);
  });

  it('that is no object is refused as a whole', () => {
    for (const body of [null, undefined, [], 'text', 3]) expect(pointers(body)).toEqual(['']);
  });

  it('has at most fifty of its faults named', () => {
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`x${index}`, 1]));
    expect(pointers({ ...good, ...many })).toHaveLength(50);
  });
});

describe('the compiled check', () => {
  const anything = fc.oneof(
    fc.anything({ maxDepth: 2 }),
    fc.string(),
    fc.integer(),
    fc.constantFrom('2026-01-31', 'own', 'vpn', true, null),
  );
  const someBody = fc
    .tuple(
      fc.dictionary(fc.constantFrom(...Object.keys({ ...good, due: 1, people: 1, place: 1, attributes: 1, step: 1 })), anything),
      fc.boolean(),
    )
    .map(([fields, onTop]) => (onTop ? { ...good, ...fields } : fields));

  it('says yes exactly where class-validator does', () => {
    const plainOf = (body: object) => JSON.parse(JSON.stringify(body)) as Readonly<Record<string, unknown>>;
    fc.assert(
      fc.property(someBody, (odd) => {
        const body = plainOf(odd);
        const byLibrary = validateSync(instanceOf(OfferBody, body), { forbidUnknownValues: true }).length === 0;
        expect(compiledCheck(OfferBody).accepts(body)).toBe(byLibrary);
      }),
      { numRuns: 500 },
    );
  });

  it('honours validators of class-validator beside the kit’s fields', () => {
    class ShortBody {
      @TextField(50)
      @MaxLength(3)
      readonly code!: string;
    }
    expect(faultsOfBody(ShortBody, { code: 'abc' })).toEqual([]);
    expect(faultsOfBody(ShortBody, { code: 'abcd' })).toEqual([{ pointer: '/code', detail: expect.stringMatching(/3 characters/) }]);
  });
});

describe('the schema of a field', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.string({ unit: fc.constantFrom('a', '-', '.', '_', '~', ' ', '商', '\0', '\n', '2', '0'), maxLength: 8 }),
    fc.tuple(fc.integer({ min: 1890, max: 2210 }), fc.integer({ min: 0, max: 13 })).map(([y, m]) => `${y}-${String(m).padStart(2, '0')}`),
    fc.constantFrom('own', '2026-02-28', '2026-03-01T08:00:00Z', '2026-03-01T24:00:00Z', 'a..b', 'a.', '-a'),
  );
  const kinds = [idKind, keyKind, textKind(5), monthKind, oneOfKind(sources), attributeKind];

  it.each(kinds.map((kind) => [kind.name, kind] as const))('says the same as the check: %s', (_name, kind) => {
    const bySchema = new Ajv2020({ strict: false }).compile(kind.schema);
    fc.assert(
      fc.property(fc.oneof(texts, fc.integer(), fc.boolean(), fc.constant(null), fc.array(fc.string())), (value) => {
        expect([value, kind.check(value)]).toEqual([value, bySchema(value)]);
      }),
      { numRuns: 2000 },
    );
  });

  it('never takes what the check takes for wrong: dates and instants', () => {
    const validator = new Ajv2020({ strict: false, formats: { date: true, 'date-time': true } });
    for (const [kind, text] of [
      [dateKind, '2026-02-28'],
      [instantKind, '2026-02-28T10:00:00.5Z'],
    ] as const) {
      expect([kind.check(text), validator.compile(kind.schema)(text)]).toEqual([true, true]);
      expect(kind.check(text.replace('02-28', '02-30'))).toBe(false);
    }
  });

  it('stands in the document with those of the classes it holds, and its example passes', () => {
    const schemas = schemasOf(OfferBody);
    expect([...schemas.keys()]).toEqual(['Offer', 'Line', 'Amount', 'Place', 'Label', 'Money']);
    expect(schemaName(LineBody)).toBe('Line');
    expect(schemas.get('Offer')?.schema).toMatchObject({ required: ['title', 'source', 'lines'], additionalProperties: false });
    expect(faultsOfBody(OfferBody, exampleOf(OfferBody))).toEqual([]);
  });

  it('is of one class for each name', () => {
    const other = { LineBody: class LineBody {} }.LineBody;
    ValueField(idKind)(other.prototype, 'x');
    expect(() => schemasOf(other, schemasOf(LineBody))).toThrow(/two classes of fields are shown as Line/);
  });
});
