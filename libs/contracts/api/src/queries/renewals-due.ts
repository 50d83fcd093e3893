import { ContractDocument, contracts } from '@zongheng/contracts-views';
import { addDays, type BusinessDate, Count, DateText, Shape, Type } from '@zongheng/kernel';
import { DateField, IdField, IntegerField, pageEndOf, queryEndpoint, ServedDocuments } from '@zongheng/nest-kit';
import type { Condition } from '@zongheng/read-store';

const daysDefault = 90;

export class RenewalsDueParams {
  @IntegerField({ min: 0, max: 3660 }, { optional: true, description: `Within how many days (default ${daysDefault})`, example: 90 })
  readonly days?: number;

  @DateField({ optional: true, description: 'From which day (default today)', example: '2026-03-02' })
  readonly date?: BusinessDate;

  @IdField({ optional: true, description: 'Of this owner alone', example: 'li-na' })
  readonly owner?: string;

  @IdField({ optional: true, description: 'Of this unit alone', example: 'u-0200' })
  readonly unit?: string;
}

export const renewalsDueEndpoint = queryEndpoint({
  path: 'contracts/renewals-due',
  views: contracts,
  title: { zh: '待续签协议', en: 'Renewals due' },
  paged: true,
  summary: { zh: '若干天内到期、待续签的协议，最早到期的在前', en: 'Contracts whose term ends within some days, the earliest first' },
  time: 'none',
  params: RenewalsDueParams,
  answer: Shape({ from: DateText(), until: DateText(), total: Count(), contracts: Type.Array(ContractDocument) }),
  table: 'contracts',
  async handle(query, given, place) {
    const { days = daysDefault, date: from = query.asOf, owner, unit } = query.params;
    const until = addDays(from, days);
    const where: Condition[] = [
      { field: 'status', op: 'in', values: ['signed', 'suspended'] },
      { field: 'ends', op: 'gte', value: from },
      { field: 'ends', op: 'lte', value: until },
      ...(owner === undefined ? [] : [{ field: 'owner', op: 'eq' as const, value: owner }]),
      ...(unit === undefined ? [] : [{ field: 'unit', op: 'eq' as const, value: unit }]),
    ];
    const documents = given.get(ServedDocuments);
    const sort = { field: 'ends', direction: 'asc' } as const;
    const page = await documents.page(contracts, { where, sort, limit: query.limit, after: pageEndOf(place) });
    return { from, until, total: await documents.count(contracts, where), contracts: page.documents, next: page.next };
  },
});
