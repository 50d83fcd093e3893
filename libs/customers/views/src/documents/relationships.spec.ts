import { checkerOf, type CustomerId } from '@zongheng/kernel';
import { documentSpecification, recorder } from '@zongheng/kernel/testing';
import { RelationshipRecorded } from '@zongheng/customers-events';
import { RelationshipDocument, relationships } from './relationships.ts';

const other = 'group' as CustomerId;
const holds = { other, kind: 'parent' as const, holds: true, note: '控股 60%' };

describe('relationships', () => {
  it('stand by both customers and what they are to each other, until they end', () => {
    const recorded = recorder();
    const told = recorded(RelationshipRecorded, 'port', '2026-03-01', holds);
    const { document } = documentSpecification(relationships).given(told);
    const stands = { customer: 'port', kind: 'parent', other: 'group', note: '控股 60%', since: '2026-03-01' };
    expect(document('port:parent:group')).toEqual(stands);
    expect(checkerOf(RelationshipDocument)(document('port:parent:group'))).toEqual([]);
    const ended = recorded(RelationshipRecorded, 'port', '2026-04-01', { ...holds, holds: false, note: null });
    expect(documentSpecification(relationships).given(told, ended).document('port:parent:group')).toBeNull();
  });

  it('of several kinds between the same two stand apart', () => {
    const recorded = recorder();
    const { document } = documentSpecification(relationships).given(
      recorded(RelationshipRecorded, 'port', '2026-03-01', holds),
      recorded(RelationshipRecorded, 'port', '2026-03-02', { ...holds, kind: 'supplier' }),
    );
    expect([document('port:parent:group')?.since, document('port:supplier:group')?.since]).toEqual(['2026-03-01', '2026-03-02']);
  });
});
