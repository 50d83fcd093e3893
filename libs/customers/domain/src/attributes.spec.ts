import { attributeId, type AttributesFact } from '@zongheng/customers-events';
import { foldOf } from '@zongheng/kernel';
import { specification } from '@zongheng/kernel/testing';
import { attributesDecider, type DefineAttribute } from './attributes.ts';
import { day, on } from './commands.spec-data.ts';

const attributes = specification(attributesDecider);
const industry = {
  subject: 'customer',
  attribute: '行业',
  kind: 'choice',
  label: { zh: '行业', en: 'Industry' },
  choices: ['port', 'bank', 'steel'],
  personal: false,
} as const;

const defined = (date: string, more: Partial<AttributesFact['data']> = {}): AttributesFact => ({
  type: 'AttributeDefined',
  businessDate: day(date),
  data: { ...industry, choices: [...industry.choices], ...more },
});
const define = (date: string, more: Partial<DefineAttribute> = {}): DefineAttribute => ({
  type: 'DefineAttribute',
  ...on(date),
  ...industry,
  ...more,
});

describe('defining an attribute', () => {
  it('says its kind, its labels and the choices there are', () => {
    attributes.given().when(define('2026-01-05')).then(defined('2026-01-05'));
    attributes
      .given()
      .when(define('2026-01-05', { kind: 'integer', choices: [] }))
      .then(defined('2026-01-05', { kind: 'integer', choices: [] }));
  });

  it('changes nothing where it is defined just so', () => {
    attributes.given().whenRepeated(define('2026-01-05')).thenNothing();
    attributes.given(defined('2026-01-05')).when(define('2026-03-01')).thenNothing();
  });

  it('may name it anew, add choices and order them otherwise', () => {
    const label = { zh: '所属行业', en: 'Line of business' };
    const choices = ['steel', 'port', 'bank', 'rail'];
    attributes.given(defined('2026-01-05')).when(define('2026-02-01', { label, choices })).then(defined('2026-02-01', { label, choices }));
  });

  it('is one attribute for customers and another for opportunities', () => {
    const given = attributes.given(defined('2026-01-05'));
    given
      .when(define('2026-01-06', { subject: 'opportunity', kind: 'text', choices: [] }))
      .then(defined('2026-01-06', { subject: 'opportunity', kind: 'text', choices: [] }));
  });

  it('keeps the kind and the personal mark, as values stand on them', () => {
    const given = attributes.given(defined('2026-01-05'));
    given.when(define('2026-02-01', { kind: 'text', choices: [] })).thenRefused('CUSTOMERS.ATTRIBUTE.KIND_FIXED');
    given.when(define('2026-02-01', { personal: true })).thenRefused('CUSTOMERS.ATTRIBUTE.PERSONAL_FIXED');
  });

  it('keeps every choice there was', () => {
    const no = attributes
      .given(defined('2026-01-05'))
      .when(define('2026-02-01', { choices: ['bank', 'rail'] }))
      .thenRefused('CUSTOMERS.ATTRIBUTE.CHOICE_GONE');
    expect(no.found).toBe('missing: port, steel');
  });

  it('gives choices to a choice alone, and each once', () => {
    attributes
      .given()
      .when(define('2026-01-05', { choices: [] }))
      .thenRefused('CUSTOMERS.ATTRIBUTE.CHOICES_MISFIT');
    attributes
      .given()
      .when(define('2026-01-05', { choices: ['a', 'a'] }))
      .thenRefused('CUSTOMERS.ATTRIBUTE.CHOICES_MISFIT');
    attributes
      .given()
      .when(define('2026-01-05', { kind: 'flag' }))
      .thenRefused('CUSTOMERS.ATTRIBUTE.CHOICES_MISFIT');
  });

  it('is dated between its last definition and today', () => {
    const label = { zh: '新', en: 'New' };
    attributes.given(defined('2026-01-05')).when(define('2026-01-04', { label })).thenRefused('DATE.BEFORE_LAST');
    attributes
      .given(defined('2026-01-05'))
      .when(define('2026-01-04', { attribute: '规模' }))
      .then(defined('2026-01-04', { attribute: '规模' }));
    attributes.given().when(define('2026-07-01')).thenRefused('DATE.IN_FUTURE');
  });

  it('takes keys that every object has for what they are: keys like others', () => {
    const facts = [defined('2026-01-05', { attribute: '__proto__' })];
    attributes
      .given(...facts)
      .when(define('2026-01-06', { attribute: '__proto__' }))
      .thenNothing();
    expect(Object.keys(foldOf(attributesDecider, facts).attributes)).toEqual([attributeId('customer', '__proto__')]);
  });
});
