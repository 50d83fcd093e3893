import type { BusinessDate, Instant } from './calendar.ts';
import { datesInOrder, effectiveFrom, factsOf, firstRefusal, notBefore, notInFuture } from './decider.ts';
import { isRefusal, refusing, type RefusalTable } from './refusal.ts';

const table = {
  'SPEC.CLOSED': { kind: 'conflict', title: { zh: '已关闭', en: 'Closed' }, remedy: 'reopen it first' },
  'SPEC.UNKNOWN': { kind: 'missing', title: { zh: '不存在', en: 'Unknown' }, remedy: 'name one that exists' },
} as const satisfies RefusalTable;
const refuse = refusing(table);
const day = (text: string): BusinessDate => text as BusinessDate;
const command = (on: string) => ({ on: day(on), today: day('2026-03-10'), now: '2026-03-10T01:00:00.000Z' as Instant, actor: 'li-na' });

describe('a refusal', () => {
  it('says its code and kind, what was found and what to do', () => {
    expect(refuse('SPEC.CLOSED', 'it was closed on 2026-03-01')).toEqual({
      refused: true,
      code: 'SPEC.CLOSED',
      kind: 'conflict',
      found: 'it was closed on 2026-03-01',
      remedy: 'reopen it first',
    });
  });

  it('names the field at fault and a better remedy where there is one', () => {
    const refusal = refuse('SPEC.UNKNOWN', 'there is no region 浙江', { field: '/region', remedy: 'define the region first' });
    expect(refusal.field).toBe('/region');
    expect(refusal.remedy).toBe('define the region first');
  });

  it('is told apart from facts and from anything else', () => {
    expect(isRefusal(refuse('SPEC.CLOSED', 'x'))).toBe(true);
    expect([[], null, undefined, 'refused', { refused: false }, {}].some(isRefusal)).toBe(false);
  });

  it('is the first one where several checks fail, and none where all pass', () => {
    const first = refuse('SPEC.UNKNOWN', 'first');
    expect(firstRefusal(null, first, refuse('SPEC.CLOSED', 'second'))).toBe(first);
    expect(firstRefusal(null, null)).toBeNull();
    expect(firstRefusal()).toBeNull();
  });

  it('is thrown with its code where facts are taken for granted', () => {
    expect(() => factsOf(refuse('SPEC.CLOSED', 'it was closed'))).toThrow('SPEC.CLOSED');
    expect(factsOf([])).toEqual([]);
  });
});

describe('the date of a command', () => {
  it('may be today or any day before, never a day to come', () => {
    expect(notInFuture(command('2026-03-10'))).toBeNull();
    expect(notInFuture(command('2020-01-01'))).toBeNull();
    expect(notInFuture(command('2026-03-11'))).toMatchObject({ code: 'DATE.IN_FUTURE', kind: 'invalid', field: '/on' });
  });

  it('may be that of the last fact or later; one before it is told the earliest possible', () => {
    expect(notBefore(command('2026-03-01'), day('2026-03-01'))).toBeNull();
    const refusal = notBefore(command('2026-02-28'), day('2026-03-01'));
    expect(refusal).toMatchObject({ code: 'DATE.BEFORE_LAST', kind: 'conflict', field: '/on' });
    expect(refusal?.found).toContain('earliest date possible is 2026-03-01');
  });

  it('is neither in a lifecycle', () => {
    expect(datesInOrder(command('2026-03-10'), day('2026-03-01'))).toBeNull();
    expect(datesInOrder(command('2026-02-28'), day('2026-03-01'))?.code).toBe('DATE.BEFORE_LAST');
    expect(datesInOrder(command('2026-03-11'), day('2026-03-12'))?.code).toBe('DATE.IN_FUTURE');
  });

  it('is moved to the stream’s last where a policy records what took effect before it', () => {
    expect(effectiveFrom(day('2026-01-01'), day('2026-02-01'))).toBe('2026-02-01');
    expect(effectiveFrom(day('2026-03-01'), day('2026-02-01'))).toBe('2026-03-01');
  });
});
