import type { CustomerDocument } from '@zongheng/customers-views';
import { resembling } from './resembling.ts';

/** A file, with what of it can be held against others. */
function file(id: string, more: Partial<Pick<CustomerDocument, 'region' | 'segment' | 'attributes'>> = {}): CustomerDocument {
  const traits = { kind: 'enterprise', region: null, segment: null, attributes: {}, ...more };
  return { id, name: `客户${id}`, owner: 'li', ...traits } as CustomerDocument;
}
const port = { segment: 'ports', attributes: { 双路: true, 员工人数: 4200 } };

describe('prospects that resemble a segment', () => {
  const members = [file('m1', port), file('m2', port), file('m3', { segment: 'ports' }), file('m4')];
  const outside = [file('p1', port), file('p2', { segment: 'ports' }), file('p3'), file('p4', { segment: 'banks' })];
  const found = resembling(members, outside, 10);

  it('have in common with it what is more common within than outside, the heaviest first', () => {
    expect(found.traits).toEqual([
      { trait: 'segment', value: 'ports', share: 750, shareOutside: 500 },
      { trait: '双路', value: true, share: 500, shareOutside: 250 },
    ]);
  });

  it('are told with their score in per mille of all that weighs, and why', () => {
    expect(found.prospects).toEqual([
      { customer: 'p1', name: '客户p1', owner: 'li', score: 1000, because: ['segment = ports', '双路 = true'] },
      { customer: 'p2', name: '客户p2', owner: 'li', score: 500, because: ['segment = ports'] },
    ]);
  });

  it('are as many as asked for, those alike in the order of their ids', () => {
    expect(resembling(members, outside, 1).prospects.map(({ customer }) => customer)).toEqual(['p1']);
    const alike = [file('p9', port), file('p8', port), file('p7')];
    expect(resembling(members, alike, 10).prospects.map(({ customer }) => customer)).toEqual(['p8', 'p9']);
  });

  it('are none where the segment is empty, or has nothing of its own', () => {
    expect(resembling([], outside, 10)).toEqual({ traits: [], prospects: [] });
    expect(resembling([file('m1')], [file('p1')], 10)).toEqual({ traits: [], prospects: [] });
  });

  it('have nothing in common that fewer than a tenth of the segment have', () => {
    const many = Array.from({ length: 11 }, (_, at) => file(`m${at}`, at === 0 ? { segment: 'ports' } : {}));
    expect(resembling(many, outside.slice(2), 10).traits).toEqual([]);
  });
});
