import type { BusinessDate, CustomerId } from '@zongheng/kernel';
import type { RelationshipKind } from '@zongheng/customers-events';
import type { RelationshipDocument } from '@zongheng/customers-views';
import { seenFrom } from './related.ts';

const told = (customer: string, kind: RelationshipKind, other: string): RelationshipDocument => ({
  customer: customer as CustomerId,
  kind,
  other: other as CustomerId,
  note: null,
  since: '2026-03-01' as BusinessDate,
});
const seen = (here: readonly RelationshipDocument[], there: readonly RelationshipDocument[]): readonly string[] =>
  seenFrom(here, there).map(({ customer, told: where, label }) => `${customer} ${where} ${label.zh} ${label.en}`);

describe('the relationships of a customer', () => {
  it('told in their own file say what the other is to them', () => {
    expect(seen([told('port', 'parent', 'group'), told('port', 'supplier', 'crane')], [])).toEqual([
      'group here 上级公司 Parent',
      'crane here 供应商 Supplier',
    ]);
  });

  it('told in the other’s file say the reverse', () => {
    const others = (['parent', 'supplier', 'referrer'] as const).map((kind) => told('yard', kind, 'port'));
    expect(seen([], others)).toEqual([
      'yard there 下级公司 Subsidiary',
      'yard there 采购方 Supplied by them',
      'yard there 被介绍客户 Referred by them',
    ]);
  });

  it('to a partner are one, whoever tells of it', () => {
    expect(seen([told('port', 'partner', 'yard')], [told('yard', 'partner', 'port')])).toEqual(['yard here 合作伙伴 Partner']);
    expect(seen([], [told('yard', 'partner', 'port')])).toEqual(['yard there 合作伙伴 Partner']);
  });
});
