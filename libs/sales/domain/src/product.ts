import {
  type BusinessDate,
  type Command,
  datesInOrder,
  type Decider,
  type Decision,
  earliestDate,
  type Money,
  type Refusal,
  sameMoney,
} from '@zongheng/kernel';
import type { ProductFact } from '@zongheng/sales-events';
import { refuse } from './refusals.ts';

/** A product of the catalogue, as its stream tells it. */
export interface ProductState {
  /** Null until it is listed. */
  readonly listed: { readonly name: string; readonly productLine: string; readonly unit: string } | null;
  /** The list price of one unit; null until it is listed. */
  readonly price: Money | null;
  /** The date on which it was retired; null while it is sold. */
  readonly retired: BusinessDate | null;
  readonly last: BusinessDate;
}

export interface ListProduct extends Command<'ListProduct'> {
  readonly name: string;
  readonly productLine: string;
  /** What one of it is: `month`, `mbps`, `kwh`. */
  readonly unit: string;
  readonly price: Money;
}

export interface ChangeProductPrice extends Command<'ChangeProductPrice'> {
  readonly to: Money;
  readonly reason: string | null;
}

export interface RetireProduct extends Command<'RetireProduct'> {
  readonly reason: string | null;
  /** The product that takes its place; null where none does. */
  readonly successor: string | null;
}

export type ProductCommand = ListProduct | ChangeProductPrice | RetireProduct;

export const productDecider: Decider<ProductState, ProductCommand, ProductFact> = {
  initialState: () => ({ listed: null, price: null, retired: null, last: earliestDate }),
  evolve,
  decide(state, command) {
    switch (command.type) {
      case 'ListProduct':
        return list(state, command);
      case 'ChangeProductPrice':
        return changePrice(state, command);
      case 'RetireProduct':
        return retire(state, command);
    }
  },
};

function evolve(state: ProductState, fact: ProductFact): ProductState {
  const last = fact.businessDate;
  switch (fact.type) {
    case 'ProductListed': {
      const { name, productLine, unit, price } = fact.data;
      return { listed: { name, productLine, unit }, price, retired: null, last };
    }
    case 'ProductPriceChanged':
      return { ...state, price: fact.data.to, last };
    case 'ProductRetired':
      return { ...state, retired: last, last };
  }
}

function list(state: ProductState, command: ListProduct): Decision<ProductFact> {
  const { name, productLine, unit, price, on } = command;
  if (state.listed) {
    const same = state.listed.name === name && state.listed.productLine === productLine && state.listed.unit === unit;
    if (same && state.retired === null && state.price && sameMoney(state.price, price)) return [];
    return refuse('SALES.PRODUCT.EXISTS', `${state.listed.name} is listed under this id`);
  }
  const no = datesInOrder(command, state.last) ?? negative(price, '/price');
  if (no) return no;
  return [{ type: 'ProductListed', businessDate: on, data: { name, productLine, unit, price } }];
}

function changePrice(state: ProductState, command: ChangeProductPrice): Decision<ProductFact> {
  const { to, reason, on } = command;
  if (state.price === null) return unknown();
  if (state.retired) return refuse('SALES.PRODUCT.RETIRED', `it was retired on ${state.retired}`);
  const no = datesInOrder(command, state.last) ?? negative(to, '/to');
  if (no) return no;
  if (sameMoney(state.price, to)) return [];
  return [{ type: 'ProductPriceChanged', businessDate: on, data: { from: state.price, to, reason } }];
}

function retire(state: ProductState, command: RetireProduct): Decision<ProductFact> {
  if (state.listed === null) return unknown();
  if (state.retired) return [];
  const no = datesInOrder(command, state.last);
  if (no) return no;
  const { reason, successor } = command;
  return [{ type: 'ProductRetired', businessDate: command.on, data: { reason, successor } }];
}

function unknown(): Refusal {
  return refuse('SALES.PRODUCT.UNKNOWN', 'nothing was ever listed under this id');
}

function negative(price: Money, field: string): Refusal | null {
  return price.minor < 0 ? refuse('SALES.PRODUCT.PRICE_NEGATIVE', `the price is ${price.minor} ${price.currency}`, { field }) : null;
}
