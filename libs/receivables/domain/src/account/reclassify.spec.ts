import type { EmployeeId } from '@zongheng/kernel';
import { postingsOf, standingBy } from '../testing/books.ts';
import { date, dispute, follow, issue, receive } from '../testing/commands.ts';
import { story } from '../testing/story.ts';
import { partsOf } from './reclassify.ts';

const numbers = Array.from({ length: 5 }, (_, index) => `i${index}`);
const held = numbers.map((number, index) => issue(number, '2026-01-05', 100 + index, { due: date(`2026-02-0${index + 1}`) }));
const told = story(
  ...held,
  dispute('i2', '2026-01-06'),
  receive('p1', '2026-01-07', 50, { later: 50 }),
  follow('2026-02-01', { owner: 'wang' as EmployeeId }),
);
const moved = told.facts.at(-1);
const postings = moved?.type === 'AccountReclassified' ? moved.data.postings : [];

describe('an account that is counted under another owner', () => {
  it('moves all that is open, and all that stands on it', () => {
    const before = standingBy(told.facts, date('2026-01-31'), (cell) => `${cell.owner} ${cell.disputed}`);
    const after = standingBy(told.facts, date('2026-02-01'), (cell) => `${cell.owner} ${cell.disputed}`);
    expect(Object.keys(before)).toEqual(['li false', 'li true']);
    expect(Object.values(after)).toEqual(Object.values(before));
    expect(Object.keys(after)).toEqual(['wang false', 'wang true']);
  });

  it('does so in several events where there is more than one may say: each of them keeps the sums', () => {
    const parts = partsOf(postings, 4);
    expect(parts.map((part) => part.length)).toEqual([4, 4, 4]);
    expect(parts.flat()).toEqual(postings);
    for (const part of parts) {
      for (const measure of ['open', 'invoices', 'credit'] as const)
        expect(part.reduce((sum, posting) => sum + posting[measure], 0)).toBe(0);
    }
    expect(postingsOf(told.facts).slice(-postings.length)).toEqual(postings);
  });
});
