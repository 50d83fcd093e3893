import fc from 'fast-check';
import { spellingsAfter, spellingsOf } from './spelling.ts';

const names = fc.constantFrom('宁波港务', '绿源水电（集团）', '长江Power电力2', 'Acme-2 Ltd', '吕梁女', '中国😀移动', '重庆 ABC 银行');

describe('how names are spelled', () => {
  it('is in one word and by initials, what is no Chinese left as it stands', () => {
    expect(spellingsOf(['宁波港务'])).toEqual(['ningbogangwu', 'nbgw']);
    expect(spellingsOf(['长江Power电力2'])).toEqual(['changjiangpowerdianli2', 'cjpowerdl2']);
    expect(spellingsOf(['绿源水电 (集团)'])).toEqual(['lvyuanshuidian (jituan)', 'lysd (jt)']);
    expect(spellingsOf(['重庆😀银行', 'Acme-2 Ltd', '重庆😀银行'])).toEqual(['chongqing😀yinhang', 'cq😀yh']);
  });

  it('is the same whether names come one after another or all at once', () => {
    fc.assert(
      fc.property(fc.array(names, { maxLength: 5 }), fc.array(names, { maxLength: 5 }), fc.nat(5), (before, after, kept) => {
        const known = before.slice(0, kept);
        expect(spellingsAfter(known, spellingsOf(known), [...known, ...after])).toEqual(spellingsOf([...known, ...after]));
        expect(spellingsAfter(before, spellingsOf(before), after)).toEqual(spellingsOf(after));
      }),
    );
  });
});
