import type { Refusal } from '@zongheng/kernel';
import {
  aggregateCommands,
  type AmountFields,
  defineAggregate,
  IdField,
  KeyField,
  MoneyField,
  type Preparation,
  TextField,
} from '@zongheng/nest-kit';
import { productDecider, type ProductFacts, refuse } from '@zongheng/sales-domain';

export const productAggregate = defineAggregate({
  category: 'product',
  decider: productDecider,
  orderingKey: (_first, id) => id,
});

export class ListProductBody {
  @TextField(200, { description: 'What it is called', example: 'IDC机柜' })
  readonly name!: string;

  @KeyField({ description: 'The product line it belongs to', example: 'data-centre' })
  readonly productLine!: string;

  @KeyField({ description: 'What one of it is', example: 'month' })
  readonly unit!: string;

  @MoneyField({ description: 'The list price of one', example: { minor: 7_200_000, currency: 'CNY' } })
  readonly price!: AmountFields;
}

export class ChangeProductPriceBody {
  @MoneyField({ description: 'The list price from now on', example: { minor: 6_800_000, currency: 'CNY' } })
  readonly price!: AmountFields;

  @TextField(500, { optional: true, description: 'Why' })
  readonly reason?: string;
}

export class RetireProductBody {
  @TextField(500, { optional: true, description: 'Why' })
  readonly reason?: string;

  @IdField({ optional: true, description: 'The product that takes its place', example: 'rack-2' })
  readonly successor?: string;
}

export const productCommands = aggregateCommands(
  { aggregate: productAggregate, collection: 'products', title: { zh: '产品目录', en: 'Products' } },
  (command) => [
    command.creates('ListProduct', ListProductBody, {
      summary: { zh: '产品上架', en: 'List a product' },
    }),
    command('ChangeProductPrice', ChangeProductPriceBody, {
      verb: 'change-price',
      summary: { zh: '产品调价', en: 'Change the list price of a product' },
      prepare: ({ price, reason }) => ({ to: { ...price }, reason: reason ?? null }),
    }),
    command('RetireProduct', RetireProductBody, {
      verb: 'retire',
      summary: { zh: '产品下架', en: 'Retire a product' },
      prepare: ({ reason, successor }) => ({ reason: reason ?? null, successor: successor ?? null }),
    }),
  ],
);

/** A product as a command needs it. */
export async function productFor(given: Preparation, id: string, field: string): Promise<ProductFacts | Refusal> {
  const state = (await given.load(productAggregate, id))?.state;
  if (!state?.listed || !state.price) return refuse('SALES.PRODUCT.UNKNOWN', `no product ${id} was listed`, { field });
  return { id, productLine: state.listed.productLine, price: state.price, retired: state.retired };
}
