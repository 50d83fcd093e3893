import type { SegmentCondition, SegmentFact, SegmentTerms } from '@zongheng/customers-events';
import { specification } from '@zongheng/kernel/testing';
import { day, on } from './commands.spec-data.ts';
import { type DefineSegment, segmentDecider } from './segment.ts';

const segments = specification(segmentDecider);
const askable = {
  field: { region: 'text', registered: 'date' },
  attribute: { staff: 'number', listed: 'flag' },
  measure: { orders: 'number' },
} as const;
const large: SegmentCondition = { of: 'attribute', key: 'staff', is: 'gte', values: [1000] };
const terms = (...conditions: SegmentCondition[]): SegmentTerms => ({ name: { zh: '大客户', en: 'Large' }, conditions });
const define = (...conditions: SegmentCondition[]): DefineSegment => ({
  type: 'DefineSegment',
  ...on('2026-02-01'),
  terms: terms(...conditions),
  askable,
});
const defined: SegmentFact = { type: 'SegmentDefined', businessDate: day('2026-02-01'), data: terms(large) };

describe('a segment', () => {
  it('is defined once, revised with what it was before, and retired', () => {
    segments.given().when(define(large)).then(defined);
    segments.given().whenRepeated(define(large)).thenNothing();
    const other: SegmentCondition = { of: 'field', key: 'region', is: 'in', values: ['ningbo', 'hangzhou'] };
    segments.given(defined).when(define(other)).thenRefused('CUSTOMERS.SEGMENT.DEFINED_ALREADY');
    const revise = { type: 'ReviseSegment', ...on('2026-02-02'), terms: terms(other), askable, reason: null } as const;
    segments
      .given(defined)
      .when(revise)
      .then({ type: 'SegmentRevised', businessDate: day('2026-02-02'), data: { from: terms(large), to: terms(other), reason: null } });
    segments.given(defined).whenRepeated(revise).thenNothing();
    const retire = { type: 'RetireSegment', ...on('2026-02-03'), reason: null } as const;
    const retired: SegmentFact = { type: 'SegmentRetired', businessDate: day('2026-02-03'), data: { ...terms(large), reason: null } };
    segments.given(defined).when(retire).then(retired);
    segments.given(defined).whenRepeated(retire).thenNothing();
    segments.given(defined, retired).when(revise).thenRefused('CUSTOMERS.SEGMENT.RETIRED');
    segments.given().when(retire).thenRefused('CUSTOMERS.SEGMENT.UNKNOWN');
  });

  it.each<[string, SegmentCondition]>([
    ['CUSTOMERS.SEGMENT.CONDITION_UNKNOWN', { of: 'measure', key: 'nothing', is: 'eq', values: [1] }],
    ['CUSTOMERS.SEGMENT.CONDITION_UNKNOWN', { of: 'field', key: 'constructor', is: 'eq', values: ['x'] }],
    ['CUSTOMERS.SEGMENT.CONDITION_MISMATCHED', { of: 'attribute', key: 'staff', is: 'eq', values: ['many'] }],
    ['CUSTOMERS.SEGMENT.CONDITION_MISMATCHED', { of: 'attribute', key: 'staff', is: 'eq', values: [1, 2] }],
    ['CUSTOMERS.SEGMENT.CONDITION_MISMATCHED', { of: 'attribute', key: 'staff', is: 'prefix', values: [1] }],
    ['CUSTOMERS.SEGMENT.CONDITION_MISMATCHED', { of: 'attribute', key: 'listed', is: 'gt', values: [true] }],
    ['CUSTOMERS.SEGMENT.CONDITION_MISMATCHED', { of: 'attribute', key: 'staff', is: 'missing', values: [1] }],
    ['CUSTOMERS.SEGMENT.CONDITION_MISMATCHED', { of: 'field', key: 'registered', is: 'gte', values: ['2026-02-30'] }],
  ])('is refused by %s for %p', (code, condition) => {
    segments.given().when(define(condition)).thenRefused(code);
  });
});
