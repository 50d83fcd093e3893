import { catalogueOf, factsOf } from '@zongheng/kernel';
import { specification } from '@zongheng/kernel/testing';
import { type OrderFact, salesEvents } from '@zongheng/sales-events';
import fc from 'fast-check';
import { type CancelOrder, type FulfilOrder, orderDecider, type PlaceOrder } from './order.ts';
import { counted, offer, priced } from './testing/offers.ts';
import { date, on } from './testing/people.ts';

const spec = specification(orderDecider);
const head = { number: 'O-2026-001', opportunity: 'deal', quote: null };
const placing = (given: Partial<PlaceOrder> = {}): PlaceOrder => ({ type: 'PlaceOrder', ...on('2026-01-05'), ...head, ...offer, ...given });
const fulfilling = (day: string, parts: FulfilOrder['parts'] = null): FulfilOrder => ({
  type: 'FulfilOrder',
  ...on(day),
  parts,
  note: null,
});
const cancelling = (day: string): CancelOrder => ({ type: 'CancelOrder', ...on(day), reason: 'no space' });
const placed: OrderFact = { type: 'OrderPlaced', businessDate: date('2026-01-05'), data: { ...head, ...counted } };
const part = (line: '1' | '2', quantity: number, amount: number) => ({
  line,
  productLine: line === '1' ? 'data-centre' : 'public-internet',
  quantity,
  amount,
});
const partly: OrderFact = {
  type: 'OrderPartFulfilled',
  businessDate: date('2026-02-01'),
  data: { fulfilled: [part('2', 3, 214_29)], note: null, ...counted },
};
const fulfilled: OrderFact = {
  type: 'OrderFulfilled',
  businessDate: date('2026-03-01'),
  data: { fulfilled: [part('1', 3, 1_500_00), part('2', 4, 285_71)], note: null, ...counted },
};
const cancelled: OrderFact = {
  type: 'OrderCancelled',
  businessDate: date('2026-03-01'),
  data: { unfulfilled: [part('1', 3, 1_500_00), part('2', 4, 285_71)], reason: 'no space', ...counted },
};

describe('an order', () => {
  it('is placed', () => {
    spec.given().when(placing()).then(placed);
    spec.given(placed).when(placing()).thenRefused('SALES.ORDER.EXISTS');
    spec
      .given()
      .when(placing({ lines: [] }))
      .thenRefused('SALES.LINES.COUNT_OUT_OF_RANGE');
    spec
      .given()
      .when(placing(on('2026-07-01')))
      .thenRefused('DATE.IN_FUTURE');
  });

  it('is fulfilled in parts, each with its part of the line’s amount, and then the rest', () => {
    spec
      .given(placed)
      .when(fulfilling('2026-02-01', [{ line: '2', quantity: 3 }]))
      .then(partly);
    spec.given(placed, partly).when(fulfilling('2026-03-01')).then(fulfilled);
    spec.given(placed, partly).whenRepeated(fulfilling('2026-03-01')).thenNothing();
  });

  it('is fulfilled once nothing remains, however it came about', () => {
    const rest = [
      { line: '1', quantity: 3 },
      { line: '2', quantity: 4 },
    ];
    spec.given(placed, partly).when(fulfilling('2026-03-01', rest)).then(fulfilled);
    spec.given(placed, partly, fulfilled).when(fulfilling('2026-03-01', rest)).thenRefused('SALES.ORDER.CLOSED');
  });

  it.each([
    ['more than remains', 'SALES.ORDER.OVERFULFILLED', [{ line: '2', quantity: 5 }]],
    ['a line it does not have', 'SALES.ORDER.LINE_UNKNOWN', [{ line: '3', quantity: 1 }]],
    [
      'a line twice',
      'SALES.LINES.REPEATED',
      [
        { line: '2', quantity: 1 },
        { line: '2', quantity: 1 },
      ],
    ],
    ['nothing of a line', 'SALES.LINES.QUANTITY_OUT_OF_RANGE', [{ line: '2', quantity: 0 }]],
    ['no part', 'SALES.LINES.COUNT_OUT_OF_RANGE', []],
  ])('is not fulfilled by %s', (_, code, parts) => {
    spec.given(placed, partly).when(fulfilling('2026-03-01', parts)).thenRefused(code);
  });

  it('is cancelled, and says what had not been fulfilled', () => {
    spec.given(placed, partly).when(cancelling('2026-03-01')).then(cancelled);
    spec.given(placed, partly).whenRepeated(cancelling('2026-03-01')).thenNothing();
    spec.given(placed, partly, cancelled).when(fulfilling('2026-03-02')).thenRefused('SALES.ORDER.CLOSED');
    spec.given(placed, partly, fulfilled).when(cancelling('2026-03-02')).thenRefused('SALES.ORDER.CLOSED');
  });

  it('is not known before it is placed, and keeps its dates in order', () => {
    spec.given().when(fulfilling('2026-02-01')).thenRefused('SALES.ORDER.UNKNOWN');
    spec.given().when(cancelling('2026-02-01')).thenRefused('SALES.ORDER.UNKNOWN');
    spec.given(placed).when(fulfilling('2026-01-04')).thenRefused('DATE.BEFORE_LAST');
    spec.given(placed).when(cancelling('2026-01-04')).thenRefused('DATE.BEFORE_LAST');
  });

  it('never fulfils and cancels more or less than was ordered, to the smallest unit of money', () => {
    const catalogue = catalogueOf(salesEvents);
    const line = fc.record({ quantity: fc.integer({ min: 1, max: 50 }), amount: fc.nat({ max: 1_000_000 }) });
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 4 }),
        fc.array(fc.nat({ max: 60 }), { maxLength: 12 }),
        fc.boolean(),
        (lines, draws, fulfils) => {
          const commands = [
            placing({ lines: lines.map(({ quantity, amount }, index) => priced(String(index), quantity, { amount })) }),
            ...draws.map((quantity, index) => fulfilling('2026-02-01', [{ line: String(index % lines.length), quantity }])),
            fulfils ? fulfilling('2026-03-01') : cancelling('2026-03-01'),
          ];
          let state = orderDecider.initialState();
          const parts: { readonly line: string; readonly amount: number }[] = [];
          for (const command of commands) {
            const decision = orderDecider.decide(state, command);
            if (!Array.isArray(decision)) continue;
            for (const fact of factsOf(decision)) {
              expect(catalogue.faultsOf('order-1', fact.type, fact.data)).toEqual([]);
              if (fact.type === 'OrderPartFulfilled' || fact.type === 'OrderFulfilled') parts.push(...fact.data.fulfilled);
              if (fact.type === 'OrderCancelled') parts.push(...fact.data.unfulfilled);
              state = orderDecider.evolve(state, fact);
            }
          }
          const sums = lines.map((_, index) =>
            parts.filter((each) => each.line === String(index)).reduce((sum, { amount }) => sum + amount, 0),
          );
          expect(sums).toEqual(lines.map(({ amount }) => amount));
        },
      ),
      { numRuns: 300 },
    );
  });
});
