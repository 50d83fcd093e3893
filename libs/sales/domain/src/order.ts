import {
  type BusinessDate,
  type Command,
  datesInOrder,
  type Decider,
  type Decision,
  earliestDate,
  isRefusal,
  type Refusal,
} from '@zongheng/kernel';
import type { OrderFact } from '@zongheng/sales-events';
import { amountBetween, type Counted, countedOf, type Offer } from './priced-lines.ts';
import { refuse } from './refusals.ts';

/** What an order is, fulfilled or not. */
export interface PlacedOrder {
  readonly status: 'placed' | 'fulfilled' | 'cancelled';
  readonly number: string;
  readonly opportunity: string | null;
  readonly quote: string | null;
  readonly counted: Counted;
  /** How many units of each line were fulfilled, in the order of the lines. */
  readonly fulfilled: readonly number[];
}

/** An order as its stream tells it. */
export interface OrderState {
  /** Null until it is placed. */
  readonly order: PlacedOrder | null;
  readonly last: BusinessDate;
}

export interface PlaceOrder extends Command<'PlaceOrder'>, Offer {
  readonly number: string;
  readonly opportunity: string | null;
  readonly quote: string | null;
}

export interface FulfilOrder extends Command<'FulfilOrder'> {
  /** How many units of which lines; null: all that remain. */
  readonly parts: readonly { readonly line: string; readonly quantity: number }[] | null;
  readonly note: string | null;
}

/** What was fulfilled stays so; what remains is cancelled. */
export interface CancelOrder extends Command<'CancelOrder'> {
  readonly reason: string;
}

export type OrderCommand = PlaceOrder | FulfilOrder | CancelOrder;

export const orderDecider: Decider<OrderState, OrderCommand, OrderFact> = {
  initialState: () => ({ order: null, last: earliestDate }),
  evolve,
  decide(state, command) {
    if (command.type === 'PlaceOrder') return place(state, command);
    const { order, last } = state;
    if (!order) return refuse('SALES.ORDER.UNKNOWN', 'nothing was ever placed under this id');
    switch (command.type) {
      case 'FulfilOrder':
        return fulfil(order, last, command);
      case 'CancelOrder':
        return cancel(order, last, command);
    }
  },
};

function evolve({ order }: OrderState, fact: OrderFact): OrderState {
  const last = fact.businessDate;
  switch (fact.type) {
    case 'OrderPlaced': {
      const { number, opportunity, quote, ...counted } = fact.data;
      return { order: { status: 'placed', number, opportunity, quote, counted, fulfilled: counted.lines.map(() => 0) }, last };
    }
    case 'OrderPartFulfilled':
      return { order: order && { ...order, fulfilled: fulfilledAfter(order, fact.data.fulfilled) }, last };
    case 'OrderFulfilled':
      return { order: order && { ...order, status: 'fulfilled', fulfilled: fulfilledAfter(order, fact.data.fulfilled) }, last };
    case 'OrderCancelled':
      return { order: order && { ...order, status: 'cancelled' }, last };
  }
}

function fulfilledAfter(
  { counted, fulfilled }: PlacedOrder,
  parts: readonly { readonly line: string; readonly quantity: number }[],
): readonly number[] {
  const quantities = new Map(parts.map((part) => [part.line, part.quantity]));
  return counted.lines.map(({ line }, index) => (fulfilled[index] ?? 0) + (quantities.get(line) ?? 0));
}

function place(state: OrderState, command: PlaceOrder): Decision<OrderFact> {
  const { on, number, opportunity, quote } = command;
  if (state.order) return refuse('SALES.ORDER.EXISTS', `the order ${state.order.number} is ${state.order.status}`);
  const no = datesInOrder(command, state.last);
  if (no) return no;
  const counted = countedOf(command, on);
  if (isRefusal(counted)) return counted;
  return [{ type: 'OrderPlaced', businessDate: on, data: { number, opportunity, quote, ...counted } }];
}

/** The order is fulfilled once nothing of any line remains. */
function fulfil(order: PlacedOrder, last: BusinessDate, command: FulfilOrder): Decision<OrderFact> {
  const { on, parts, note } = command;
  if (order.status === 'fulfilled' && parts === null) return [];
  const no = closed(order, last) ?? datesInOrder(command, last) ?? (parts ? faultOfParts(order, parts) : null);
  if (no) return no;
  const wanted = new Map((parts ?? []).map((part) => [part.line, part.quantity]));
  const fulfilled = partsOf(order, (line, remaining) => (parts ? (wanted.get(line) ?? 0) : remaining));
  const isLast = fulfilledAfter(order, fulfilled).every((count, index) => count === order.counted.lines[index]?.quantity);
  const data = { fulfilled, note, ...order.counted };
  return [{ type: isLast ? 'OrderFulfilled' : 'OrderPartFulfilled', businessDate: on, data }];
}

function cancel(order: PlacedOrder, last: BusinessDate, command: CancelOrder): Decision<OrderFact> {
  if (order.status === 'cancelled') return [];
  const no = closed(order, last) ?? datesInOrder(command, last);
  if (no) return no;
  const data = { unfulfilled: partsOf(order, (_, remaining) => remaining), reason: command.reason, ...order.counted };
  return [{ type: 'OrderCancelled', businessDate: command.on, data }];
}

function closed({ status }: PlacedOrder, last: BusinessDate): Refusal | null {
  return status === 'placed' ? null : refuse('SALES.ORDER.CLOSED', `it was ${status} on ${last}`);
}

type Part = Extract<OrderFact, { type: 'OrderFulfilled' }>['data']['fulfilled'][number];

/** So many units of each line, beginning where the last part ended, and the part of the line’s amount that goes with them. */
function partsOf({ counted, fulfilled }: PlacedOrder, unitsOf: (line: string, remaining: number) => number): Part[] {
  return counted.lines.flatMap((line, index) => {
    const from = fulfilled[index] ?? 0;
    const quantity = unitsOf(line.line, line.quantity - from);
    const part = { line: line.line, productLine: line.productLine, quantity, amount: amountBetween(line, from, from + quantity) };
    return quantity > 0 ? [part] : [];
  });
}

function faultOfParts(
  { counted, fulfilled }: PlacedOrder,
  parts: readonly { readonly line: string; readonly quantity: number }[],
): Refusal | null {
  if (parts.length === 0) return refuse('SALES.LINES.COUNT_OUT_OF_RANGE', 'no part is named', { field: '/parts' });
  for (const [index, { line, quantity }] of parts.entries()) {
    const field = `/parts/${index}`;
    const at = counted.lines.findIndex((ordered) => ordered.line === line);
    if (at < 0)
      return refuse('SALES.ORDER.LINE_UNKNOWN', `it has ${counted.lines.map((each) => each.line).join(', ')}, not ${line}`, { field });
    if (parts.findIndex((part) => part.line === line) < index) {
      return refuse('SALES.LINES.REPEATED', `the line ${line} stands twice`, { field });
    }
    if (!Number.isSafeInteger(quantity) || quantity < 1) {
      return refuse('SALES.LINES.QUANTITY_OUT_OF_RANGE', `the quantity is ${quantity}`, { field: `${field}/quantity` });
    }
    const remaining = (counted.lines[at]?.quantity ?? 0) - (fulfilled[at] ?? 0);
    if (quantity > remaining) {
      return refuse('SALES.ORDER.OVERFULFILLED', `${remaining} remain of ${line}, ${quantity} were given`, { field: `${field}/quantity` });
    }
  }
  return null;
}
