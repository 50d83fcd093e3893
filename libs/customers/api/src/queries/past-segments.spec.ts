import fc from 'fast-check';
import { light, type Member, standingAmong } from './past-segments.ts';
import { movesBetween } from './segment-changes.ts';
import { fileOf } from './served.spec-data.ts';

const member = (id: string, mergedInto: string | null = null): Member => ({ ...light(fileOf(id)), mergedInto });
const between = (from: readonly Member[], to: readonly Member[]) => movesBetween({ members: from }, { members: to });

describe('the moves of a segment', () => {
  it('say who entered and who left, by name', () => {
    expect(between([member('a'), member('b')], [member('b'), member('c')])).toEqual([
      { customer: 'a', name: 'a', move: 'left', mergedInto: null },
      { customer: 'c', name: 'c', move: 'entered', mergedInto: null },
    ]);
  });

  it('say of a customer whose file was merged where it went', () => {
    expect(between([member('a'), member('b')], [member('a'), member('b', 'a')])).toEqual([
      { customer: 'b', name: 'b', move: 'left', mergedInto: 'a' },
    ]);
  });

  it('make up the difference of the counts', () => {
    const members = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { maxLength: 6 });
    const moment = fc.tuple(members, members).map(([ids, gone]) => ids.map((id) => member(id, gone.includes(id) ? 'z' : null)));
    fc.assert(
      fc.property(moment, moment, (from, to) => {
        const moves = between(from, to);
        const entered = moves.filter(({ move }) => move === 'entered').length;
        expect(standingAmong(from).length + entered - (moves.length - entered)).toBe(standingAmong(to).length);
      }),
    );
  });
});
