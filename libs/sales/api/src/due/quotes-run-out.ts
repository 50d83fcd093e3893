import { addDays } from '@zongheng/kernel';
import type { ServedDocuments } from '@zongheng/nest-kit';
import type { DueCommand, Duty } from '@zongheng/policy';
import type { Condition } from '@zongheng/read-store';
import { quotes } from '@zongheng/sales-views';

/** A quote that nobody accepted runs out on the day after its last day, however late that is noticed. */
export function quotesRunOut(documents: ServedDocuments): Duty {
  return {
    name: 'quotes-run-out',
    reads: [quotes.name],
    async *due(today) {
      const where: Condition[] = [
        { field: 'status', op: 'eq', value: 'issued' },
        { field: 'validUntil', op: 'lt', value: today },
      ];
      for await (const page of documents.pages(quotes, where)) {
        yield page.map(({ id, validUntil }): DueCommand => ({ command: 'ExpireQuote', id, on: addDays(validUntil, 1) }));
      }
    },
  };
}
