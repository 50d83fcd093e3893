import { assigning, drafting, renaming, signing, voiding } from './testing/contract-commands.ts';
import { monthsIn } from './testing/months.ts';
import { refusalOf, story, then } from './testing/story.ts';

const signed = story(signing('2026-01-05'));
const { number, title } = signed.state;

describe('the number and the title of a contract', () => {
  it('are put right, each or both, and what is counted stays', () => {
    const told = story(signing('2026-01-05'), renaming('2026-02-01', { title: '机柜租用' }));
    expect(told.facts.at(-1)).toEqual({
      type: 'ContractRenamed',
      businessDate: '2026-02-01',
      data: { reason: '编号录入有误', from: { number, title }, to: { number: 'HT-2', title: '机柜租用' } },
    });
    expect([told.state.number, told.state.title]).toEqual(['HT-2', '机柜租用']);
    expect(monthsIn(told.facts)).toEqual(monthsIn(signed.facts));
    expect(told.state.standing).toEqual(signed.state.standing);
    expect(story(signing('2026-01-05'), renaming('2026-02-01')).state.title).toBe(title);
  });

  it('are put right of a draft too, which is then signed under them', () => {
    const drafted = story(drafting('2026-01-05'), renaming('2026-01-06'));
    expect(then({ ...drafting('2026-01-07'), number: 'HT-2' }, drafted)).toMatchObject([]);
    expect(refusalOf(drafting('2026-01-07'), drafted).code).toBe('CONTRACTS.CONTRACT.NUMBER_FIXED');
  });

  it('that are right already are no news', () => {
    expect(then(renaming('2026-02-01', { number, title }), signed)).toEqual([]);
    const renamed = story(signing('2026-01-05'), renaming('2026-02-01'));
    expect(then(renaming('2026-02-01'), renamed)).toEqual([]);
  });

  it('are not put right where nothing is said, of what is not there or was voided, before the last fact, or in the future', () => {
    expect(refusalOf(renaming('2026-02-01', { number: null }), signed).code).toBe('CONTRACTS.CORRECTION.INCOMPLETE');
    expect(refusalOf(renaming('2026-02-01'), story()).code).toBe('CONTRACTS.CONTRACT.UNKNOWN');
    expect(refusalOf(renaming('2026-02-01'), story(signing('2026-01-05'), voiding('2026-01-06'))).code).toBe('CONTRACTS.CONTRACT.VOIDED');
    expect(refusalOf(renaming('2026-02-01'), story(signing('2026-01-05'), assigning('2026-02-02'))).code).toBe('DATE.BEFORE_LAST');
    expect(refusalOf(renaming('2028-02-01'), signed).code).toBe('DATE.IN_FUTURE');
  });
});
