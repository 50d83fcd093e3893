import { mergesDecider } from '@zongheng/customers-domain';
import type { CustomerId } from '@zongheng/kernel';
import { aggregateCommands, defineAggregate, IdField, TextField } from '@zongheng/nest-kit';
import { isCustomer } from './references.ts';

/** Every merge is decided in one stream, so that there are no cycles. */
export const mergesAggregate = defineAggregate({
  category: 'merges',
  decider: mergesDecider,
  orderingKey: (_first, id) => id,
  snapshot: {},
});

export class MergeCustomersBody {
  @IdField({ description: 'The file that goes; its id forwards from then on', example: 'customer-2' })
  readonly merged!: CustomerId;

  @IdField({ description: 'The file that stays', example: 'customer-1' })
  readonly into!: CustomerId;

  @TextField(500, { description: 'Why they are one', example: '同一税号' })
  readonly reason!: string;
}

export class UnmergeCustomersBody {
  @IdField({ description: 'The file that went, and is to stand for itself again', example: 'customer-2' })
  readonly merged!: CustomerId;

  @TextField(500, { description: 'Why they are not one after all', example: '两家为母子公司' })
  readonly reason!: string;
}

export const mergesCommands = aggregateCommands(
  { aggregate: mergesAggregate, collection: 'merges', singleton: 'main', title: { zh: '客户合并', en: 'Merges' } },
  (command) => [
    command('MergeCustomers', MergeCustomersBody, {
      verb: 'merge',
      summary: { zh: '合并客户', en: 'Merge one customer’s file into another' },
      prepare: async (body, given) => ({
        ...body,
        mergedKnown: await isCustomer(given, body.merged),
        intoKnown: await isCustomer(given, body.into),
      }),
    }),
    command('UnmergeCustomers', UnmergeCustomersBody, {
      verb: 'unmerge',
      summary: { zh: '撤销客户合并', en: 'Undo a merge' },
    }),
  ],
);
